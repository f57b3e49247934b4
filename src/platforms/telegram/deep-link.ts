// Links that open a private chat with the bot and ask it something: t.me/name?start=…

import { type Call, type Command, typedOf } from "../../chat/command.js"
import { decodeCall, encodeCall, type Wire } from "../../chat/wire.js"

/** Telegram: 64 characters of A-Z a-z 0-9 _ -, which hold 48 bytes (core.telegram.org/api/links#bot-links). */
const WIRE: Wire = { limit: 48, size: (text) => Buffer.byteLength(text) }

/** The call as a `start` parameter; a question that is too long is cut. */
export const startParameter = (call: Pick<Call, "command" | "args">, commands: readonly Command[]): string =>
  Buffer.from(encodeCall(call, commands, WIRE).toWellFormed()).toString("base64url")

/** What `startParameter` made this from, or undefined where it is none of ours. */
export function startedCall(
  parameter: string,
  commands: readonly Command[],
): Pick<Call, "command" | "args"> | undefined {
  const encoded = Buffer.from(parameter, "base64url").toString()
  // Any link may be made by anybody: it can ask what a reader could type, and nothing else.
  return Buffer.from(encoded).toString("base64url") === parameter ? decodeCall(encoded, typedOf(commands)) : undefined
}

export const startLink = (
  username: string,
  call: Pick<Call, "command" | "args">,
  commands: readonly Command[],
): string => `https://t.me/${username}?start=${startParameter(call, commands)}`
