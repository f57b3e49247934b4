// A call as the short string a button carries. All that the button needs is in it, so buttons outlive a restart.

import type { Call, Command } from "./command.js"
import type { Next } from "./reply.js"

/** How a platform measures what a button carries. */
export interface Wire {
  /** The most it may carry, in the unit of `size`. */
  limit: number
  size(text: string): number
}

/** Marks a value that did not fit; `completeCall` puts back what was cut where the platform still has it. */
const CUT = "…"

/** Whether something was cut from what a button carries. */
export const isCut = (encoded: string): boolean => encoded.includes(CUT)

type Sent = Pick<Call, "command" | "args">

/** Where a button's reply goes, as a platform reads it from the button. */
export type Way = Required<Pick<Next, "fresh" | "aside">>

/** The marks of the ways, one ASCII character each. Buttons that were sent hold them: none may change its meaning. */
const WAYS: ReadonlyMap<string, Way> = new Map([
  ["=", { fresh: false, aside: false }],
  ["+", { fresh: true, aside: false }],
  ["!", { fresh: false, aside: true }],
])

/** The mark that a button carries before its call. A word aside is never a message of its own. */
export const markOf = ({ fresh, aside }: Next): string => (aside ? "!" : fresh ? "+" : "=")

/** The way that a mark stands for, or undefined where it is none of ours. */
export const wayOf = (mark: string): Way | undefined => WAYS.get(mark)

/**
 * `name|value|value`, values in the order of the command's parameters, empty ones at the end left out. While it does
 * not fit, the largest value is cut at a code point and marked with “…”.
 */
export function encodeCall(call: Sent, commands: readonly Command[], wire: Wire): string {
  const values = paramNames(call.command, commands).map((name) => cuttable(call.args[name] ?? "", wire.limit))
  const encode = () => joinValues([call.command, ...values.map(({ kept, cut }) => kept.join("") + (cut ? CUT : ""))])
  let encoded = encode()
  while (wire.size(encoded) > wire.limit) {
    const size = ({ kept }: Cuttable) => wire.size(kept.join(""))
    const [largest] = values.filter(({ kept }) => kept.length > 0).sort((a, b) => size(b) - size(a))
    if (!largest) break
    largest.kept.pop()
    largest.cut = true
    encoded = encode()
  }
  return encoded
}

/** A value as code points, those at the end given up one by one. */
interface Cuttable {
  kept: string[]
  cut: boolean
}

/** A code point takes one unit at least, so what lies beyond the limit never fits. */
function cuttable(value: string, limit: number): Cuttable {
  const points = [...value]
  return { kept: points.slice(0, limit), cut: points.length > limit }
}

/** The call that `encodeCall` made this from, or undefined if it names no command of ours (an old or foreign button). */
export function decodeCall(encoded: string, commands: readonly Command[]): Sent | undefined {
  const [command = "", ...values] = splitValues(encoded)
  if (!commands.some((each) => each.name === command)) return undefined
  const names = paramNames(command, commands)
  const args: Record<string, string> = {}
  for (const [i, value] of values.entries()) {
    const name = names[i]
    if (name !== undefined && value !== "") args[name] = value
  }
  return { command, args }
}

/** Puts back what was cut from a button's values, given the call that its message answered, if that is still known. */
export function completeCall(call: Sent, answered: Sent | undefined): Sent {
  if (!answered) return call
  const whole = Object.values(answered.args)
  const complete = (value: string) =>
    value.endsWith(CUT) ? (whole.find((each) => each.startsWith(value.slice(0, -CUT.length))) ?? value) : value
  return {
    command: call.command,
    args: Object.fromEntries(Object.entries(call.args).map(([name, value]) => [name, complete(value)])),
  }
}

const paramNames = (command: string, commands: readonly Command[]): string[] =>
  commands.find((each) => each.name === command)?.params.map((param) => param.name) ?? []

/** Joins and escapes; empty values at the end are left out. */
function joinValues(values: readonly string[]): string {
  const last = values.findLastIndex((value) => value !== "")
  return values
    .slice(0, last + 1)
    .map((value) => value.replace(/[\\|]/gu, (char) => `\\${char}`))
    .join("|")
}

function splitValues(encoded: string): string[] {
  const values = [""]
  for (const [, escaped, char = ""] of encoded.matchAll(/\\([\s\S])|([\s\S])/gu)) {
    if (char === "|") values.push("")
    else values[values.length - 1] += escaped ?? char
  }
  return values
}
