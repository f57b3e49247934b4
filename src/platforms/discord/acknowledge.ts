// One acknowledgement of an interaction within its three seconds, over lines that hang, break or answer 500.

import { setMaxListeners } from "node:events"
import { setTimeout as delay } from "node:timers/promises"
import { type APIInteractionResponse, Routes } from "discord-api-types/v10"
import { within } from "../within.js"
import { isAcknowledged, isUnsure, retryAfter } from "./faults.js"
import type { Calls } from "./rest.js"

/** What acknowledging needs of an interaction. */
export interface Opened {
  id: string
  token: string
  application_id: string
}

/** Discord: an interaction unacknowledged for so long is lost. */
const DEADLINE_MS = 3_000
/** After such silence the acknowledgement may be lost on its way; on a slow line it may still be. */
const SILENCE_MS = 1_500
/** The look at whether it has arrived may be lost as well. */
const LOOK_MS = 400
const PAUSE_MS = 100

/** The interaction's three seconds, from when it came: Discord's clock and ours need not agree. */
export function deadlineOf(): AbortSignal {
  const deadline = AbortSignal.timeout(DEADLINE_MS)
  // Every try listens; beyond ten Node takes that for a leak.
  setMaxListeners(0, deadline)
  return deadline
}

/** Sends a response once. Rejects with what went wrong. */
export const callback = (rest: Calls, { id, token }: Opened, body: APIInteractionResponse, deadline: AbortSignal) =>
  rest.post(Routes.interactionCallback(id, token), {
    body,
    auth: false,
    query: new URLSearchParams({ with_response: "true" }),
    signal: deadline,
  })

/**
 * Acknowledges with this response. Where it is not known to have arrived, Discord is asked whether it has before it is
 * sent again, so that none is acknowledged twice. Resolves to the message that now shows, as far as Discord tells;
 * to undefined when even at the deadline it is not known to have arrived. Rejects with Discord's refusal.
 */
export async function acknowledge(
  rest: Calls,
  opened: Opened,
  body: APIInteractionResponse,
  deadline: AbortSignal,
): Promise<{ message: unknown } | undefined> {
  const tries: Promise<unknown>[] = []
  while (!deadline.aborted) {
    if (tries.length > 0) {
      const message = await within(messageShown(rest, opened, deadline), LOOK_MS)
      if (message !== undefined) return { message }
    }
    tries.push(callback(rest, opened, body, deadline))
    const outcome = await within(anyOf(tries), SILENCE_MS)
    if (outcome && "answer" in outcome) return { message: messageIn(outcome.answer) }
    const refusal = outcome?.errors.find((error) => !isUnsure(error) && retryAfter(error) === 0)
    const arrived = isAcknowledged(refusal) && tries.length > 1
    if (refusal !== undefined && !arrived) throw refusal
    if (arrived) return { message: await messageShown(rest, opened, deadline) }
    if (outcome) await pauseAfter(outcome.errors.at(-1), deadline)
  }
  return undefined
}

/** As long as Discord asks for. Rejects with the error where the deadline comes before that. */
async function pauseAfter(error: unknown, deadline: AbortSignal): Promise<void> {
  const asked = retryAfter(error)
  if (asked === 0) return delay(PAUSE_MS)
  await delay(asked, undefined, { signal: deadline }).catch(() => {
    throw error
  })
}

/** The first answer, or every error. Never rejects. */
const anyOf = (tries: readonly Promise<unknown>[]): Promise<{ answer: unknown } | { errors: unknown[] }> =>
  Promise.any(tries).then(
    (answer) => ({ answer }),
    ({ errors }: AggregateError) => ({ errors }),
  )

/** The message that an acknowledged interaction shows; undefined where none is known. Never rejects. */
const messageShown = (rest: Calls, { application_id, token }: Opened, signal: AbortSignal): Promise<unknown> =>
  rest.get(Routes.webhookMessage(application_id, token), { auth: false, signal }).catch(() => undefined)

/** The message in the answer to a response. */
const messageIn = (answer: unknown): unknown => {
  const resource = typeof answer === "object" && answer !== null && "resource" in answer ? answer.resource : undefined
  return typeof resource === "object" && resource !== null && "message" in resource ? resource.message : undefined
}
