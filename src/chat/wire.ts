// A call as the short string a button carries. All that the button needs is in it, so buttons outlive a restart.

import type { Call, Command } from "./command.js"

/** How a platform measures what a button carries. */
export interface Wire {
  /** The most it may carry, in the unit of `size`. */
  limit: number
  size(text: string): number
}

/** Marks a value that did not fit; `completeCall` puts back what was cut where the platform still has it. */
const CUT = "…"

type Sent = Pick<Call, "command" | "args">

/**
 * `name|value|value`, values in the order of the command's parameters, empty ones at the end left out. A value that
 * does not fit is cut at a code point and marked with “…”.
 */
export function encodeCall(call: Sent, commands: readonly Command[], wire: Wire): string {
  const names = paramNames(call.command, commands)
  const values = names.map((name) => call.args[name] ?? "")
  const encode = () => [call.command, ...values.map(escapeValue)].join("|").replace(/\|+$/u, "")
  let encoded = encode()
  const longest = values.reduce((best, value, i) => (value.length > (values[best] ?? "").length ? i : best), 0)
  for (let kept = [...(values[longest] ?? "")]; kept.length > 0 && wire.size(encoded) > wire.limit; ) {
    kept = kept.slice(0, -1)
    values[longest] = kept.join("") + CUT
    encoded = encode()
  }
  return encoded
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

const escapeValue = (value: string): string => value.replace(/[\\|]/gu, (char) => `\\${char}`)

function splitValues(encoded: string): string[] {
  const values = [""]
  for (const [, escaped, char = ""] of encoded.matchAll(/\\([\s\S])|([\s\S])/gu)) {
    if (char === "|") values.push("")
    else values[values.length - 1] += escaped ?? char
  }
  return values
}
