// The way to the Bot API: through a proxy where the rule says so, with bounded retries, and with no token in an error.

import { autoRetry } from "@grammyjs/auto-retry"
import { apiThrottler } from "@grammyjs/transformer-throttler"
import { Api, type ApiClientOptions, HttpError, type Transformer } from "grammy"
import { pause } from "../pause.js"
import { agentOf, type ProxyFor } from "../proxy.js"

export interface Connection {
  client: ApiClientOptions & { apiRoot: string }
  /** The host of the Bot API, and of the proxy on the way to it. */
  host: string
  via: string | undefined
}

/** How long a long poll waits for an update, in seconds. */
export const POLL_SECONDS = 25
/** After this a call is given up; a long poll must have come back by then. grammY's own limit is 500. */
const CALL_SECONDS = POLL_SECONDS + 15

/** How to reach the Bot API at this root. */
export function connection(apiRoot: string, proxyFor: ProxyFor): Connection {
  const root = new URL(apiRoot)
  const proxy = proxyFor(root)
  return {
    client: {
      apiRoot: apiRoot.replace(/\/+$/u, ""),
      timeoutSeconds: CALL_SECONDS,
      ...(proxy && { baseFetchConfig: { agent: agentOf(proxy), compress: true } }),
    },
    host: root.host,
    via: proxy?.host,
  }
}

export type GrammySignal = NonNullable<Parameters<Api["getMe"]>[0]>

/** grammY types its signals after a polyfill that lacks what newer ones have; it uses only what both have. */
export const forGrammy = (signal: AbortSignal) => signal as unknown as GrammySignal

/** No answer came: the network, a proxy, a time-out. Its message is short and never holds the address with the token. */
export class Unreachable extends Error {
  override name = "Unreachable"
  constructor(readonly reason: string) {
    super(`Telegram did not answer: ${reason}`)
  }

  /** Whether the call cannot have arrived: making it again does nothing twice. */
  get isUnsent(): boolean {
    return /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/u.test(this.reason)
  }
}

/** Innermost of all: what fetch throws quotes the whole address, and the token is part of it. */
export const withoutToken: Transformer = async (prev, method, payload, signal) => {
  try {
    return await prev(method, payload, signal)
  } catch (error) {
    throw new Unreachable(reasonOf(error instanceof HttpError ? error.error : error))
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "未知错误"
  if ("code" in error && typeof error.code === "string") return error.code
  if ("type" in error && error.type === "invalid-json") return "回答的不是 Telegram，多半是代理或网关的页面"
  if (/timed? ?out/iu.test(error.message)) return "超时"
  return error.name === "AbortError" ? "已中止" : "连接失败"
}

/** How often one call is tried again after a flood limit (429). */
const FLOOD_RETRIES = 3
/** Longer than this a reader does not wait for an answer; groups are told to wait up to a minute. Seconds. */
const RETRY_WAIT_MOST = 90
/** Before a call is made again that got no answer, or a server's error: short ones first. Milliseconds. */
const RETRY_PAUSES = [500, 2_000, 5_000, 10_000]
/** How often one is tried that cannot have been carried out: for about ten minutes. After that nobody waits for it. */
const RETRIES = 60
/** How often one is tried that may have been carried out. */
const DOUBTFUL_RETRIES = 4

/** A press or an inline query that was answered already: made again, as it was not known to have arrived, it was refused. */
export class Arrived extends Error {
  override name = "Arrived"
}

/**
 * Waits out what is no word of Telegram's about the call. A message may arrive twice where only the answer was lost; the
 * other way it would be lost.
 */
const retryUnreachable: Transformer = async (prev, method, payload, signal) => {
  for (let attempt = 0, doubtful = 0; ; attempt++) {
    const mayTry = () => doubtful <= DOUBTFUL_RETRIES && attempt < RETRIES && !signal?.aborted
    try {
      const result = await prev(method, payload, signal)
      if (doubtful > 0 && !result.ok && TOO_OLD.test(result.description)) throw new Arrived(method)
      if (result.ok || result.error_code < 500) return result
      if (!isGateway(result.error_code)) doubtful++
      if (!mayTry()) return result
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      if (!error.isUnsent) doubtful++
      if (!mayTry()) throw error
    }
    await pause(RETRY_PAUSES[Math.min(attempt, RETRY_PAUSES.length - 1)] ?? 0, signal)
    if (signal?.aborted) return prev(method, payload, signal)
  }
}

/** Bad Gateway, Service Unavailable: nobody has taken the call. */
const isGateway = (code: number): boolean => code === 502 || code === 503

/** How Telegram refuses a press or an inline query that was made long ago, or has been answered. */
export const TOO_OLD = /query is too old|query ID is invalid|QUERY_ID_INVALID/iu

const retryRefused = autoRetry({
  maxRetryAttempts: FLOOD_RETRIES,
  maxDelaySeconds: RETRY_WAIT_MOST,
  rethrowHttpErrors: true,
  rethrowInternalServerErrors: true,
})

/**
 * Telegram's limits (core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this): 20 messages a minute in
 * a group, one a second in a private chat with short bursts allowed. Bursts, because a reader who turns pages should
 * not wait a second for each.
 */
const RATES = {
  global: {},
  group: { maxConcurrent: 1, reservoir: 20, reservoirRefreshAmount: 20, reservoirRefreshInterval: 60_000 },
  out: { maxConcurrent: 1, reservoir: 3, reservoirRefreshAmount: 3, reservoirRefreshInterval: 3_000 },
}

/** Between two messages over all chats: 25 a second, so that Telegram never sees more than 30 on a bumpy way. Milliseconds. */
const SPACE = 40

/** Messages one by one, counted as they leave, those that are tried again too: a stall is followed by no burst. */
function spaced(): Transformer {
  let free = Promise.resolve()
  return async (prev, method, payload, signal) => {
    if ("chat_id" in payload) {
      const turn = free
      free = turn.then(() => pause(SPACE))
      await turn
    }
    return prev(method, payload, signal)
  }
}

/** Starting and receiving have a patience of their own, without an end. */
export const isPatient = (method: string): boolean =>
  ["getMe", "getUpdates", "setWebhook", "getWebhookInfo"].includes(method)

const sometimes =
  (transformer: Transformer): Transformer =>
  (prev, method, payload, signal) =>
    isPatient(method) ? prev(method, payload, signal) : transformer(prev, method, payload, signal)

/** The bot is about to leave: this call was not made. */
export class Over extends Error {
  override name = "Over"
}

const unlessOver =
  (over: AbortSignal): Transformer =>
  (prev, method, payload, signal) => {
    if (over.aborted) throw new Over(method)
    return prev(method, payload, signal)
  }

/**
 * What calls go through, innermost first; none is made any more once it is over. The throttler is outermost, so that a
 * chat that is over its limit holds back what else is meant for it while a call is tried again.
 */
export const transformers = (over: AbortSignal): Transformer[] => [
  withoutToken,
  unlessOver(over),
  spaced(),
  sometimes(retryRefused),
  sometimes(retryUnreachable),
  sometimes(apiThrottler(RATES)),
]

/** Calls that fail at once. */
export function plainApi(token: string, { client }: Connection): Api {
  const api = new Api(token, client)
  api.config.use(withoutToken)
  return api
}
