// /library: each chat asks the library that it has chosen.

import { rm } from "node:fs/promises"
import { describe, expect, it } from "vitest"
import { plain, type Reply, spansOf } from "../../src/chat/reply.js"
import { createChoices } from "../../src/keep/choices.js"
import { flowers, ownedBot } from "./owned.js"

const textOf = ({ blocks }: Reply): string => blocks.map((block) => plain(spansOf(block))).join("\n")
const FILES = { "县报/甲.txt": flowers("鄢陵县", "3.2"), "市报/乙.txt": flowers("沭阳县", "5.6") }
const GROUP = { conversation: "telegram:-5:77", chat: "telegram:-5", reader: "telegram:9" }
const silent = { debug() {}, info() {}, warn() {}, error() {} }

describe("/library", () => {
  it("says which one a chat asks, and offers the others to those who decide for it", async () => {
    const { call } = await ownedBot(FILES)
    const reply = await call("library", {}, { ...GROUP, manages: true })
    expect(textOf(reply)).toBe("这里问的是全部文章（2 篇）。")
    expect(reply.choices?.map(({ label, detail }) => [label, detail])).toEqual([
      ["全部文章", "2 篇"],
      ["县报", "1 篇"],
      ["市报", "1 篇"],
    ])
  })

  it("has the whole chat asked from one alone, its topics too, and no other chat", async () => {
    const { call } = await ownedBot(FILES)
    const ask = async (question: string, from: object) => textOf(await call("ask", { question }, from))
    const [, county] = (await call("library", {}, { ...GROUP, manages: true })).choices ?? []
    expect(textOf(await call("library", county?.call.args, { ...GROUP, manages: true }))).toContain("只问“县报”")
    expect(await ask("鄢陵县种植花木多少亩", GROUP)).toContain("3.2万亩")
    expect(await ask("沭阳县种植花木多少亩", GROUP)).toContain("没有找到")
    expect(await ask("沭阳县种植花木多少亩", { ...GROUP, conversation: "telegram:-5:78" })).toContain("没有找到")
    expect(await ask("沭阳县种植花木多少亩", { ...GROUP, chat: "telegram:-6" })).toContain("5.6万亩")
    expect(textOf(await call("articles", {}, GROUP))).toContain("共 1 篇文章")
  })

  it("outlives a restart", async () => {
    const { call, data } = await ownedBot(FILES)
    await call("library", { name: "市报" }, { ...GROUP, manages: true })
    expect((await createChoices({ folder: data, log: silent })).of("telegram:-5")).toBe("市报")
  })

  it.each(["全部", "全部文章", "all", "#all"])("asks all again for %s", async (name) => {
    const { call } = await ownedBot(FILES)
    await call("library", { name: "市报" }, { ...GROUP, manages: true })
    expect(textOf(await call("library", { name }, { ...GROUP, manages: true }))).toContain("从现在起问全部文章")
    expect(textOf(await call("ask", { question: "鄢陵县种植花木多少亩" }, GROUP))).toContain("3.2万亩")
  })

  it("changes nothing for a reader, who is told which one it is", async () => {
    const { call } = await ownedBot(FILES)
    const listed = await call("library", {}, { ...GROUP, manages: false })
    expect(textOf(listed)).toContain("只有群主和管理员能换")
    expect(listed.choices).toBeUndefined()
    expect(textOf(await call("library", { name: "县报" }, { ...GROUP, manages: false }))).toContain(
      "只有群主和管理员能换",
    )
    expect(textOf(await call("library", {}, { ...GROUP, manages: false }))).toContain("全部文章（2 篇）")
  })

  it("says so where there is no such library, or none at all", async () => {
    const { call } = await ownedBot(FILES)
    expect(textOf(await call("library", { name: "省报" }))).toContain("没有“省报”这个文章库")
    expect(textOf(await (await ownedBot()).call("library"))).toContain("一个子文件夹就是一个库")
  })

  it("whose articles are gone asks all, and says so", async () => {
    const { call, live, root } = await ownedBot(FILES)
    await call("library", { name: "县报" })
    await rm(`${root}/县报`, { recursive: true })
    await live.look()
    expect(textOf(await call("ask", { question: "沭阳县种植花木多少亩" }))).toContain("5.6万亩")
    expect(textOf(await call("library"))).toContain("原来选的“县报”已经没有文章了")
  })
})
