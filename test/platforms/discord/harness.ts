// A bot to test: the real adapter against the server next door, over a small chat whose commands are literals.

import { onTestFinished } from "vitest"
import { createChat } from "../../../src/chat/chat.js"
import { type Call, type Command, param } from "../../../src/chat/command.js"
import type { Log } from "../../../src/chat/platform.js"
import type { Reply } from "../../../src/chat/reply.js"
import { createDiscord, type DiscordOptions } from "../../../src/platforms/discord/discord.js"
import { at, displays } from "./rules.js"
import { type Discord, READER, type ServerOptions, startDiscord, TOKEN } from "./server.js"

const all = (text: string) => ({ "zh-CN": text, "zh-TW": text, en: `${text} (en)` })
const named = (name: string, label: string) =>
  param({ name, label: { "zh-CN": label, "zh-TW": label, en: name }, summary: all(label) })

/** What a command answers, unless it is to say what it was asked. */
export type Answering = (call: Call) => Reply | Promise<Reply> | undefined

export const say = (text: string): Reply => ({ blocks: [{ kind: "paragraph", spans: [text] }] })

/** What a command that says what it was asked would say. */
export const echo = (command: string, ...args: string[]): string => [command, ...args].join("/")

/** The bot's clock stands: how often readers may ask does not hang on how fast the machine is. */
const NOW = Date.now()

/** Who does something, and where: for any of the server's ways to speak. */
export const by = (reader: number) => ({
  member: { user: { ...READER, id: `5000000000000${10_000 + reader}` }, roles: [], permissions: "0" },
})
export const inChannel = (channel: number) => {
  const id = `3000000000000${10_000 + channel}`
  return { channel_id: id, channel: { id, type: 0 } }
}

export const EPHEMERAL = 64
export const isEphemeral = (body: unknown): boolean => (Number(at(body, "flags")) & EPHEMERAL) !== 0

/** A reply that a test gives when it likes. */
export function held(): { answering: Answering; give: (reply: Reply) => void } {
  let give: (reply: Reply) => void = () => undefined
  const reply = new Promise<Reply>((resolve) => {
    give = resolve
  })
  return { answering: () => reply, give: (value) => give(value) }
}

export function testCommands(answering: Answering = () => undefined): Command[] {
  const run = (command: string) => async (args: Call["args"], from: Call["from"]) =>
    (await answering({ command, args, from })) ?? say(echo(command, ...Object.values(args)))
  return [
    {
      name: "ask",
      summary: all("用报纸的原文回答问题"),
      params: [named("question", "问题"), { ...named("page", "页"), required: false, typed: false }],
      bare: true,
      run: run("ask"),
    },
    {
      name: "article",
      summary: all("找一篇文章"),
      params: [named("title", "标题"), { ...named("page", "页"), kind: "integer", required: false }],
      run: run("article"),
      suggest: async (typed) =>
        Array.from({ length: 40 }, (_, i) => ({ label: `${typed}${i}`.repeat(60), value: `${typed}${i}` })),
    },
    { name: "help", summary: all("能做什么"), params: [], run: run("help") },
  ]
}

/** A log that is kept. */
export function createTestLog(changed: () => void = () => undefined) {
  const lines: string[] = []
  const write = (level: string) => (message: string, cause?: unknown) => {
    lines.push(`${level} ${message}${cause instanceof Error ? ` ${cause.stack}` : ""}`)
    changed()
  }
  const log: Log = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") }
  return { log, lines, above: (level: "warn" | "error") => lines.filter((line) => line.startsWith(level)) }
}

export interface BotOptions extends Partial<Omit<DiscordOptions, "log">> {
  answering?: Answering
  /** In place of the small chat's. */
  commands?: readonly Command[]
  server?: Discord
  serverOptions?: ServerOptions
}

/** Starts a server and a bot that is stopped when the test ends. `ready` resolves once its commands are registered. */
export async function startBot({ answering, commands, server, serverOptions, ...options }: BotOptions = {}) {
  const discord = server ?? (await startDiscord(serverOptions))
  const { log, lines, above } = createTestLog(discord.changed)
  const stop = new AbortController()
  const chat = createChat(commands ?? testCommands(answering), log)
  const platform = createDiscord({
    token: TOKEN,
    apiBase: discord.api,
    proxyFor: () => undefined,
    now: () => NOW,
    log,
    ...options,
  })
  const running = platform.run(chat, stop.signal)
  running.catch(() => undefined)
  onTestFinished(async () => {
    stop.abort()
    await running.catch(() => undefined)
    await discord.stop()
  })
  const ready = () =>
    discord.until(
      () => lines.some((line) => /斜杠命令(已登记|没有变化|没能)|命令没能登记|不在这个/u.test(line)),
      "ready",
    )
  return { discord, lines, above, stop, running, ready, chat }
}

/** The bot, logged in. */
export async function startedBot(options?: BotOptions) {
  const bot = await startBot(options)
  await bot.ready()
  return bot
}

/** What a message shows, without its escapes. */
export const shown = (body: unknown): string =>
  displays(body)
    .join("\n")
    .replace(/\\([^\p{L}\p{N}\s])/gu, "$1")
