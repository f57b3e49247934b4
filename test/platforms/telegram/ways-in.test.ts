// Which messages are questions to the bot, and where they are answered, through the real grammY.

import { describe, expect, it } from "vitest"
import { botMessage, group, message, press, privateChat, reader, startBot } from "./harness.js"
import { ME, type Server } from "./server.js"

/** What the bot has said in a chat, in order. */
const said = (server: Server, chat: { id: number }) =>
  server.taken("sendMessage").filter(({ chat_id }) => chat_id === chat.id)

/** As a reply to another message. */
const replying = (to: object) => ({ reply_to_message: Object(to) })

/** A question at the end, so that silence before it is known to be silence. */
async function heard(server: Server, chat: ReturnType<typeof group> | ReturnType<typeof privateChat>) {
  server.push({ message: message(chat, "/ask 最后一问") })
  await server.until(() => said(server, chat).some(({ text }) => text === "ask 最后一问"))
  return said(server, chat).map(({ text }) => text)
}

describe("in a private chat", () => {
  it.each([
    ["/ask 澧县复耕多少亩", "ask 澧县复耕多少亩"],
    ["澧县复耕多少亩", "ask 澧县复耕多少亩"],
    ["/read 汝城 2", "read 汝城 2"],
    ["/start", "help"],
  ])("%s runs %s", async (text, echoed) => {
    const { server } = await startBot()
    const chat = privateChat()
    const sent = message(chat, text)
    server.push({ message: sent })
    await server.until(() => said(server, chat).length > 0)
    expect(said(server, chat)[0]).toMatchObject({
      text: echoed,
      link_preview_options: { is_disabled: true },
      reply_parameters: { message_id: sent.message_id, allow_sending_without_reply: true },
    })
  })

  it("an unknown command is said to be unknown", async () => {
    const { server } = await startBot()
    const chat = privateChat()
    server.push({ message: message(chat, "/weather 长沙") })
    await server.until(() => said(server, chat).length > 0)
    expect(said(server, chat)[0]?.text).toContain("没有“/weather”这个命令")
  })
})

describe("in place of words, in private,", () => {
  const wordless = (more: object) => {
    const { text: _text, entities: _entities, ...rest } = message(privateChat(), "")
    return { ...rest, ...more }
  }

  it.each(["sticker", "voice", "photo"])("a %s is answered with what can be asked", async (kind) => {
    const { server } = await startBot()
    const sent = wordless({ [kind]: Object({ file_id: "x" }) })
    server.push({ message: sent })
    await server.until(() => said(server, sent.chat).length > 0)
    expect(said(server, sent.chat)[0]?.text).toBe("我只看得懂文字。\n\nask")
  })

  it("the pictures of an album are answered once, Telegram's own messages never", async () => {
    const { server } = await startBot()
    const album = wordless({ photo: [], media_group_id: "1" })
    for (const message_id of [1, 2, 3]) server.push({ message: { ...album, message_id } })
    server.push({ message: { ...album, ...Object({ photo: undefined }), media_group_id: "2", message_id: 4 } })
    const { photo: _photo, ...pinned } = {
      ...album,
      pinned_message: Object(message(album.chat, "旧的")),
      message_id: 5,
    }
    server.push({ message: pinned })
    expect(await heard(server, album.chat)).toEqual(["我只看得懂文字。\n\nask", "ask 最后一问"])
  })

  it("an album whose words have been answered is answered", async () => {
    const { server } = await startBot()
    const album = wordless({ photo: [], media_group_id: "3" })
    server.push({ message: { ...album, caption: "澧县", message_id: 1 } })
    server.push({ message: { ...album, message_id: 2 } })
    expect(await heard(server, album.chat)).toEqual(["ask 澧县", "ask 最后一问"])
  })

  it("what a group sends is none of ours", async () => {
    const { server } = await startBot({ hears: true })
    const chat = group()
    server.push({ message: wordless({ chat, sticker: Object({ file_id: "x" }) }) })
    expect(await heard(server, chat)).toEqual(["ask 最后一问"])
  })
})

describe("under the posts of a channel, in its discussion group,", () => {
  const channel = { id: -100_9, type: "channel" as const, title: "湘阴报" }

  it("a post is overheard, even one that mentions the bot; readers' comments are answered, about the post too", async () => {
    const { server } = await startBot({ hears: true })
    const chat = group()
    const forwarded = { sender_chat: channel, is_automatic_forward: true as const }
    const account = { id: 777_000, is_bot: false, first_name: "Telegram" }
    const post = message(chat, "@wenbao_bot 澧县复耕多少亩？", { ...forwarded, from: account })
    server.push({ message: post })
    const comment = { message_thread_id: post.message_id, ...replying(post) }
    server.push({ message: message(chat, "说得好", comment) })
    server.push({ message: message(chat, "/ask 汝城", comment) })
    const about = message(chat, "/ask", comment)
    server.push({ message: about })
    await server.until(() => said(server, chat).length === 2)
    expect(said(server, chat).map(({ text, message_thread_id }) => [text, message_thread_id])).toEqual([
      ["ask 汝城", undefined],
      ["ask 澧县复耕多少亩？", undefined],
    ])
    expect(said(server, chat)[1]?.reply_parameters?.message_id).toBe(post.message_id)
  })

  it("whoever comments as a channel, or as the group, is answered, each at a pace of their own", async () => {
    const now = Date.now()
    const { server } = await startBot({ now: () => now })
    const chat = group()
    const shared = { id: 136_817_688, is_bot: true, first_name: "Channel" }
    for (let i = 0; i < 11; i++)
      server.push({ message: message(chat, `/ask 第${i}问`, { from: shared, sender_chat: channel }) })
    server.push({ message: message(chat, "/ask 我呢", { from: shared, sender_chat: { ...channel, id: -100_10 } }) })
    await server.until(() => said(server, chat).length === 12)
    expect(
      said(server, chat)
        .map(({ text }) => text)
        .filter((text) => /^ask/u.test(text ?? "")),
    ).toHaveLength(11)
    expect(said(server, chat).some(({ text }) => text === "ask 我呢")).toBe(true)
  })

  it("being added to a channel is no occasion to speak, and posts are not asked for", async () => {
    const { server } = await startBot()
    const user = { ...ME, is_bot: true as const }
    server.push({
      my_chat_member: {
        chat: channel,
        from: reader,
        date: Math.floor(Date.now() / 1000),
        old_chat_member: { user, status: "left" },
        new_chat_member: { user, status: "member" },
      },
    })
    const chat = privateChat()
    await heard(server, chat)
    expect(server.taken("sendMessage").map(({ chat_id }) => chat_id)).toEqual([chat.id])
  })
})

describe("in a group", () => {
  it("answers commands, its own name, mentions and replies to itself, and overhears all else in silence", async () => {
    const { server } = await startBot({ hears: true })
    const chat = group()
    const own = botMessage(chat, "上一个答案")
    const mentionById = { entities: [{ type: "text_mention" as const, offset: 0, length: 2, user: ME }] }
    server.push({ message: message(chat, "今天天气不错") })
    server.push({ message: message(chat, "/ask@other_bot 不是问我") })
    server.push({ message: message(chat, "/weather 长沙") })
    server.push({ message: message(chat, "@someone_else 你好") })
    server.push({ message: message(chat, "/ask@wenbao_bot 一") })
    server.push({ message: message(chat, "@Wenbao_Bot 二") })
    server.push({ message: message(chat, "问报 三", mentionById) })
    server.push({ message: message(chat, "四", replying(own)) })
    server.push({ message: message(chat, "@wenbao_bot") })
    expect(await heard(server, chat)).toEqual(["ask 一", "ask 二", "ask 三", "ask 四", "help", "ask 最后一问"])
  })

  it("takes a topic's root, which is nobody's question, for no reply to itself, and answers inside the topic", async () => {
    const { server } = await startBot({ hears: true })
    const chat = { ...group(), is_forum: true as const }
    server.topics.set(chat.id, new Set([77]))
    const root = { ...botMessage(chat, ""), from: reader, message_id: 77 }
    const inTopic = { message_thread_id: 77, is_topic_message: true as const, ...replying(root) }
    server.push({ message: message(chat, "随便聊聊", inTopic) })
    server.push({ message: message(chat, "/ask 澧县", inTopic) })
    await server.until(() => said(server, chat).length > 0)
    expect(said(server, chat)).toEqual([expect.objectContaining({ text: "ask 澧县", message_thread_id: 77 })])
  })

  it("/ask as a reply to a message asks about that message", async () => {
    const { server } = await startBot()
    const chat = group()
    const quoted = message(chat, "汝城县投资1030万元")
    server.push({ message: message(chat, "/ask", replying(quoted)) })
    await server.until(() => said(server, chat).length > 0)
    expect(said(server, chat)[0]?.text).toBe("ask 汝城县投资1030万元")
  })

  it("/ask as a reply across chats asks about what is quoted", async () => {
    const { server } = await startBot()
    const chat = group()
    const quoting = { external_reply: Object({ origin: {} }), quote: { text: "澧县复耕多少亩", position: 0 } }
    server.push({ message: message(chat, "/ask", quoting) })
    await server.until(() => said(server, chat).length > 0)
    expect(said(server, chat)[0]?.text).toBe("ask 澧县复耕多少亩")
  })

  it("a reply to the bot that speaks to somebody else is none of ours", async () => {
    const { server } = await startBot()
    const chat = group()
    server.push({ message: message(chat, "@bob 你看", replying(botMessage(chat, "答"))) })
    expect(await heard(server, chat)).toEqual(["ask 最后一问"])
  })

  it("does not answer bots, nor what is older than ten minutes", async () => {
    const { server } = await startBot()
    const chat = group()
    const longAgo = Math.floor(Date.now() / 1000) - 11 * 60
    server.push({ message: { ...message(chat, "/ask 机器人问"), from: { ...reader, id: 9, is_bot: true } } })
    server.push({ message: message(chat, "/ask 很久以前问", { date: longAgo }) })
    expect(await heard(server, chat)).toEqual(["ask 最后一问"])
  })

  it("takes what a reader chose of its own answers for no question, even in reply to it", async () => {
    const { server } = await startBot({ hears: true })
    const chat = group()
    server.push({ message: message(chat, "第0段", { via_bot: ME, ...replying(botMessage(chat, "答")) }) })
    expect(await heard(server, chat)).toEqual(["ask 最后一问"])
  })

  it("says once, when it is added, how to call it there", async () => {
    const { server } = await startBot()
    const chat = group()
    const member = (status: "left" | "member") => ({ user: { ...ME, is_bot: true as const }, status })
    server.push({
      my_chat_member: {
        chat,
        from: reader,
        date: Math.floor(Date.now() / 1000),
        old_chat_member: member("left"),
        new_chat_member: member("member"),
      },
    })
    await server.until(() => said(server, chat).length > 0)
    expect(said(server, chat)[0]?.text).toContain("/ask")
  })
})

describe("an update", () => {
  it("that comes twice is answered once", async () => {
    const { server } = await startBot()
    const chat = privateChat()
    const twice = { message: message(chat, "/ask 一次") }
    const id = server.push(twice)
    await server.until(() => said(server, chat).length > 0)
    server.push({ ...twice, update_id: id })
    expect(await heard(server, chat)).toEqual(["ask 一次", "ask 最后一问"])
  })

  it("is one of 50 from 10 chats at once: all answered, in order within each chat", async () => {
    const { server } = await startBot()
    const chats = Array.from({ length: 10 }, privateChat)
    for (const n of [1, 2, 3, 4, 5]) for (const chat of chats) server.push({ message: message(chat, `/ask 第${n}问`) })
    await server.until(() => chats.every((chat) => said(server, chat).length === 5))
    for (const chat of chats)
      expect(said(server, chat).map(({ text }) => text)).toEqual([1, 2, 3, 4, 5].map((n) => `ask 第${n}问`))
  })
})

describe("a pressed button", () => {
  const buttons = (question: string) => ({
    answering: ({ command, args }: { command: string; args: Readonly<Record<string, string>> }) =>
      command === "ask" && args.page === undefined
        ? {
            blocks: [{ kind: "paragraph" as const, spans: ["答案"] }],
            next: [
              { label: "更多", call: { command: "ask", args: { question, page: "2" } } },
              { label: "读", call: { command: "read", args: { headline: "汝城" } }, fresh: true },
            ],
          }
        : undefined,
  })

  async function answered(question: string) {
    const { server } = await startBot(buttons(question))
    const chat = privateChat()
    const asked = message(chat, `/ask ${question}`)
    server.push({ message: asked })
    await server.until(() => said(server, chat).length > 0)
    const [sent] = [...server.messages.values()]
    const keys = sent?.reply_markup?.inline_keyboard.flat() ?? []
    const data = keys.map((key) => ("callback_data" in key ? key.callback_data : ""))
    const under = botMessage(chat, "答案", { message_id: sent?.message_id, reply_to_message: asked })
    return { server, chat, data, under }
  }

  it("edits its message in place, and is always answered", async () => {
    const { server, data, under } = await answered("澧县")
    server.push(press(data[0] ?? "", under))
    await server.until(
      () => server.taken("editMessageText").length > 0 && server.taken("answerCallbackQuery").length > 0,
    )
    expect(server.taken("editMessageText")[0]?.text).toBe("ask 澧县 2")
  })

  it("opens a message of its own where it says so", async () => {
    const { server, chat, data, under } = await answered("澧县")
    server.push(press(data[1] ?? "", under))
    await server.until(() => said(server, chat).length === 2 && server.taken("answerCallbackQuery").length > 0)
    expect(said(server, chat)[1]?.text).toBe("read 汝城")
  })

  it("carries a question too long for it by way of the message that was answered", async () => {
    const question = "中联重科新材料标杆工厂项目几天完成多少栋商房屋的拆迁工作，又用几天实现土方回填"
    const { server, data, under } = await answered(question)
    expect(Buffer.byteLength(data[0] ?? "")).toBeLessThanOrEqual(64)
    server.push(press(data[0] ?? "", under))
    await server.until(() => server.taken("editMessageText").length > 0)
    expect(server.taken("editMessageText")[0]?.text).toBe(`ask ${question} 2`)
  })

  it("from another time is explained, and one whose message is gone opens a new one", async () => {
    const { server, chat, data, under } = await answered("澧县")
    server.push(press("vote|1", under))
    await server.until(() => server.taken("answerCallbackQuery").length === 1)
    expect(server.calls.find(({ method }) => method === "answerCallbackQuery")?.payload.text).toContain("过期")
    server.messages.clear()
    server.push(press(data[0] ?? "", under))
    await server.until(() => said(server, chat).length === 2)
    expect(said(server, chat)[1]?.text).toBe("ask 澧县 2")
  })
})
