// A bot to test: the real adapter against the server next door, over a small chat whose commands are literals.

import type { CallbackQuery, Message } from "grammy/types"
import { onTestFinished } from "vitest"
import { type Chat, createChat } from "../../../src/chat/chat.js"
import { type Call, type Command, param } from "../../../src/chat/command.js"
import type { Log } from "../../../src/chat/platform.js"
import { plain, type Reply, spansOf } from "../../../src/chat/reply.js"
import type { ProxyFor } from "../../../src/platforms/proxy.js"
import { createTelegram, type TelegramOptions } from "../../../src/platforms/telegram/telegram.js"
import { ME, type Server, startServer, TOKEN } from "./server.js"

const all = (text: string) => ({ "zh-CN": text, "zh-TW": text, en: `${text} (en)` })
const named = (name: string) => param({ name, label: all(name), summary: all(name) })

/** What each command answers unless a test has an answer of its own: what it was asked, so that a test can tell. */
export type Answering = (call: Call) => Reply | Promise<Reply> | undefined

export function testCommands(answering: Answering = () => undefined, results?: () => readonly Reply[]): Command[] {
  const run = (command: string) => async (args: Call["args"], from: Call["from"]) =>
    (await answering({ command, args, from })) ?? echo({ command, args, from })
  return [
    {
      name: "ask",
      summary: all("用原文回答问题"),
      params: [named("question"), { ...named("page"), required: false, typed: false }],
      bare: true,
      run: run("ask"),
      // So many as what is typed is long, of 比特币 none.
      results: async (typed, from) =>
        results?.().map((reply) => ({ title: plain(reply.blocks.flatMap(spansOf)), detail: typed, reply })) ??
        Array.from({ length: typed === "比特币" ? 0 : typed.length * 10 }, (_, i) => ({
          title: `${typed} ${i}`,
          detail: from.locale,
          reply: {
            blocks: [{ kind: "quote", spans: [typed, { strong: `第${i}段` }] }],
            next: [{ label: "读全文", call: { command: "read", args: { headline: typed, page: "2" } }, fresh: true }],
          },
        })),
    },
    {
      name: "read",
      summary: all("读一篇文章"),
      params: [named("headline"), { ...named("page"), kind: "integer", required: false }],
      run: run("read"),
    },
    { name: "help", summary: all("能做什么"), params: [], run: run("help") },
  ]
}

const echo = ({ command, args }: Call): Reply => ({
  blocks: [{ kind: "paragraph", spans: [[command, ...Object.values(args)].join(" ")] }],
})

/** A log that is kept. */
export function createTestLog() {
  const lines: string[] = []
  const write = (level: string) => (message: string, cause?: unknown) => {
    lines.push(`${level} ${message}${cause === undefined ? "" : ` ${cause instanceof Error ? cause.stack : cause}`}`)
  }
  const log: Log = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") }
  return { ...log, lines }
}

export interface BotOptions {
  server?: Server
  hears?: boolean
  answering?: Answering
  /** What an inline query brings. */
  results?: () => readonly Reply[]
  token?: string
  now?: () => number
  proxyFor?: ProxyFor
  kept?: TelegramOptions["kept"]
  name?: string
  webhook?: TelegramOptions["webhook"]
  /** In place of the small chat's. */
  commands?: readonly Command[]
  owners?: readonly number[]
}

/** A server that ends with the test, after the bots that are started later. */
export async function ownServer(options: { hears?: boolean } = {}): Promise<Server> {
  const server = await startServer(options)
  onTestFinished(server.close)
  return server
}

/** Starts a bot, on a server of its own unless one is given; both end with the test. */
export async function startBot({
  server: given,
  hears = false,
  answering,
  results,
  token = TOKEN,
  now,
  proxyFor,
  kept,
  name,
  webhook,
  commands = testCommands(answering, results),
  owners,
}: BotOptions = {}) {
  const server = given ?? (await ownServer({ hears }))
  const log = createTestLog()
  const chat: Chat = createChat(commands, log)
  const stopping = new AbortController()
  const running = createTelegram({
    token,
    apiRoot: `${server.url}/`,
    proxyFor: proxyFor ?? (() => undefined),
    log,
    ...(now && { now, steady: now }),
    ...(kept && { kept }),
    ...(name !== undefined && { name }),
    ...(webhook && { webhook }),
    ...(owners && { owners }),
  }).run(chat, stopping.signal)
  running.catch(() => {})
  const stop = async () => {
    stopping.abort()
    await running
  }
  onTestFinished(() => stop().catch(() => {}))
  return { server, log, running, stop }
}

/** Distinct chats, so that no test waits for the limits of a chat. */
let chats = 0
export const privateChat = () => ({ id: 1000 + ++chats, type: "private", first_name: "读者" }) as const
export const group = () => ({ id: -1000 - ++chats, type: "supergroup", title: "湘阴读者群" }) as const

export const reader = { id: 7, is_bot: false, first_name: "读者", language_code: "zh-hans" } as const

type Conversation = ReturnType<typeof privateChat> | ReturnType<typeof group>

let messageIds = 100

/** A message as Telegram delivers it, now; entities for mentions and commands as Telegram marks them. */
export function message(chat: Conversation, text: string, more: Omit<Partial<Message>, "chat"> = {}) {
  const entities = [...text.matchAll(/@\w+|(?<=^\s*)\/\w+(?:@\w+)?/gu)].map(({ 0: found, index }) => ({
    type: found.startsWith("@") ? ("mention" as const) : ("bot_command" as const),
    offset: index,
    length: found.length,
  }))
  const date = Math.floor(Date.now() / 1000)
  return { message_id: ++messageIds, date, chat, from: reader, text, entities, ...more }
}

let pressIds = 0

/** A pressed button under a message. */
export function press(data: string, message: NonNullable<CallbackQuery["message"]>): { callback_query: CallbackQuery } {
  return { callback_query: { id: `press-${++pressIds}`, from: reader, chat_instance: "1", data, message } }
}

/** A message of the bot's, as Telegram delivers it inside a pressed button or a reply. */
export const botMessage = (chat: Message["chat"], text: string, more: object = {}) => ({
  message_id: ++messageIds,
  date: Math.floor(Date.now() / 1000),
  chat,
  from: ME,
  text,
  ...more,
})

/** What outlives a bot, in memory. */
export function createKept() {
  const seen: string[] = []
  const tasks = new Map<string, { name: string; at: number; value: unknown }>()
  return {
    seen,
    /** What is unfinished now. */
    get left() {
      return [...tasks.values()].map(({ value }) => value)
    },
    kept: () => ({
      seen: {
        latest: async () => [...seen],
        add: async (name: string) => {
          seen.push(name)
        },
      },
      unfinished: {
        begin: async (task: { name: string; at: number; value: unknown }) => {
          tasks.set(task.name, task)
        },
        end: async (name: string) => {
          tasks.delete(name)
        },
        resume: async () => [...tasks.values()],
        again: async () => {},
        rest: async () => {},
      },
    }),
  }
}
