// Which messages ask the bot something, and what: groups overheard, captions, quotes, topics, links, languages.

import { describe, expect, it } from "vitest"
import {
  answeredCall,
  askerOf,
  localeOf,
  type Message,
  readMessage,
  type TextEntity,
} from "../../../src/platforms/telegram/read.js"
import { testCommands } from "./harness.js"

const me = { id: 42, username: "wenbao_bot" }
const commands = testCommands()
const reader = { id: 7, is_bot: false }
const inGroup = { id: -5, type: "supergroup" }
const inPrivate = { id: 7, type: "private" }

const mentionOf = (text: string, name = "@wenbao_bot"): TextEntity[] => [
  { type: "mention", offset: text.indexOf(name), length: name.length },
]
const message = (more: Partial<Message>): Message => ({ message_id: 9, chat: inGroup, from: reader, ...more })
const read = (more: Partial<Message>) => readMessage(message(more), me, commands)
const ask = (question: string) => ({ command: "ask", args: { question } })

describe("in a group", () => {
  it.each(["随便聊聊", "/etc/passwd 是什么", "/weather 长沙", "/ask@other_bot 澧县", "/start@other_bot"])(
    "%s is not for us",
    (text) => {
      expect(read({ text })).toBeUndefined()
    },
  )

  it("a command that only buttons carry, when typed, is not for us", () => {
    const [ask] = commands
    const carried = ask && [...commands, { ...ask, name: "rate", bare: false, typed: false as const }]
    expect(readMessage(message({ text: "/rate 澧县" }), me, carried ?? [])).toBeUndefined()
  })

  it("a command we do not have is ours where it names us", () => {
    expect(read({ text: "/weather@Wenbao_Bot 长沙" })?.call).toEqual({ command: "weather", args: {} })
  })

  it("a mention is taken out wherever it stands, with the space around it", () => {
    for (const text of ["@wenbao_bot 澧县 复耕多少", "澧县 @wenbao_bot 复耕多少", "澧县 复耕多少 @wenbao_bot"]) {
      expect(read({ text, entities: mentionOf(text) })?.call).toEqual(ask("澧县 复耕多少"))
    }
  })

  it("a mention behind emoji is found by its offset in UTF-16 units", () => {
    const text = "👨‍👩‍👧🙂@wenbao_bot 澧县"
    expect(read({ text, entities: mentionOf(text) })?.call).toEqual(ask("👨‍👩‍👧🙂 澧县"))
  })

  it("a command behind a mention is that command", () => {
    const text = "@wenbao_bot /read 汝城 2"
    expect(read({ text, entities: mentionOf(text) })?.call).toEqual({
      command: "read",
      args: { headline: "汝城", page: "2" },
    })
  })

  it("a name that is only text, and somebody else's, are no mention", () => {
    expect(read({ text: "wenbao_bot 澧县" })).toBeUndefined()
    const text = "@wenbao_bot2 澧县"
    expect(read({ text, entities: mentionOf(text, "@wenbao_bot2") })).toBeUndefined()
    const user = { id: 43 }
    expect(
      read({ text: "问报 澧县", entities: [{ type: "text_mention", offset: 0, length: 2, user }] }),
    ).toBeUndefined()
  })

  it("captions of pictures are read like text", () => {
    const caption = "@wenbao_bot 这是哪里"
    expect(read({ caption, caption_entities: mentionOf(caption) })?.call).toEqual(ask("这是哪里"))
    expect(read({ caption: "这是哪里" })).toBeUndefined()
  })

  it("a topic that the bot itself opened is nobody's reply to it", () => {
    const root = { message_id: 3, from: { ...me, is_bot: true }, forum_topic_created: {} }
    expect(
      read({ text: "随便聊聊", is_topic_message: true, message_thread_id: 3, reply_to_message: root }),
    ).toBeUndefined()
  })

  it("bots and the posts of a linked channel are not answered, anonymous administrators are", () => {
    const bot = { id: 1087968824, is_bot: true }
    expect(read({ text: "/ask 澧县", from: bot })).toBeUndefined()
    expect(read({ text: "/ask 澧县", from: bot, sender_chat: inGroup })?.call).toEqual(ask("澧县"))
    expect(read({ text: "/ask 澧县", sender_chat: { id: -100_5 }, is_automatic_forward: true })).toBeUndefined()
  })
})

describe("/ask without a question, as a reply", () => {
  const other = { message_id: 3, from: reader, text: "汝城县投资1030万元。澧县复耕1.3万亩。" }

  it("asks about the other message, and the answer goes under that", () => {
    expect(read({ text: "/ask", reply_to_message: other })).toEqual({ call: ask(other.text), under: 3 })
    const text = "@wenbao_bot"
    expect(read({ text, entities: mentionOf(text), reply_to_message: other })).toEqual({
      call: ask(other.text),
      under: 3,
    })
  })

  it("asks about the part that is quoted, or a picture's caption", () => {
    const quote = { text: "澧县复耕1.3万亩。" }
    expect(read({ text: "/ask", reply_to_message: other, quote })?.call).toEqual(ask(quote.text))
    const picture = { message_id: 3, from: reader, caption: "湘阴高新区" }
    expect(read({ text: "/ask", reply_to_message: picture })?.call).toEqual(ask("湘阴高新区"))
  })

  it("does not ask the bot about its own words", () => {
    const own = { ...other, from: { ...me, is_bot: true } }
    expect(read({ text: "/ask", reply_to_message: own })).toEqual({ call: { command: "ask", args: {} }, under: 9 })
  })
})

describe("/start", () => {
  it.each([
    ["/start", { command: "help", args: {} }],
    ["/start ref_2024-x", { command: "help", args: {} }],
    ["/start 澧县复耕多少亩", ask("澧县复耕多少亩")],
  ])("%s", (text, call) => {
    expect(read({ text, chat: inPrivate })?.call).toEqual(call)
  })
})

it("messages without any text, such as stickers and joins, are left alone", () => {
  expect(read({ chat: inPrivate })).toBeUndefined()
})

it("the call that a message was answered as is read whoever it was addressed to", () => {
  const text = "@wenbao_bot 澧县复耕多少亩"
  expect(answeredCall({ text, entities: mentionOf(text) }, me, commands)).toEqual(ask("澧县复耕多少亩"))
  expect(answeredCall({ text: "/read@wenbao_bot 汝城" }, me, commands)).toEqual({
    command: "read",
    args: { headline: "汝城" },
  })
  expect(answeredCall({}, me, commands)).toEqual({ command: "ask", args: {} })
})

it("a conversation is a chat, or a topic of a forum; a thread of replies is none", () => {
  const thread = { message_thread_id: 77 }
  expect(askerOf(message({}), undefined)).toEqual({
    conversation: "telegram:-5",
    chat: "telegram:-5",
    overheard: true,
    locale: "zh-CN",
  })
  expect(askerOf(message(thread), reader).conversation).toBe("telegram:-5")
  expect(askerOf(message({ ...thread, is_topic_message: true }), reader).conversation).toBe("telegram:-5:77")
})

it.each([
  [undefined, "zh-CN"],
  ["", "zh-CN"],
  ["zh", "zh-CN"],
  ["zh-hans", "zh-CN"],
  ["zh-CN", "zh-CN"],
  ["zh-hant", "zh-TW"],
  ["zh-Hant-TW", "zh-TW"],
  ["zh-TW", "zh-TW"],
  ["zh_HK", "zh-TW"],
  ["en-GB", "en"],
  ["pt-br", "en"],
])("language %s is answered in %s", (tag, locale) => {
  expect(localeOf(tag)).toBe(locale)
})
