// Conversations over the seed page: what is typed after what, and which question it is taken for.

import { beforeAll, describe, expect, it } from "vitest"
import { createCommands } from "../../commands/index.js"
import { type Chat, createChat } from "../../src/chat/chat.js"
import type { Asker } from "../../src/chat/command.js"
import { parseCall } from "../../src/chat/parse.js"
import { plain, type Reply, spansOf } from "../../src/chat/reply.js"
import { encodeCall } from "../../src/chat/wire.js"
import type { Library } from "../../src/library/library.js"
import { seedLibrary } from "../seeds.js"

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const MINUTE = 60_000

let library: Library
beforeAll(async () => {
  library = await seedLibrary()
})

/** A chat with a clock of its own. */
function open(over: Library = library) {
  const clock = { time: 0 }
  const chat = createChat(createCommands(over, { version: "1", now: () => clock.time }), silent)
  const type = (text: string, from: Partial<Asker> = {}) =>
    chat.handle({ ...parseCall(text, chat.commands), from: { conversation: "c", locale: "zh-CN", ...from } })
  return { clock, chat, type }
}

const text = ({ blocks }: Reply): string => blocks.map((block) => plain(spansOf(block))).join("\n")
/** The question that a reply says it answers, if it says so. */
const askedOn = (reply: Reply): string | undefined => /^接着问：(.*)$/mu.exec(text(reply))?.[1]
const button = (reply: Reply, label: string) => reply.next?.find((each) => each.label === label)?.call
const press = (chat: Chat, call: ReturnType<typeof button>, conversation = "c") =>
  chat.handle({ command: call?.command ?? "", args: { ...call?.args }, from: { conversation, locale: "zh-CN" } })

/** What is typed, one after the other, then the question that the last of it is taken for and what the reply holds. */
const DIALOGUES: readonly [typed: string[], question: string, holds: string][] = [
  [["澧县复耕多少亩", "那湘阴呢"], "湘阴复耕多少亩", "没有找到"],
  [["澧县复耕多少亩", "那道县呢？"], "道县复耕多少亩", "没有找到"],
  [["澧县复耕多少亩", "换成汝城"], "汝城复耕多少亩", "没有找到"],
  [["澧县复耕多少亩", "在哪里"], "澧县复耕在哪里", "金色田园千重浪"],
  [["澧县复耕多少亩", "为什么"], "为什么澧县复耕", "金色田园千重浪"],
  [["澧縣復耕多少畝", "那湘陰呢"], "湘陰復耕多少畝", "没有找到"],
  [["优质晚稻亩产多少公斤", "是谁说的"], "优质晚稻亩产650公斤是谁说的", "优质晚稻亩产650公斤"],
  [["优质晚稻亩产多少公斤", "他是哪里人"], "张儒万是哪里人", "戴家河村村民张儒万"],
  [["张儒万是哪个村的", "他复耕了多少亩"], "张儒万复耕了多少亩", "将150多亩柑橘复耕"],
  [["张儒万是哪个村的", "这个村在哪里"], "澧县大堰垭镇戴家河村在哪里", "澧县大堰垭镇戴家河村"],
  [["蔡津村恢复撂荒地多少亩", "该村在哪里"], "蔡津村在哪里", "澧澧街道蔡津村"],
  [["澧县去年的耕地恢复任务是多少", "那今年呢"], "澧县今年的耕地恢复任务是多少", "金色田园千重浪"],
  [["湘阴县委书记是谁", "他说了什么"], "李镇江说了什么", "湘阴县委书记李镇江说"],
  [["湘阴县委书记是谁", "县长呢"], "湘阴县长是谁", "刘世奇"],
  [["湘阴县委书记是谁", "投资多少"], "湘阴投资多少", "亿元"],
  [["湘阴县委书记是谁", "请问，那里有多少个奔跑奖"], "湘阴有多少个奔跑奖", "“奔跑奖”21个"],
  [["湘阴有多少个奔跑奖", "蜗牛奖呢"], "湘阴有多少个蜗牛奖", "“蜗牛奖”8个"],
  [["湘阴今年引进了多少个产业项目", "那去年呢"], "湘阴去年引进了多少个产业项目", "勇立潮头踏歌行"],
  [["湘阴今年引进了多少个产业项目", "其县长是谁"], "湘阴县长是谁", "刘世奇"],
  [["樟树港湘江大桥与金雷大道项目总投资多少", "什么时候开工"], "樟树港湘江大桥与金雷大道什么时候开工", "10月28日"],
  [
    ["樟树港湘江大桥与金雷大道项目总投资多少", "该项目什么时候开工"],
    "樟树港湘江大桥与金雷大道项目什么时候开工",
    "10月28日",
  ],
  [["樟树港湘江大桥与金雷大道项目总投资多少", "那虞公港呢"], "虞公港项目总投资多少", "虞公港"],
  [["虞公港一期工程获得谁的批复", "它在哪里"], "虞公港在哪里", "虞公港"],
  [["汝城106国道整治投资多少", "哪一年开工的"], "汝城106国道整治哪一年开工的", "汝城县除患消疾铺就优质路网"],
  [["汝城106国道整治投资多少", "它为什么要整治"], "汝城106国道整治为什么要整治", "由于坡度长、弯道多"],
  [["汝城106国道整治投资多少", "这条路在哪里"], "汝城106国道整治在哪里", "汝城县六里坳盘山路段"],
  [["道县农民工拿到了多少欠款", "他是哪里人"], "肖某是哪里人", "娄底一农民工肖某"],
  [["楠竹山镇划分了多少个区块", "那涟源呢"], "涟源划分了多少个区块", "没有找到"],
  [["楠竹山镇成立了什么公司", "什么时候成立的"], "楠竹山镇什么时候成立的", "楠竹山镇"],
  [["蔬菜智慧基地建在哪里", "投入多少"], "蔬菜智慧基地投入多少", "护航“舌尖上的安全”"],
  [["澧县恢复耕地多少亩", "是谁说的"], "超额完成恢复耕地1.3万亩是谁说的", "没有找到"],
  [["比特币现在多少钱", "那湘阴呢"], "湘阴现在多少钱", "湘阴"],
  [["澧县复耕多少亩", "那湘阴呢", "那澧县呢"], "澧县复耕多少亩", "1.3万亩"],
  [["湘阴县委书记是谁", "他说了什么", "他是哪里人"], "李镇江是哪里人", "李镇江"],
  [["湘阴县委书记是谁", "比特币现在多少钱", "投资多少"], "湘阴投资多少", "亿元"],
]

describe("a conversation", () => {
  it.each(DIALOGUES)("%j asks %s", async (typed, question, holds) => {
    const { type } = open()
    let reply: Reply = { blocks: [] }
    for (const each of typed) reply = await type(each)
    expect(askedOn(reply)).toBe(question)
    expect(text(reply)).toContain(holds)
  })

  it.each([
    ["澧县复耕多少亩", "湘阴县委书记是谁"],
    ["澧县复耕多少亩", "亩产多少公斤"],
    ["澧县复耕多少亩", "北京冬奥会什么时候开幕"],
    ["澧县复耕多少亩", "比特币现在多少钱"],
    ["澧县复耕多少亩", "怎么做红烧肉"],
    ["澧县复耕多少亩", "长沙地铁有几条线路"],
    ["澧县复耕多少亩", "蔬菜智慧基地建在哪里"],
    ["澧县复耕多少亩", "路况变好了是哪条路"],
    ["澧县复耕多少亩", "姓肖的农民工是哪里人"],
    ["澧县复耕多少亩", "一案双查是什么意思"],
    ["澧县复耕多少亩", "rucheng 国道投资"],
    ["楠竹山镇划分了多少个区块", "他是谁"],
    ["澧县复耕多少亩", "谢谢"],
    ["澧县复耕多少亩", "怎么用"],
    ["澧县复耕多少亩", "澧县复耕多少亩"],
    ["澧县复耕多少亩", "你是谁"],
    ["澧县复耕多少亩", "谢谢"],
    ["比特币现在多少钱", "更多"],
  ])("after %s, %s stands on its own", async (before, typed) => {
    const { type } = open()
    await type(before)
    expect(await type(typed)).toEqual(await open().type(typed))
  })

  it("says so in the reader's language, and finds a name typed with the wrong character", async () => {
    const { type } = open()
    await type("湘阴今年引进了多少个产业项目")
    expect(text(await type("/ask 投资多少", { locale: "zh-TW" }))).toMatch(/^接著問：湘阴投资多少\n/u)
    expect(text(await type("多少亩", { locale: "en" }))).toMatch(/^Following up: /u)
    await type("湘阴复耕多少亩")
    const reply = text(await type("那礼县呢"))
    expect(reply).toMatch(/^接着问：礼县复耕多少亩\n没有“礼县”，按“澧县”找到：\n/u)
    expect(reply).toContain("1.3万亩")
  })

  it("does not pass off what another article says as an answer about what was put in", async () => {
    const { type } = open()
    await type("澧县复耕多少亩")
    const reply = await type("那湘阴呢")
    expect(reply.blocks.some(({ kind }) => kind === "quote")).toBe(false)
  })
})

describe("asking for more", () => {
  it("shows the next passages of the last answer, then says that there are no more", async () => {
    const { type, chat } = open()
    const answer = await type("澧县复耕多少亩")
    const more = await type("还有呢")
    expect(askedOn(more)).toBe("澧县复耕多少亩")
    const pressed = await press(open().chat, button(answer, "更多段落"))
    expect(more.blocks.slice(1)).toEqual(pressed.blocks)
    let reply = more
    for (let i = 0; i < 5; i++) reply = await type("更多")
    expect(text(reply)).toContain("没有更多段落了")
    expect(text(await press(chat, button(reply, "返回")))).toBe(text(answer))
  })

  it("goes on behind what a button has shown, and behind a refusal from the last answer", async () => {
    const { type, chat } = open()
    const answer = await type("湘阴今年引进了多少个产业项目")
    const shown = await press(chat, button(answer, "更多段落"))
    await type("比特币现在多少钱")
    const more = await type("more")
    expect(askedOn(more)).toBe("湘阴今年引进了多少个产业项目")
    expect(more.blocks.slice(1)).toEqual((await press(open().chat, button(shown, "更多段落"))).blocks)
  })
})

describe("what is remembered", () => {
  it("is forgotten after a quarter of an hour without a question", async () => {
    const { type, clock } = open()
    await type("澧县复耕多少亩")
    clock.time += 14 * MINUTE
    expect(askedOn(await type("那湘阴呢"))).toBe("湘阴复耕多少亩")
    clock.time += 14 * MINUTE
    expect(askedOn(await type("那汝城呢"))).toBe("汝城复耕多少亩")
    clock.time += 15 * MINUTE
    expect(askedOn(await type("那湘阴呢"))).toBeUndefined()
  })

  it("is one conversation's alone", async () => {
    const { type } = open()
    await type("澧县复耕多少亩")
    expect(askedOn(await type("那湘阴呢", { conversation: "other" }))).toBeUndefined()
    expect(askedOn(await type("那湘阴呢"))).toBe("湘阴复耕多少亩")
  })

  it("is of a thousand conversations at most", async () => {
    const answers = new Map<string, ReturnType<Library["ask"]>>()
    const ask = (question: string) => {
      const answer = answers.get(question) ?? library.ask(question)
      answers.set(question, answer)
      return answer
    }
    const { type } = open({ ...surface(library), ask })
    for (let i = 0; i <= 1_000; i++) await type("澧县复耕多少亩", { conversation: `c${i}` })
    expect(askedOn(await type("那湘阴呢", { conversation: "c0" }))).toBeUndefined()
    expect(askedOn(await type("那湘阴呢", { conversation: "c1000" }))).toBe("湘阴复耕多少亩")
  })

  it("is in the order of asking, however long each answer takes", async () => {
    const waiting: (() => void)[] = []
    const slow: Library = {
      ...surface(library),
      ask: async (question) => {
        if (question === "澧县复耕多少亩") await new Promise<void>((resolve) => waiting.push(resolve))
        return library.ask(question)
      },
    }
    const { type } = open(slow)
    const first = type("澧县复耕多少亩")
    const second = type("那湘阴呢")
    const elsewhere = await type("湘阴县委书记是谁", { conversation: "other" })
    expect(text(elsewhere)).toContain("李镇江")
    for (const resolve of waiting) resolve()
    expect(text(await first)).toContain("1.3万亩")
    expect(askedOn(await second)).toBe("湘阴复耕多少亩")
  })

  it("outlives a question on which the program failed", async () => {
    const failing: Library = {
      ...surface(library),
      ask: (question) => (question.includes("出错") ? Promise.reject(new Error("a bug")) : library.ask(question)),
    }
    const { type } = open(failing)
    await type("澧县复耕多少亩")
    expect(text(await type("出错"))).toContain("出了点问题")
    expect(askedOn(await type("那湘阴呢"))).toBe("湘阴复耕多少亩")
  })
})

describe("the buttons of a follow-up", () => {
  it("carry the question in full: they work when all is forgotten, and after other questions", async () => {
    const { type } = open()
    await type("湘阴县委书记是谁")
    const reply = await type("投资多少")
    const more = button(reply, "更多段落")
    expect(more?.args.question).toBe("湘阴投资多少")
    const later = open()
    await later.type("澧县复耕多少亩")
    const shown = await press(later.chat, more)
    expect(askedOn(shown)).toBeUndefined()
    const back = await press(later.chat, button(shown, "返回"))
    expect(back.blocks).toEqual(reply.blocks.slice(1))
  })

  it("ask a broad question as it stood, whatever was asked since", async () => {
    const { type, chat } = open()
    const broad = await type("投资多少")
    await type("汝城106国道整治投资多少")
    const shown = await press(chat, button(broad, "更多段落"))
    expect((await press(chat, button(shown, "返回"))).blocks).toEqual(broad.blocks)
  })

  it("find again what did not fit on them, while the conversation is remembered", async () => {
    const { type, chat } = open()
    await type("樟树港湘江大桥与金雷大道项目总投资多少")
    const reply = await type("该项目是什么时候开工的")
    const more = button(reply, "更多段落")
    if (!more) throw new Error("the answer has no more passages")
    const wire = { limit: 64, size: (value: string) => Buffer.byteLength(value) }
    const [, question = ""] = encodeCall(more, chat.commands, wire).split("|")
    expect(question).toMatch(/…$/u)
    const shown = await press(chat, { command: "ask", args: { ...more.args, question } })
    expect(shown.blocks).toEqual((await press(open().chat, more)).blocks)
  })
})

/** A library's members as an object's own, for some of them to be put otherwise. */
const surface = (over: Library): Library => ({
  ask: (question) => over.ask(question),
  explain: (question) => over.explain(question),
  titled: (typed) => over.titled(typed),
  article: (id) => over.article(id),
  articles: () => over.articles(),
  listed: (filter) => over.listed(filter),
  reprints: (article) => over.reprints(article),
  complete: (typed, limit) => over.complete(typed, limit),
  examples: (limit, articleId) => over.examples(limit, articleId),
  size: over.size,
})
