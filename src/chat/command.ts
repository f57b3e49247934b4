// What a reader can ask for. A command is one typed value: registration, menus, dispatch, autocomplete, help and the
// README's table all derive from it.

import type { Reply } from "./reply.js"

export const LOCALES = ["zh-CN", "zh-TW", "en"] as const
export type Locale = (typeof LOCALES)[number]
export type Localised = Readonly<Record<Locale, string>>

/** Who asks, as far as a command may know. */
export interface Asker {
  /** Which conversation the question came from, e.g. `telegram:-100123:7`; no user is named by it. */
  conversation: string
  /** Whose question or press it is, e.g. `discord:5000`, for counting once; absent where nobody can tell. Never kept as it is. */
  reader?: string
  /** Which chat the conversation is part of: a group with all its topics, a server, a private chat. */
  chat?: string
  /** Whether the asker decides for that chat: its owner or an administrator, or alone in it. Absent where that is not known. */
  manages?: boolean
  /** True: others read the reply as well, even one that is for the asker alone. */
  overheard?: true
  locale: Locale
}

/** A file that a reader sent along. */
export interface SentFile {
  /** As its sender called it: anything. */
  name: string
  /** Bytes, as the platform says. */
  size: number
  /** Fetches it. Rejects, with a message without any token, where that fails or it has more than `most` bytes. */
  bytes(most: number): Promise<Uint8Array>
}

/** What a reader sent: a command with its arguments by parameter name. A parameter left out is absent. */
export interface Call {
  command: string
  args: Readonly<Record<string, string>>
  from: Asker
  file?: SentFile
}

export interface Param {
  /** Lower-case Latin; the key in `Call.args`. */
  name: string
  /** What readers see it called, 1–32 characters, no spaces. */
  label: Localised
  /** One line, at most 100 characters. */
  summary: Localised
  /**
   * `date`: a slot of its own where a platform has such; where all is typed as one text, the command finds dates in it.
   * `file`: sent along, not typed; it is in `Call.file`.
   */
  kind: "text" | "integer" | "date" | "file"
  required: boolean
  /** False: only buttons carry it; no platform offers it for typing. */
  typed: boolean
}

/** One entry of an autocomplete list. */
export interface Suggestion {
  label: string
  /** What the parameter becomes when it is chosen. */
  value: string
}

/** One of several replies to choose from before any is sent. */
export interface Result {
  /** What it is: a headline. */
  title: string
  /** What it says, in a few words. */
  detail: string
  reply: Reply
}

export interface Command {
  /** Lower-case Latin, at most 32 characters, as all platforms require; two such words for one of a group: `admin add`. */
  name: string
  /** One line, at most 100 characters. */
  summary: Localised
  /** In the order they are typed; required ones first. At most one `text` parameter is typed, and it comes first. */
  params: readonly Param[]
  /** True for the one command that bare text means. */
  bare?: boolean
  /** False: only buttons carry it; nothing lists it, and it cannot be typed. */
  typed?: false
  /**
   * Who it is for: those who decide for a chat, or those who own the bot. Menus show it to them alone; whether an asker is
   * one of them is for the command to see. Without it, it is for all.
   */
  audience?: "managers" | "owners"
  /** Answers a call. A reader's mistake is a Reply; it rejects only on a bug. */
  run(args: Call["args"], asker: Asker, file?: SentFile): Promise<Reply>
  /** Completes the first parameter, best first; with nothing typed, what is worth offering. */
  suggest?(typed: string, asker: Asker): Promise<Suggestion[]>
  /** What a text brings, best first, each to be sent by itself; with nothing typed, what is worth sending. */
  results?(typed: string, asker: Asker): Promise<Result[]>
}

/** The commands that can be typed: what registrations list. */
export const typedOf = (commands: readonly Command[]): readonly Command[] =>
  commands.filter(({ typed }) => typed !== false)

/** Of these, the ones for all: what menus and help list. */
export const listedOf = (commands: readonly Command[]): readonly Command[] =>
  typedOf(commands).filter(({ audience }) => audience === undefined)

/** A command's parameter with the usual defaults: a required text that readers type. */
export function param(fields: Pick<Param, "name" | "label" | "summary"> & Partial<Param>): Param {
  return { kind: "text", required: true, typed: true, ...fields }
}
