// Pressed buttons, and what Telegram refuses of an answer: always acknowledged, always answered somewhere.

import { describe, expect, it, vi } from "vitest"
import { botMessage, group, message, ownServer, press, privateChat, reader, startBot } from "./harness.js"
import { ME } from "./server.js"

/** A bot whose message stands in a chat already, as after a restart. */
async function withMessage(options: Parameters<typeof startBot>[0] = {}) {
  const server = options.server ?? (await ownServer())
  const chat = privateChat()
  const question = message(chat, "/ask 澧县复耕多少亩")
  const under = botMessage(chat, "旧的答案", { reply_to_message: question })
  server.messages.set(`${chat.id} ${under.message_id}`, {
    chat_id: chat.id,
    message_id: under.message_id,
    text: under.text,
  })
  return { ...(await startBot({ ...options, server })), chat, question, under }
}

/** Every press was acknowledged, none twice (a second time is refused). */
const acknowledged = (calls: readonly { method: string; ok?: boolean }[], times: number) =>
  expect(calls.filter(({ method }) => method === "answerCallbackQuery").map(({ ok }) => ok)).toEqual(
    Array(times).fill(true),
  )

describe("a press", () => {
  it("that changes nothing is success", async () => {
    const { server, log, chat, under } = await withMessage({
      answering: ({ command }) =>
        command === "help" ? { blocks: [{ kind: "note", spans: ["旧的答案"] }] } : undefined,
    })
    server.messages.set(`${chat.id} ${under.message_id}`, {
      chat_id: chat.id,
      message_id: under.message_id,
      text: "旧的答案",
      entities: [],
    })
    server.push(press("=help", under))
    await server.until(() => server.calls.some(({ method, ok }) => method === "editMessageText" && ok === false))
    server.push({ message: message(privateChat(), "/ask 另一问") })
    await server.until(() => server.taken("sendMessage").length > 0)
    acknowledged(server.calls, 1)
    expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["ask 另一问"])
    expect(log.lines.filter((line) => /^(?:warn|error)/u.test(line))).toEqual([])
  })

  it("made long ago, while the bot was away, is let go of", async () => {
    const { server, log, under } = await withMessage()
    const { callback_query } = press("+read|汝城", under)
    server.push({ callback_query })
    server.presses.clear()
    server.push({ message: message(privateChat(), "/ask 另一问") })
    await server.until(() => server.taken("sendMessage").length > 0)
    expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["ask 另一问"])
    expect(log.lines.filter((line) => line.startsWith("error"))).toEqual([])
  })

  it.each(["", "x", "=", "=vote|1", "ask|澧县", "+|", "\ud83d"])(
    "with foreign data %j is explained in the reader's language",
    async (data) => {
      const { server, under } = await withMessage()
      const { callback_query: query } = press(data, under)
      server.push({ callback_query: { ...query, from: { ...reader, language_code: "en" } } })
      await server.until(() => server.taken("answerCallbackQuery").length > 0)
      expect(server.taken("answerCallbackQuery")).toEqual([
        { callback_query_id: query.id, text: "This button has expired. Please ask again.", show_alert: true },
      ])
    },
  )

  it("of a foreign button made long ago is let go of, too; what Telegram refuses for another reason is not", async () => {
    const { server, log, under } = await withMessage()
    server.push(press("vote|1", under))
    server.presses.clear()
    server.push({ message: message(privateChat(), "/ask 一") })
    await server.until(() => server.taken("sendMessage").length === 1)
    expect(log.lines.filter((line) => line.startsWith("error"))).toEqual([])
    server.fail("answerCallbackQuery", { code: 400, description: "Bad Request: MESSAGE_TOO_LONG" })
    server.push(press("vote|1", under))
    await vi.waitFor(() => expect(log.lines.join()).toContain("MESSAGE_TOO_LONG"))
  })

  it("under a message that Telegram no longer shows the bot is still acted on", async () => {
    const { server, chat } = await withMessage()
    server.push(press("=read|汝城", { chat, message_id: 99, date: 0 }))
    await server.until(() => server.taken("sendMessage").length > 0)
    expect(server.taken("sendMessage")[0]).toMatchObject({ chat_id: chat.id, text: "read 汝城" })
  })

  it("that opens a message of its own answers the question, in its topic, so that later buttons can be completed", async () => {
    const server = await ownServer()
    await startBot({ server })
    const chat = { ...group(), is_forum: true as const }
    server.topics.set(chat.id, new Set([77]))
    const inTopic = { message_thread_id: 77, is_topic_message: true as const }
    const question = message(chat, "/ask 澧县", inTopic)
    server.push(press("+read|汝城", botMessage(chat, "答", { ...inTopic, reply_to_message: question })))
    await server.until(() => server.taken("sendMessage").length > 0)
    expect(server.taken("sendMessage")[0]).toMatchObject({
      text: "read 汝城",
      message_thread_id: 77,
      reply_parameters: { message_id: question.message_id },
    })
  })

  it("by somebody is answered in their language", async () => {
    const { server, under } = await withMessage({
      answering: ({ from }) => ({ blocks: [{ kind: "note", spans: [from.locale] }] }),
    })
    const { callback_query: query } = press("=help", under)
    server.push({ callback_query: { ...query, from: { ...reader, language_code: "zh-hant" } } })
    await server.until(() => server.taken("editMessageText").length > 0)
    expect(server.taken("editMessageText")[0]?.text).toBe("zh-TW")
  })
})

describe("an answer", () => {
  it("to a topic that is gone goes to the group", async () => {
    const { server } = await startBot()
    const chat = group()
    server.push({ message: message(chat, "/ask 澧县", { message_thread_id: 77, is_topic_message: true }) })
    await server.until(() => server.taken("sendMessage").length > 0)
    expect(server.taken("sendMessage")[0]).not.toHaveProperty("message_thread_id")
  })

  it("inside a thread of replies, which is no topic, carries no thread", async () => {
    const { server } = await startBot()
    server.push({ message: message(group(), "/ask 澧县", { message_thread_id: 77 }) })
    await server.until(() => server.calls.some(({ method }) => method === "sendMessage"))
    expect(server.calls.find(({ method }) => method === "sendMessage")?.payload).not.toHaveProperty("message_thread_id")
  })

  it.each([
    { code: 400, description: "Bad Request: not enough rights to send text messages to the chat" },
    { code: 403, description: "Forbidden: bot was kicked from the supergroup chat" },
    { code: 400, description: "Bad Request: TOPIC_CLOSED" },
    { code: 400, description: "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN" },
    { code: 400, description: "Bad Request: need administrator rights in the channel chat" },
  ])("that nobody may post there ($description) is one line without a stack", async (fault) => {
    const { server, log } = await startBot()
    server.fail("sendMessage", fault)
    server.push({ message: message(group(), "/ask 一") })
    const told = () => log.lines.filter((line) => line.includes("一条回答没有发出"))
    await vi.waitFor(() => expect(told()).toHaveLength(1))
    expect(told()).toEqual([expect.stringMatching(/^info [^\n]+$/u)])
  })

  it("that Telegram refuses for a reason of ours is logged without its words, and the next question is answered", async () => {
    const { server, log } = await startBot()
    server.fail("sendMessage", { code: 400, description: "Bad Request: BUTTON_DATA_INVALID" })
    const chat = privateChat()
    server.push({ message: message(chat, "/ask 一") })
    server.push({ message: message(chat, "/ask 二") })
    await server.until(() => server.taken("sendMessage").length > 0)
    expect(log.lines.filter((line) => line.startsWith("error"))).toEqual([
      expect.stringMatching(
        /^error Telegram 不接受 sendMessage（Bad Request: BUTTON_DATA_INVALID）.*这是程序的错误[^\n]*$/u,
      ),
    ])
  })
})

describe("a group that the bot is added to reads how to call it there", () => {
  const user = { ...ME, is_bot: true as const }
  const left = { user, status: "left" as const }
  const member = { user, status: "member" as const }
  const administrator = {
    ...{ user, status: "administrator" as const, can_be_edited: false, is_anonymous: false },
    ...{
      can_manage_chat: true,
      can_delete_messages: false,
      can_manage_video_chats: false,
      can_restrict_members: false,
    },
    ...{ can_promote_members: false, can_change_info: false, can_invite_users: false, can_post_stories: false },
    ...{ can_edit_stories: false, can_delete_stories: false, can_send_welcome_messages: false },
  }
  const joining = (
    chat: ReturnType<typeof group | typeof privateChat>,
    after: typeof member | typeof administrator,
    before: typeof left | typeof member = left,
  ) => ({
    my_chat_member: {
      chat,
      from: reader,
      date: Math.floor(Date.now() / 1000),
      old_chat_member: before,
      new_chat_member: after,
    },
  })

  it.each([
    ["on", "a member", member, "只写 @wenbao_bot 我收不到"],
    ["on", "an administrator", administrator, "或者 @wenbao_bot 加上问题"],
    ["off", "a member", member, "或者 @wenbao_bot 加上问题"],
  ])("privacy mode %s, as %s", async (mode, _, as, tells) => {
    const { server } = await startBot({ hears: mode === "off" })
    server.push(joining(group(), as))
    await server.until(() => server.taken("sendMessage").length > 0)
    expect(server.taken("sendMessage")[0]?.text).toContain(tells)
  })

  it("once in each mode, which is looked up anew: a bot is taken out and added again to change it", async () => {
    const { server } = await startBot()
    const chat = group()
    const rejoin = async () => {
      server.push(joining(chat, member))
      const quiet = privateChat()
      server.push({ message: message(quiet, "/ask 另一问") })
      await server.until(() => server.taken("sendMessage").some(({ chat_id }) => chat_id === quiet.id))
    }
    const greetings = () => server.taken("sendMessage").filter(({ chat_id }) => chat_id === chat.id)
    for (let i = 0; i < 3; i++) await rejoin()
    await vi.waitFor(() => expect(greetings()).toHaveLength(1))
    server.hears = true
    for (let i = 0; i < 3; i++) await rejoin()
    await vi.waitFor(() => expect(greetings()).toHaveLength(2))
    expect(greetings()[1]?.text).toContain("或者 @wenbao_bot 加上问题")
  })

  it("but not long after, while the bot was away", async () => {
    const { server } = await startBot()
    const long = joining(group(), member)
    server.push({ my_chat_member: { ...long.my_chat_member, date: long.my_chat_member.date - 11 * 60 } })
    server.push({ message: message(privateChat(), "/ask 另一问") })
    await server.until(() => server.taken("sendMessage").length > 0)
    expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["ask 另一问"])
  })

  it("but not on a promotion, nor in a private chat", async () => {
    const { server } = await startBot()
    server.push(joining(group(), administrator, member))
    server.push(joining(privateChat(), member))
    server.push({ message: message(privateChat(), "/ask 另一问") })
    await server.until(() => server.taken("sendMessage").length > 0)
    expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["ask 另一问"])
  })
})
