// One acknowledgement of an interaction within its three seconds, over lines that hang, break or answer 500.

import { setMaxListeners } from "node:events"
import { setTimeout as delay } from "node:timers/promises"
import { type APIInteractionResponse, Routes } from "discord-api-types/v10"
import { within } from "../within.js"
import { isAcknowledged, isUnsure, retryAfter } from "./faults.js"
import { at, type Calls } from "./rest.js"

/** What acknowledging needs of an interaction. */
export interface Opened {
  id: string
  token: string
  application_id: string
}

/** Discord: an interaction unacknowledged for so long is lost. */
const DEADLINE_MS = 3_000
/** An acknowledgement that is not answered by now may be lost; on a slow line it may still be under way. */
const DOUBT_MS = 2_200
/** What remains for a look, and for each try after the first. */
const SHORT_MS = 300
const PAUSE_MS = 100

/** The interaction's three seconds, from when it came: Discord's clock and ours need not agree. */
export interface Deadline {
  /** Aborts when it is lost. */
  over: AbortSignal
  /** Aborts when it is time to try again. */
  doubt: AbortSignal
}

export function deadlineOf(): Deadline {
  const deadline = { over: AbortSignal.timeout(DEADLINE_MS), doubt: AbortSignal.timeout(DOUBT_MS) }
  // Every try listens; beyond ten Node takes that for a leak.
  setMaxListeners(0, deadline.over, deadline.doubt)
  return deadline
}

/** Sends a response once. Rejects with what went wrong. */
export const callback = (rest: Calls, { id, token }: Opened, body: APIInteractionResponse, { over }: Deadline) =>
  rest.post(Routes.interactionCallback(id, token), {
    body,
    auth: false,
    query: new URLSearchParams({ with_response: "true" }),
    signal: over,
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
  deadline: Deadline,
): Promise<{ message: unknown } | undefined> {
  const tries: Promise<unknown>[] = []
  while (!deadline.over.aborted) {
    if (tries.length > 0) {
      const message = await soon(messageShown(rest, opened, deadline), deadline)
      if (message !== undefined) return { message }
    }
    tries.push(callback(rest, opened, body, deadline))
    const outcome = await soon(anyOf(tries), deadline)
    if (outcome && "answer" in outcome) return { message: at(outcome.answer, "resource", "message") }
    const refusal = outcome?.errors.find((error) => !isUnsure(error) && retryAfter(error) === 0)
    const arrived = isAcknowledged(refusal) && tries.length > 1
    if (refusal !== undefined && !arrived) throw refusal
    if (arrived) return { message: await messageShown(rest, opened, deadline) }
    if (outcome) await pauseAfter(outcome.errors.at(-1), deadline)
  }
  return undefined
}

/** As long as Discord asks for. Rejects with the error where the deadline comes before that. */
async function pauseAfter(error: unknown, { over }: Deadline): Promise<void> {
  const asked = retryAfter(error)
  if (asked === 0) return delay(PAUSE_MS)
  await delay(asked, undefined, { signal: over }).catch(() => {
    throw error
  })
}

/** What is ready by the time of doubt or, after that, in a short while; otherwise undefined. */
async function soon<T>(pending: Promise<T>, { doubt }: Deadline): Promise<T | undefined> {
  if (doubt.aborted) return within(pending, SHORT_MS)
  const doubted = new Promise<undefined>((resolve) => {
    doubt.addEventListener("abort", () => resolve(undefined), { once: true })
  })
  return Promise.race([pending, doubted])
}

/** The first answer, or every error. Never rejects. */
const anyOf = (tries: readonly Promise<unknown>[]): Promise<{ answer: unknown } | { errors: unknown[] }> =>
  Promise.any(tries).then(
    (answer) => ({ answer }),
    ({ errors }: AggregateError) => ({ errors }),
  )

/** The message that an acknowledged interaction shows; undefined where none is known. Never rejects. */
const messageShown = (rest: Calls, { application_id, token }: Opened, { over }: Deadline): Promise<unknown> =>
  rest.get(Routes.webhookMessage(application_id, token), { auth: false, signal: over }).catch(() => undefined)
