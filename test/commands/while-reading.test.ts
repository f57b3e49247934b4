// While articles are still being read, replies say so.

import { describe, expect, it } from "vitest"
import { createCommands } from "../../commands/index.js"
import type { Reading } from "../../commands/parts/while-reading.js"
import { createChat } from "../../src/chat/chat.js"
import type { Asker, Locale } from "../../src/chat/command.js"
import { plain, type Reply, spansOf } from "../../src/chat/reply.js"
import { seedLibrary } from "../seeds.js"

const from: Asker = { conversation: "test", locale: "zh-CN" }
const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** A chat over the seeds while that much has been read; `all` ends the reading. */
async function reading(now: Reading = { articles: 12_000, left: 40 }) {
  let left: Reading | undefined = now
  const commands = createCommands(await seedLibrary(), { version: "1.2.3", now: () => 0, reading: () => left })
  const chat = createChat(commands, silent)
  const say = (command: string, args: Record<string, string> = {}, locale: Locale = "zh-CN"): Promise<Reply> =>
    chat.handle({ command, args, from: { ...from, locale } })
  const all = () => {
    left = undefined
  }
  return { say, all }
}

const last = ({ blocks }: Reply): string =>
  blocks
    .slice(-1)
    .map((block) => plain(spansOf(block)))
    .join("")
const kinds = ({ blocks }: Reply): string[] => blocks.map(({ kind }) => kind)

describe("while articles are read", () => {
  it.each<[Locale, RegExp]>([
    ["zh-CN", /^文章还在读，现在有 12000 篇，.*40 秒/u],
    ["zh-TW", /^文章還在讀，現在有 12000 篇，.*40 秒/u],
    ["en", /^Still reading: 12,?000 articles so far, .*40 s/u],
  ])("an answer says so in %s, in a note behind all else", async (locale, said) => {
    const { say, all } = await reading()
    const before = await say("ask", { question: "澧县复耕多少亩" }, locale)
    expect(last(before)).toMatch(said)
    expect(kinds(before).at(-1)).toBe("note")
    all()
    const after = await say("ask", { question: "澧县复耕多少亩" }, locale)
    expect(before.blocks.slice(0, -1)).toEqual(after.blocks)
    expect({ ...before, blocks: [] }).toEqual({ ...after, blocks: [] })
  })

  it("so do a refusal and a list, which are what it matters for", async () => {
    const { say } = await reading()
    const { blocks } = await say("ask", { question: "比特币现在多少钱" })
    expect(
      blocks
        .slice(0, 2)
        .map((block) => plain(spansOf(block)))
        .join("\n"),
    ).toMatch(/^没有找到.*\n.*文章还在读/u)
    expect(last(await say("articles"))).toContain("文章还在读")
  })

  it("it is told each time how far it has come by then, and no more when all is read", async () => {
    const figures = [1, 2].map((articles) => ({ articles, left: 40 }))
    const commands = createCommands(await seedLibrary(), { version: "1", now: () => 0, reading: () => figures.shift() })
    const chat = createChat(commands, silent)
    const ask = () => chat.handle({ command: "ask", args: { question: "澧县复耕多少亩" }, from })
    expect(last(await ask())).toContain("现在有 1 篇")
    expect(last(await ask())).toContain("现在有 2 篇")
    expect(last(await ask())).not.toContain("文章还在读")
  })
})
