// From what a reader typed to a call: `/ask 澧县复耕多少亩`, `/read@wenbao_bot 汝城 2`, or bare text.

import { type Call, type Command, type Param, typedOf } from "./command.js"

export interface Typed extends Pick<Call, "command" | "args"> {
  /** The bot named in `/ask@name`, if any, without the @. */
  to?: string
}

/** A command by its name; `/usr/bin` is not one. */
const NAMED = /^\s*[/／](?<name>[a-z_]\w*)(?:@(?<to>\w+))?(?:\s+(?<rest>[\s\S]*))?$/iu

/** Whether a text names a command, ours or another bot's. */
export const namesCommand = (text: string): boolean => NAMED.test(text)

/**
 * Reads a message as a call. Text without a leading slash is the bare command's. A command that is not among
 * `commands` is returned as typed, without arguments: the chat says that it is unknown.
 */
export function parseCall(text: string, commands: readonly Command[]): Typed {
  const { name, to, rest = "" } = NAMED.exec(text)?.groups ?? {}
  if (name === undefined) {
    const bare = commands.find((command) => command.bare)
    return bare ? { command: bare.name, args: readArgs(text.trim(), bare.params) } : { command: text.trim(), args: {} }
  }
  // `/admin add`: the second word may be part of the name.
  const [, second = "", behind = ""] = /^(\S+)\s*([\s\S]*)$/u.exec(rest.trim()) ?? []
  const called = (full: string) => typedOf(commands).find((each) => each.name === full.toLowerCase())
  const grouped = called(`${name} ${second}`)
  const command = grouped ?? called(name)
  const args = command ? readArgs(grouped ? behind : rest.trim(), command.params) : {}
  return { command: command?.name ?? name.toLowerCase(), args, ...(to !== undefined && { to }) }
}

/** The text parameter takes all there is; integers typed behind it go to the integer parameters. */
function readArgs(rest: string, params: readonly Param[]): Record<string, string> {
  const typed = params.filter((param) => param.typed)
  const text = typed.find((param) => param.kind === "text")
  const integers = typed.filter((param) => param.kind === "integer")
  const words = rest.split(/\s+/u).filter(Boolean)
  const atLeast = text?.required ? 1 : 0
  let from = words.length
  while (from > atLeast && words.length - from < integers.length && /^\d{1,9}$/u.test(words[from - 1] ?? "")) from--
  const args: Record<string, string> = {}
  const body = from === words.length ? rest : words.slice(0, from).join(" ")
  if (text && body) args[text.name] = body
  for (const [i, integer] of integers.entries()) {
    const word = words[from + i]
    if (word !== undefined) args[integer.name] = word
  }
  return args
}
