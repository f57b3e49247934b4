// Inline mode, and links that open a private chat with a call: through the real grammY.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { startedCall, startLink, startParameter } from "../../../src/platforms/telegram/deep-link.js"
import { message, privateChat, reader, startBot, testCommands } from "./harness.js"
import type { Server } from "./server.js"

let queries = 0

/** Asks inline, and resolves to what the bot answered. */
async function ask(server: Server, query: string, offset = "") {
  const id = `query-${++queries}`
  server.push({ inline_query: { id, from: reader, query, offset } })
  await server.until(() => server.taken("answerInlineQuery").some(({ inline_query_id }) => inline_query_id === id))
  return server.taken("answerInlineQuery").find(({ inline_query_id }) => inline_query_id === id)
}

describe("an inline query", () => {
  it("brings results to choose from, each a whole message with a link to the bot, kept for a while", async () => {
    const { server } = await startBot()
    const answer = await ask(server, "澧县")
    expect(answer?.cache_time).toBeGreaterThan(0)
    expect(answer?.results?.[1]).toEqual({
      type: "article",
      id: "1",
      title: "澧县 1",
      description: "zh-CN",
      input_message_content: {
        message_text: "澧县第1段",
        entities: [
          { type: "blockquote", offset: 0, length: 5 },
          { type: "bold", offset: 2, length: 3 },
        ],
        link_preview_options: { is_disabled: true },
      },
      reply_markup: {
        inline_keyboard: [[{ text: "读全文", url: expect.stringMatching(/^https:\/\/t\.me\/wenbao_bot\?start=/u) }]],
      },
    })
  })

  it("is answered page by page", async () => {
    const { server } = await startBot()
    const first = await ask(server, "澧县耕地")
    expect(first?.results).toHaveLength(20)
    expect(first?.next_offset).toBe("20")
    const second = await ask(server, "澧县耕地", first?.next_offset)
    expect(second?.results?.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => `${20 + i}`))
    expect(second?.next_offset).toBeUndefined()
  })

  it("that finds nothing leads to a private chat, where the question is asked; nothing typed leads nowhere", async () => {
    const { server } = await startBot()
    const answer = await ask(server, "比特币")
    expect(answer?.results).toEqual([])
    server.push({ message: message(privateChat(), `/start ${answer?.button?.start_parameter}`) })
    await server.until(() => server.taken("sendMessage").length > 0)
    expect(server.taken("sendMessage")[0]?.text).toBe("ask 比特币")
    expect(await ask(server, "")).not.toHaveProperty("button")
  })

  it("that Telegram no longer waits for is no fault", async () => {
    const { server, log } = await startBot()
    server.fail("answerInlineQuery", {
      code: 400,
      description: "Bad Request: query is too old and response timeout expired",
    })
    server.push({ inline_query: { id: "late", from: reader, query: "晚了", offset: "" } })
    await ask(server, "澧县")
    expect(log.lines.filter((line) => /^(?:warn|error)/u.test(line))).toEqual([])
  })
})

describe("a link with a call", () => {
  const commands = testCommands()

  it.each([
    ["read", { headline: "#4d587eb23e" }],
    ["ask", { question: "澧县恢复耕地多少亩" }],
  ])("opens %s", async (command, args) => {
    const link = startLink("wenbao_bot", { command, args }, commands)
    const parameter = new URL(link).searchParams.get("start") ?? ""
    const { server } = await startBot()
    server.push({ message: message(privateChat(), `/start ${parameter}`) })
    await server.until(() => server.taken("sendMessage").length > 0)
    expect(server.taken("sendMessage")[0]?.text).toBe([command, ...Object.values(args)].join(" "))
  })

  it("holds any text, cut where it is too long, in what Telegram takes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (question) => {
        const parameter = startParameter({ command: "ask", args: { question } }, commands)
        expect(parameter).toMatch(/^[\w-]{1,64}$/u)
        expect(startedCall(parameter, commands)?.command).toBe("ask")
      }),
    )
  })

  it.each(["hello", "", "zzzz", Buffer.from("gone|x").toString("base64url")])(
    "that is none of ours (%s) opens help",
    async (parameter) => {
      expect(startedCall(parameter, commands)).toBeUndefined()
      const { server } = await startBot()
      server.push({ message: message(privateChat(), `/start ${parameter}`) })
      await server.until(() => server.taken("sendMessage").length > 0)
      expect(server.taken("sendMessage")[0]?.text).toBe("help")
    },
  )
})
