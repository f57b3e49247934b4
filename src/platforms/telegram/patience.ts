// Getting through to Telegram however long it takes: getMe at the start, then polling, or setting a webhook and looking
// after it. Trouble is told once, mended where it can be, and waited out; only a refused token is final.

import type { Api, Transformer } from "grammy"
import type { ApiError } from "grammy/types"
import { type Log, OperatorError } from "../../chat/platform.js"
import { pause } from "../pause.js"
import { type Connection, type GrammySignal, isPatient, Unreachable } from "./client.js"
import * as say from "./operator.js"

/** Between two tries; doubled each time up to the second. Milliseconds. */
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000

/** The outermost transformer: a patient call comes back when it has succeeded, when it is aborted, or with TokenRefused. */
export function patience(way: Connection, webhook: WebhookApi, log: Log): Transformer {
  const trouble = createTrouble(way, webhook, log)
  return async (prev, method, payload, signal) => {
    if (!isPatient(method)) return prev(method, payload, signal)
    for (let wait = FIRST_PAUSE; ; wait = Math.min(2 * wait, LONGEST_PAUSE)) {
      const result = await prev(method, payload, signal).catch(asResult)
      if (result.ok) trouble.over()
      if (result.ok || signal?.aborted) return result
      if (isTokenRefused(result)) throw new TokenRefused(result.error_code, way.host)
      await trouble.tell(method, result, signal)
      const { retry_after } = result.parameters ?? {}
      await pause(retry_after === undefined ? wait : retry_after * 1000, signal)
    }
  }
}

/** Telegram answers a revoked token with 401, one that never was with 404. */
export const isTokenRefused = ({ error_code }: Pick<ApiError, "error_code">): boolean =>
  error_code === 401 || error_code === 404

/** The runner stops polling at a 401 and retries all else, so both codes are one here. */
export class TokenRefused extends OperatorError {
  readonly error_code = 401
  constructor(answered: number, host: string) {
    super(say.tokenRefused(answered, host))
  }
}

/** No answer at all stands beside the errors that Telegram answers with, under a code of its own. */
const NO_ANSWER = 0

function asResult(error: unknown): ApiError {
  if (error instanceof Unreachable) return { ok: false, error_code: NO_ANSWER, description: error.reason }
  throw error
}

/** What the operator knows already, so that every trouble is told once and not at each try. */
function createTrouble({ host, via }: Connection, webhook: WebhookApi, log: Log) {
  const told = new Set<string>()
  const once = (kind: string, message: string) => {
    if (!told.has(kind)) log.warn(message)
    told.add(kind)
  }
  return {
    /** A conflict comes and goes with each poll of the other program: it is told once for all. */
    over() {
      if (told.delete("unreachable")) log.info(say.REACHED_AGAIN)
    },
    async tell(method: string, { error_code, description }: ApiError, signal?: GrammySignal) {
      if (error_code === 409 && /webhook/iu.test(description)) await clearTheWay(signal)
      else if (error_code === 409) once("conflict", say.CONFLICT)
      else if (error_code === 400 && method === "setWebhook")
        once("webhook refused", `${say.webhookRefused(description)}${say.KEEPS_TRYING}`)
      else {
        const fault =
          error_code === NO_ANSWER
            ? say.unreachable(host, via, description)
            : say.busy(host, `${error_code} ${description}`)
        once("unreachable", `${fault}${say.KEEPS_TRYING}`)
      }
    },
  }

  /** Deletes a webhook that keeps updates from here, once; what comes after that is another program's. */
  async function clearTheWay(signal: GrammySignal | undefined): Promise<void> {
    if (told.has("webhook")) return once("webhook again", say.WEBHOOK_AGAIN)
    try {
      once("webhook", say.webhookDeleted(await deleteWebhook(webhook, signal)))
    } catch (error) {
      if (!signal?.aborted) once("webhook stuck", say.webhookStuck(reasonOf(error)))
    }
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Unreachable ? error.reason : error instanceof Error ? error.message : String(error)

/** The calls that deal with a webhook, without patience. */
export type WebhookApi = Pick<Api, "getWebhookInfo" | "deleteWebhook">

/** Deletes the webhook, keeping the updates that wait there; resolves to the host it pointed to. */
async function deleteWebhook(api: WebhookApi, signal: GrammySignal | undefined): Promise<string> {
  const { url } = await api.getWebhookInfo(signal)
  await api.deleteWebhook({}, signal)
  return url && URL.canParse(url) ? new URL(url).host : "?"
}
