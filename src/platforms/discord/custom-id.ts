// What a button or a choice carries: where its reply goes, its place in the message, and its call.

import type { Call, Command } from "../../chat/command.js"
import type { Next } from "../../chat/reply.js"
import { decodeCall, encodeCall, markOf, type Way, wayOf } from "../../chat/wire.js"

/** Discord: custom_id and a select option's value, 1–100 characters. */
const MOST = 100
/** The mark of where the reply goes, and the place. */
const PREFIX = 2

/** The most buttons and choices of a message: one more would need a second character for its place. */
export const PLACES = 36

/** The id of the button at this place (0–35) of its message. The place keeps two buttons with one call apart. */
export function encodeId(next: Next, place: number, commands: readonly Command[]): string {
  const wire = { limit: MOST - PREFIX, size: (text: string) => text.length }
  return `${markOf(next)}${place.toString(PLACES)}${encodeCall(next.call, commands, wire)}`.toWellFormed()
}

/** What `encodeId` made this from, or undefined for an id of another time or another bot. */
export function decodeId(
  id: string,
  commands: readonly Command[],
): ({ call: Pick<Call, "command" | "args"> } & Way) | undefined {
  const way = wayOf(id.charAt(0))
  const call = way && decodeCall(id.slice(PREFIX), commands)
  return call && { call, ...way }
}
