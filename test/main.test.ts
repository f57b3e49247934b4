// The program as a user runs it: a process, its environment, its output and how it ends.

import { appendFile, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { startDiscord } from "./platforms/discord/server.js"
import { message, privateChat } from "./platforms/telegram/harness.js"
import { startServer as startTelegram, TOKEN as TELEGRAM_TOKEN } from "./platforms/telegram/server.js"
import { folder, run, start } from "./program.js"

const lines = (text: string): unknown[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))

describe("npm start on a pipe", () => {
  it("answers each line and leaves standard output to the answers", async () => {
    const { code, out, err } = await run({ input: "/ask 澧县复耕多少亩\n汝城106国道整治投资多少\n" })
    expect(code).toBe(0)
    expect(out).toContain("**超额完成恢复耕地1.3万亩**")
    expect(out).toContain("1030万元")
    expect(out).not.toContain("就绪")
    expect(err).toContain("问报 · 6 篇文章")
  })

  it("names what is wrong with the articles and serves the rest", async () => {
    const path = await folder({
      "好.jsonl": '{"id": "a", "headline": "好消息", "body": "今年粮食总产量达到30万吨。"}\n{"id": "b"\n',
      "坏.txt": new Uint8Array([0xe4, 0xbd, 0xff, 0xff, 0x0a]),
      "坏.docx": "PK",
      "图.jpg": "JFIF",
    })
    const { code, out, err } = await run({ args: ["start", "--articles", path], input: "粮食总产量多少吨\n" })
    expect(code).toBe(0)
    expect(out).toContain("30万吨")
    expect(err).toContain("好.jsonl 第 2 行")
    expect(err).toContain("坏.txt：既不是 UTF-8 也不是 GB18030")
    expect(err).toContain("坏.docx：打不开，没有收")
    expect(err).toContain("图.jpg：不认识这种文件")
  })

  it("with no articles says where to put them, and every question gets a reply", async () => {
    const { code, out, err } = await run({ env: { ARTICLES: "/nowhere/at/all" }, input: "有什么新闻\n" })
    expect(code).toBe(0)
    expect(err).toContain("/nowhere/at/all：没有这个文件夹或文件。")
    expect(out).toContain("库里还没有文章。")
  })
})

describe("the JSON contract", () => {
  it("ask --json answers line for line, in order, whatever the line", async () => {
    const questions = ["澧县复耕多少亩", "", "🙂", "比特币现在多少钱"]
    const { out } = await run({ args: ["ask", "--json"], input: `${questions.join("\n")}\n` })
    const answers = lines(out)
    expect(answers.map((answer) => Object(answer).question)).toEqual(questions)
    expect(answers[0]).toMatchObject({ answered: true, confidence: expect.any(Number) })
    for (const answer of answers) expect(Object(answer).passages).toHaveLength(10)
    expect(Object(answers[0]).passages[0]).toEqual({
      headline: "金色田园千重浪",
      text: expect.stringContaining("复耕"),
      highlights: [expect.stringContaining("亩")],
      score: expect.any(Number),
      articleId: expect.any(String),
      paragraph: expect.any(Number),
    })
    expect(answers[3]).toMatchObject({ answered: false })
  })

  it("ask --why says why, for people or as one object", async () => {
    const { out } = await run({ args: ["ask", "--why", "澧县复耕多少亩"] })
    expect(out).toMatch(/^问题 +澧县复耕多少亩$/mu)
    const { out: json } = await run({ args: ["ask", "--why", "--json", "澧县复耕多少亩"] })
    expect(lines(json)).toMatchObject([{ question: "澧县复耕多少亩", answered: true }])
  })

  it("articles --json prints an article a line", async () => {
    const { out } = await run({ args: ["articles", "--json"] })
    expect(lines(out)).toHaveLength(6)
  })

  it("eval scores a question set, and compares with what it printed", async () => {
    const path = await folder({ "q.jsonl": '{"id": "1", "question": "湘阴县委书记是谁", "answers": ["李镇江"]}\n' })
    const [questions, before] = [join(path, "q.jsonl"), join(path, "before.json")]
    const { out } = await run({ args: ["eval", questions, "--json"] })
    expect(JSON.parse(out)).toMatchObject({ n: 1, "R@1": 1, "answer@1": 1, right: 1 })
    await writeFile(before, out)
    const same = await run({ args: ["eval", questions, "--compare", before] })
    expect(same).toMatchObject({ code: 0, out: expect.stringContaining("没有变化") })
    expect(same.out).not.toContain("generous")
    const not = await run({ args: ["eval", questions, "--compare", questions] })
    expect(not).toMatchObject({ code: 1, out: "", err: expect.stringContaining("q.jsonl 不是") })
  })
})

describe("readers' feedback", () => {
  it("pressed under an answer is kept in DATA, and eval reads it as it is", async () => {
    const data = join(await folder({}), "data")
    const { out, err } = await run({ env: { DATA: data }, input: "澧县复耕多少亩\n3\n湘阴县委书记是谁\n4\n" })
    expect(out).toContain("谢谢，记下了。")
    expect(err).not.toContain("✗")
    const file = join(data, "feedback.jsonl")
    expect(lines(await readFile(file, "utf8"))).toMatchObject([
      { verdict: "good", question: "澧县复耕多少亩", at: expect.stringMatching(/^20\d\d-.*Z$/u), version: "0.1.0" },
      { verdict: "bad", question: "湘阴县委书记是谁" },
    ])
    const scored = await run({ args: ["eval", file, "--json"] })
    expect(JSON.parse(scored.out)).toMatchObject({ n: 2, kinds: { "👍": { right: 1 }, "👎": { right: 0 } } })
    await appendFile(file, '{"at":"2024')
    const cut = await run({ args: ["eval", file, "--misses"] })
    expect(cut.err).toContain("feedback.jsonl 第 3 行没有写完")
    expect(cut.out).toMatch(/湘阴县委书记是谁 {2}→ （读者说不对的那一段不该排第一）/u)
  })

  it("that cannot be written is one line of the log, the reader is told, and the next question answered", async () => {
    const path = await folder({ data: "a file, not a folder" })
    const input = "澧县复耕多少亩\n3\n4\n湘阴县委书记是谁\n"
    const { code, out, err } = await run({ env: { DATA: join(path, "data") }, input })
    expect(code).toBe(0)
    expect(out.match(/抱歉，这次没能记下来/gu)).toHaveLength(2)
    expect(out).toContain("李镇江")
    expect(err.match(/feedback\.jsonl：写不进去/gu)).toHaveLength(1)
  })

  it("turned off has no buttons and leaves nothing on the disk", async () => {
    const data = join(await folder({}), "data")
    const { out } = await run({ env: { DATA: data, FEEDBACK: "off" }, input: "澧县复耕多少亩\n3\n" })
    expect(out).toContain("[2] 更多段落")
    expect(out).not.toContain("👍")
    await expect(readFile(join(data, "feedback.jsonl"))).rejects.toThrow("ENOENT")
  })
})

describe("a set-up that is wrong", () => {
  it("a bad value is named with its mend and ends the start", async () => {
    const { code, err } = await run({ env: { PROXY_URL: "7890" } })
    expect(code).toBe(1)
    expect(err).toContain("PROXY_URL 不是可用的地址")
  })

  it("a wrong STRICTNESS is named with what is allowed, by the tools too", async () => {
    const { code, out, err } = await run({ args: ["ask", "澧县复耕多少亩"], env: { STRICTNESS: "strickt" } })
    expect(err).toContain("STRICTNESS 是“strickt”，只能是 strict、balanced、generous 之一。")
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("1.3万亩") })
  })

  it("an unknown option or tool says what there is", async () => {
    expect(await run({ args: ["ask", "--jason"] })).toMatchObject({ code: 1, err: expect.stringContaining("--json") })
    expect(await run({ args: ["aks"] })).toMatchObject({ code: 1, err: expect.stringContaining("ask") })
  })

  it("a token refused by one platform is said so, the other goes on, and the exit code tells", async () => {
    const discord = await startDiscord()
    const telegram = await startTelegram()
    onTestFinished(() => Promise.all([discord.stop(), telegram.close()]).then(() => undefined))
    const wrong = "not.the-token"
    const { child, output, ended } = start({
      open: true,
      env: {
        DISCORD_TOKEN: wrong,
        DISCORD_API_BASE: discord.api,
        TELEGRAM_TOKEN,
        TELEGRAM_API_ROOT: telegram.url,
      },
    })
    const to = privateChat()
    await discord.until(() => output.err.includes("DISCORD_TOKEN 被 Discord 拒绝"), "the refusal")
    telegram.push({ message: message(to, "澧县复耕多少亩") })
    const sent = await discord.until(() => [...telegram.messages.values()].find(({ chat_id }) => chat_id === to.id))
    expect(sent.text).toContain("1.3万亩")
    child.kill("SIGTERM")
    const { code, err } = await ended
    expect(code).toBe(1)
    expect(err).not.toContain(wrong)
  })

  it("check names each fault and exits with 1", async () => {
    const telegram = await startTelegram()
    onTestFinished(() => telegram.close())
    const env = { TELEGRAM_TOKEN: "1:wrong", TELEGRAM_API_ROOT: telegram.url }
    const { code, out } = await run({ args: ["check"], env })
    expect(code).toBe(1)
    expect(out).toContain("✓ seeds：6 篇文章")
    expect(out).toMatch(/✗ TELEGRAM_TOKEN 被 Telegram 拒绝/u)
    expect(out).not.toContain("1:wrong")
  })

  it("check counts the operator's own words and names the lines and files that are wrong", async () => {
    const path = await folder({ "说法.txt": "整治办 路域办\n搬 搬迁\n" })
    const env = { SYNONYMS: join(path, "说法.txt"), DICTIONARY: join(path, "词典.txt") }
    const { code, out } = await run({ args: ["check"], env })
    expect(code).toBe(1)
    expect(out).toMatch(/✓ SYNONYMS：.*说法\.txt，1 组说法。/u)
    expect(out).toMatch(/✗ .*说法\.txt 第 2 行：“搬”只有一个字/u)
    expect(out).toMatch(/✗ DICTIONARY 指的 .*词典\.txt：没有这个文件/u)
    expect(out).not.toContain("✓ DICTIONARY")
  })
})

it("the operator's own synonyms and words answer what was not understood without them", async () => {
  const path = await folder({ "说法.txt": "路域办 整治办\n", "词典.txt": "路域办 nt\n" })
  const input = "汝城县路域办携手哪些部门\n"
  const confidence = async (env: Record<string, string>) => {
    const { out, err } = await run({ args: ["ask", "--json"], env, input })
    expect(err).toBe("")
    return Number(JSON.parse(out).confidence)
  }
  const words = { SYNONYMS: join(path, "说法.txt"), DICTIONARY: join(path, "词典.txt") }
  expect(await confidence(words)).toBeGreaterThan(await confidence({}))
})
