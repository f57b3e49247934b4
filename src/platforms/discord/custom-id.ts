// What a button or a choice carries: whether its reply is a message of its own, its place in the message, and its call.

import type { Call, Command } from "../../chat/command.js"
import type { Next } from "../../chat/reply.js"
import { decodeCall, encodeCall } from "../../chat/wire.js"

/** Discord: custom_id and a select option's value, 1–100 characters. */
const MOST = 100
/** The mark of how the reply is sent, and the place. */
const PREFIX = 2
const FRESH = "+"
const IN_PLACE = "="

/** The most buttons and choices of a message: one more would need a second character for its place. */
export const PLACES = 36

/** The id of the button at this place (0–35) of its message. The place keeps two buttons with one call apart. */
export function encodeId(next: Next, place: number, commands: readonly Command[]): string {
  const wire = { limit: MOST - PREFIX, size: (text: string) => text.length }
  const mark = next.fresh ? FRESH : IN_PLACE
  return `${mark}${place.toString(PLACES)}${encodeCall(next.call, commands, wire)}`.toWellFormed()
}

/** What `encodeId` made this from, or undefined for an id of another time or another bot. */
export function decodeId(
  id: string,
  commands: readonly Command[],
): { call: Pick<Call, "command" | "args">; fresh: boolean } | undefined {
  const mark = id.charAt(0)
  const call = mark === FRESH || mark === IN_PLACE ? decodeCall(id.slice(PREFIX), commands) : undefined
  return call && { call, fresh: mark === FRESH }
}
