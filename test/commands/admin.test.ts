// /admin: files that go in and out from the chat.

import { mkdir, readdir, readFile, rename, symlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { plain, type Reply, spansOf } from "../../src/chat/reply.js"
import { zip } from "../sources/files.js"
import { flowers, OWNER, ownedBot, sent } from "./owned.js"

const textOf = ({ blocks }: Reply): string => blocks.map((block) => plain(spansOf(block))).join("\n")

/** The call of the button with this label. */
function button({ next = [], choices = [] }: Reply, label: string) {
  const found = [...next, ...choices].find((each) => each.label === label)
  if (!found) throw new Error(`no button ${label}: ${[...next, ...choices].map((each) => each.label).join(" ")}`)
  return found.call
}

describe("whoever is no owner", () => {
  it.each(["admin", "admin add", "admin take", "admin remove", "admin discard", "admin reload", "admin sources"])(
    "is told how to become one by %s, and nothing is done",
    async (command) => {
      const { root, call } = await ownedBot()
      const reply = await call(
        command,
        { file: "甲" },
        { reader: "telegram:8" },
        sent("乙.txt", flowers("沭阳县", "5.6")),
      )
      expect(textOf(reply)).toContain("telegram:8")
      expect(textOf(reply)).toContain("ADMINS")
      expect(reply.private).toBe(true)
      expect(await readdir(root)).toEqual(["甲.txt"])
    },
  )

  it("is offered no names of files", async () => {
    const { chat } = await ownedBot()
    const asker = { ...OWNER, locale: "zh-CN" } as const
    expect(await chat.suggest("admin remove", "甲", { ...asker, reader: "telegram:8" })).toEqual([])
    expect(await chat.suggest("admin remove", "甲", asker)).toHaveLength(1)
  })
})

describe("a file that its owner sends", () => {
  it("is shown as it was split, and goes in when that is accepted", async () => {
    const { root, call } = await ownedBot()
    const preview = await call("admin add", {}, {}, sent("乙.txt", flowers("沭阳县", "5.6")))
    expect(textOf(preview)).toContain("拆成 1 篇")
    expect(textOf(preview)).toContain("沭阳县种植花木")
    expect(await readdir(root)).toEqual(["甲.txt"])
    const taken = await call("admin take", button(preview, "收下").args)
    expect(textOf(taken)).toBe("收下了：乙.txt，1 篇，现在就能问。")
    expect((await readdir(root)).sort()).toEqual(["乙.txt", "甲.txt"])
    const answer = await call("ask", { question: "沭阳县种植花木多少亩" })
    expect(textOf(answer)).toContain("5.6万亩")
    expect(textOf(await call("admin take", button(preview, "收下").args))).toContain("请再发一次")
  })

  it("goes nowhere when that is cancelled", async () => {
    const { root, call } = await ownedBot()
    const preview = await call("admin add", {}, {}, sent("乙.txt", flowers("沭阳县", "5.6")))
    expect(textOf(await call("admin cancel", button(preview, "取消").args))).toContain("取消了")
    expect(textOf(await call("admin take", button(preview, "收下").args))).toContain("请再发一次")
    expect(await readdir(root)).toEqual(["甲.txt"])
  })

  it("that has the name of one that is there says so, and replaces it", async () => {
    const { call, library } = await ownedBot()
    const preview = await call("admin add", {}, {}, sent("甲.txt", flowers("鄢陵县", "9.9")))
    expect(textOf(preview)).toContain("会换掉现在的同名文件（1 篇）")
    await call("admin take", button(preview, "收下").args)
    expect(library.articles().map(({ paragraphs }) => paragraphs[0]?.text)).toEqual([expect.stringContaining("9.9")])
  })

  it("goes to the folder of the library that the chat has chosen", async () => {
    const { root, call } = await ownedBot({
      "甲.txt": flowers("鄢陵县", "3.2"),
      "县报/乙.txt": flowers("沭阳县", "5.6"),
    })
    await call("library", { name: "县报" })
    const preview = await call("admin add", {}, {}, sent("丙.txt", flowers("萧山区", "7.7")))
    expect(textOf(preview)).toContain(join("县报", "丙.txt"))
    await call("admin take", button(preview, "收下").args)
    expect((await readdir(join(root, "县报"))).sort()).toEqual(["丙.txt", "乙.txt"])
  })

  it("is held in memory for an hour, five at once", async () => {
    const { call, clock } = await ownedBot()
    const first = await call("admin add", {}, {}, sent("0.txt", flowers("沭阳县", "5.6")))
    for (let i = 1; i <= 4; i++) await call("admin add", {}, {}, sent(`${i}.txt`, flowers("沭阳县", `${i}`)))
    const last = await call("admin add", {}, {}, sent("5.txt", flowers("沭阳县", "5.7")))
    expect(textOf(await call("admin take", button(first, "收下").args))).toContain("请再发一次")
    clock.time += 60 * 60 * 1000 + 1
    await call("admin add", {}, {}, sent("6.txt", flowers("沭阳县", "5.8")))
    expect(textOf(await call("admin take", button(last, "收下").args))).toContain("请再发一次")
  })

  it.each([
    ["of a kind that nothing reads", sent("稿.exe", "x"), "不认识这种文件"],
    ["that has nothing before its kind", sent("../.txt", "x"), "不认识这种文件"],
    ["that is too large", { ...sent("稿.txt", "x"), size: 21 * 1024 * 1024 }, "最多读 20 MB"],
    ["that is damaged", sent("稿.docx", "PK\u0003\u0004"), "打不开"],
    ["that is no text", sent("稿.txt", new Uint8Array([0xff, 0xfe, 0x00])), "没有读到文章"],
    ["that is empty", sent("稿.txt", ""), "没有读到文章"],
    [
      "that cannot be fetched",
      { ...sent("稿.txt", "x"), bytes: () => Promise.reject(new Error("404")) },
      "没能取到这个文件（404）",
    ],
  ])("%s is refused with the reason", async (_, file, said) => {
    const { root, call } = await ownedBot()
    const reply = await call("admin add", {}, {}, file)
    expect(textOf(reply)).toContain(said)
    expect(reply.next).toBeUndefined()
    expect(await readdir(root)).toEqual(["甲.txt"])
  })

  it("without a file says how one is sent", async () => {
    const { call } = await ownedBot()
    expect(textOf(await call("admin add"))).toContain("把文件发给我")
  })

  it("shows ten articles of a file that has more, and says how many more", async () => {
    const { call } = await ownedBot()
    const line = (i: number) => JSON.stringify({ id: `x${i}`, headline: `标题${i}`, paragraphs: ["正文。"] })
    const preview = await call(
      "admin add",
      {},
      {},
      sent("库.jsonl", Array.from({ length: 25 }, (_, i) => line(i)).join("\n")),
    )
    expect(textOf(preview)).toContain("拆成 25 篇")
    expect(textOf(preview)).toContain("还有 15 篇")
  })

  it("may be a list of feeds, which have their articles later", async () => {
    const { root, call } = await ownedBot()
    const preview = await call("admin add", {}, {}, sent("feeds.txt", "https://www.example.com/rss.xml 湘阴报\n"))
    expect(textOf(preview)).toContain("还没有取到过文章")
    await call("admin take", button(preview, "收下").args)
    expect(await readdir(root)).toContain("feeds.txt")
    expect(textOf(await call("admin add", {}, {}, sent("feeds.txt", "www.example.com\n")))).toContain("没有读到文章")
  })

  it("may be a zip; its files are named below it", async () => {
    const { call, library } = await ownedBot()
    const preview = await call("admin add", {}, {}, sent("稿件.zip", zip({ "一.txt": flowers("沭阳县", "5.6") })))
    await call("admin take", button(preview, "收下").args)
    expect(library.articles().map(({ file }) => file)).toContain("稿件.zip/一.txt")
  })
})

describe("no name leads out of the folder", () => {
  it.each([
    ["../../etc/x.txt", "x.txt"],
    ["..\\..\\x.txt", "x.txt"],
    ["/etc/cron.d/x.txt", "x.txt"],
    [".hidden.txt", "hidden.txt"],
    ["a\u0000b\u202e.txt", "ab.txt"],
    ["nul.txt", "稿件nul.txt"],
    ["C:稿.txt", "C稿.txt"],
    [`${"长".repeat(300)}.txt`, `${"长".repeat(65)}.txt`],
  ])("%j goes in as %j", async (name, place) => {
    const { root, call } = await ownedBot()
    const preview = await call("admin add", {}, {}, sent(name, flowers("沭阳县", "5.6")))
    expect(textOf(await call("admin take", button(preview, "收下").args))).toContain("收下了")
    expect((await readdir(root)).sort()).toEqual([place, "甲.txt"].sort())
  })

  it("nor does a folder that is a link", async () => {
    const { root, libraries, call } = await ownedBot({ "县报/乙.txt": flowers("沭阳县", "5.6") })
    const other = await ownedBot()
    await call("library", { name: "县报" })
    const preview = await call("admin add", {}, {}, sent("丙.txt", flowers("萧山区", "7.7")))
    await rename(join(root, "县报"), join(root, "旧"))
    await symlink(other.root, join(root, "县报"))
    expect(textOf(await call("admin take", button(preview, "收下").args))).toContain("EOUTSIDE")
    expect(await readdir(other.root)).toEqual(["甲.txt"])
    expect(libraries.shelves()).toHaveLength(1)
  })

  it("nor does a name that is a folder's; nothing is lost", async () => {
    const { root, call } = await ownedBot()
    await mkdir(join(root, "丙.txt"))
    await writeFile(join(root, "丙.txt", "里面.txt"), flowers("沭阳县", "5.6"))
    const preview = await call("admin add", {}, {}, sent("丙.txt", flowers("萧山区", "7.7")))
    expect(textOf(await call("admin take", button(preview, "收下").args))).toContain(
      "没能动 丙.txt（已经有这个名字的文件夹",
    )
    expect((await readdir(root)).sort()).toEqual(["丙.txt", "甲.txt"])
  })
})

describe("a file that is taken out", () => {
  it("is asked about first, and then is where it can be put back from", async () => {
    const { root, call } = await ownedBot()
    const asked = await call("admin remove", { file: "甲" })
    expect(textOf(asked)).toContain("要拿走 甲.txt（1 篇）吗")
    const gone = await call("admin discard", button(asked, "拿走").args)
    const [, kept = ""] = /文章文件夹里的 (\S+) 移回/u.exec(textOf(gone)) ?? []
    expect(await readFile(join(root, kept), "utf8")).toBe(flowers("鄢陵县", "3.2"))
    expect(textOf(await call("ask", { question: "鄢陵县种植花木多少亩" }))).toContain("库里还没有文章")
    expect(textOf(await call("admin discard", button(asked, "拿走").args))).toContain("已经不在了")
  })

  it("is chosen where several have what was typed in their names", async () => {
    const { call } = await ownedBot({ "花木甲.txt": flowers("鄢陵县", "3.2"), "花木乙.txt": flowers("沭阳县", "5.6") })
    const asked = await call("admin remove", { file: "花木" })
    expect(asked.choices?.map(({ label }) => label)).toEqual(["花木乙.txt", "花木甲.txt"])
    const one = await call("admin remove", button(asked, "花木乙.txt").args)
    expect(textOf(one)).toContain("要拿走 花木乙.txt")
    expect(textOf(await call("admin remove", { file: "没有这个" }))).toContain("没有名字里带“没有这个”的文件")
  })
})

describe("the files", () => {
  it("are listed, those with something wrong first, with how many articles each has", async () => {
    const { call } = await ownedBot({ "甲.txt": flowers("鄢陵县", "3.2"), "坏.docx": "PK", "库.jsonl": "{" })
    const lines = textOf(await call("admin sources"))
    expect(lines).toContain("3 个文件，1 篇文章。")
    expect(lines.indexOf("坏.docx")).toBeLessThan(lines.indexOf("甲.txt"))
    expect(lines).toContain("0 篇；打不开")
  })

  it("are all read again by reload, which says what has changed", async () => {
    const { root, call } = await ownedBot()
    expect(textOf(await call("admin reload"))).toContain("没有变化；共 1 篇")
    await writeFile(join(root, "乙.txt"), flowers("沭阳县", "5.6"))
    expect(textOf(await call("admin reload"))).toContain("新增 1 篇，改动 0 篇，去掉 0 篇；现在共 2 篇")
  })

  it("turn their pages", async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i + 10}.txt`, flowers("鄢陵县", `${i}`)]))
    const { call } = await ownedBot(files)
    const first = await call("admin sources")
    expect(textOf(first)).toContain("第 1 / 2 页")
    expect(textOf(await call("admin sources", button(first, "下一页").args))).toContain("21.txt")
  })
})
