// Buttons under a message, and the calls they stand for. A button carries its call whole, so it outlives a restart.

import type { Call, Command } from "../../chat/command.js"
import { cutText } from "../../chat/excerpt.js"
import type { Choice, Next, Reply } from "../../chat/reply.js"
import { decodeCall, encodeCall, markOf, type Way, type Wire, wayOf } from "../../chat/wire.js"
import { width } from "../../text/width.js"
import { clean, isBlank } from "./render.js"

export interface Button {
  text: string
  callback_data: string
}

/** Rows of buttons: the choices one a row, then where to go from here; undefined where there are none. */
export function keyboard({ choices = [], next = [] }: Reply, commands: readonly Command[]): Button[][] | undefined {
  const column = choices.map((choice) => [button(choice, described(choice), commands)])
  const rows = inRows(next.map((each) => button(each, each.label, commands)))
  return column.length + rows.length > 0 ? [...column, ...rows] : undefined
}

/** What a pressed button asks for, or undefined if it is not one of ours (an old or foreign one). */
export function pressed(
  data: string,
  commands: readonly Command[],
): ({ call: Pick<Call, "command" | "args"> } & Way) | undefined {
  const way = wayOf(data.charAt(0))
  const call = way && decodeCall(data.slice(1), commands)
  return call && { call, ...way }
}

/** callback_data holds 64 bytes of UTF-8 (core.telegram.org/bots/api#inlinekeyboardbutton), one of them the way's mark. */
const WIRE: Wire = { limit: 63, size: (text) => Buffer.byteLength(text) }

const button = (next: Next, label: string, commands: readonly Command[]): Button => ({
  text: buttonText(label),
  callback_data: markOf(next) + encodeCall(next.call, commands, WIRE).toWellFormed(),
})

/** Telegram refuses a message for one button without text. */
export function buttonText(label: string): string {
  const text = clean(label).replace(/\s+/gu, " ").trim()
  return isBlank(text) ? "…" : text
}

/** What a phone shows of a button that has the row to itself, measured in halves of a Chinese character. */
const ROW_WIDTH = 40
/** More than four buttons side by side are too narrow to hit. */
const ROW_BUTTONS = 4

/** Fewer characters of a detail that is cut say nothing. */
const DETAIL_LEAST = 5
const BETWEEN = " · "

/**
 * A choice's label with what tells it apart, as many of the detail's parts as there is room for; the label itself is never
 * cut for it. The first part that does not fit is cut, or left out where little would be left of it, or of a date anything.
 */
function described({ label, detail = "" }: Choice): string {
  let shown = label
  for (const part of detail.split(BETWEEN).filter((each) => each !== "")) {
    const room = ROW_WIDTH - width(shown + BETWEEN)
    if (width(part) <= room) {
      shown += BETWEEN + part
      continue
    }
    const kept = unitsWithin(part, room - width("…"))
    return kept < DETAIL_LEAST || /^[\d-]+$/u.test(part) ? shown : shown + BETWEEN + cutText(part, kept + 1)
  }
  return shown
}

/** How much of a text, in UTF-16 units, is no wider than this. */
function unitsWithin(text: string, most: number): number {
  let units = 0
  let room = most
  for (const char of text) {
    room -= width(char)
    if (room < 0) break
    units += char.length
  }
  return units
}

function inRows(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = []
  for (const each of buttons) {
    const row = rows.at(-1)
    if (row && row.length < ROW_BUTTONS && roomFor(each, row)) row.push(each)
    else rows.push([each])
  }
  return rows
}

/** Buttons in a row are all as wide as the row divided by their number. */
const roomFor = (each: Button, row: readonly Button[]): boolean =>
  [...row, each].every(({ text }) => width(text) <= ROW_WIDTH / (row.length + 1) - 2)
