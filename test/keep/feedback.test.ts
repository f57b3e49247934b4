// What is kept of a press, on a real disk: whole lines whatever happens, bounded, and nothing lost silently.

import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { createFeedback, type FeedbackOptions, readJudgement, type Verdict } from "../../src/keep/feedback.js"

const SHOWN = {
  articleId: "4d587eb23e",
  headline: "金色田园千重浪",
  paragraph: 1,
  text: "截至今年10月底，澧县超额完成恢复耕地1.3万亩。",
  bold: ["超额完成恢复耕地1.3万亩"],
}
const judged = (question: string) => ({ verdict: "good" as const, question, shown: [SHOWN] })

/** Feedback kept in a folder that is not there yet, with what it logs. */
async function started(options: Partial<FeedbackOptions> = {}) {
  const home = await mkdtemp(join(tmpdir(), "wenbao-"))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const folder = join(home, "data")
  const path = join(folder, "feedback.jsonl")
  const lines: string[] = []
  const write = (level: string) => (message: string) => void lines.push(`${level} ${message}`)
  const log = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") }
  const now = () => new Date("2024-05-01T08:00:00Z")
  const again = () => createFeedback({ folder, version: "1.2.3", now, log, ...options })
  const kept = async () => (await readFile(path, "utf8")).split("\n").slice(0, -1)
  return { home, folder, path, lines, feedback: again(), again, kept }
}

const questionOf = (line: string) => readJudgement(JSON.parse(line))?.question

describe("a judgement", () => {
  it("is one line: when, which version, what was asked and shown; and is read back as it was", async () => {
    const { feedback, kept, lines } = await started()
    expect(await feedback.keep(judged("澧县复耕多少亩"))).toBe(true)
    const [line = "", ...more] = await kept()
    const whole = { at: "2024-05-01T08:00:00.000Z", version: "1.2.3", ...judged("澧县复耕多少亩") }
    expect(JSON.parse(line)).toEqual(whole)
    expect(readJudgement(JSON.parse(line))).toEqual(whole)
    expect(more).toEqual([])
    expect(lines).toEqual([])
  })

  it("leaves nothing on the disk before the first", async () => {
    const { home } = await started()
    expect(await readdir(home)).toEqual([])
  })

  it("of a hundred at once, by two programs over one folder, is a whole line each", async () => {
    const { feedback, again, kept } = await started()
    const other = again()
    const asked = Array.from({ length: 100 }, (_, i) => `第${i}问\n“\u2028”${"长".repeat(i * 20)}`)
    const done = await Promise.all(asked.map((question, i) => (i % 2 ? other : feedback).keep(judged(question))))
    expect(done).toEqual(asked.map(() => true))
    expect((await kept()).map(questionOf).sort()).toEqual([...asked].sort())
  })

  it("is not spoilt by one that a crash cut short, before the start or since", async () => {
    const { feedback, path, folder, kept } = await started()
    await mkdir(folder)
    await writeFile(path, '{"at":"2024-05-01T07:00:00.000Z","ver')
    await feedback.keep(judged("一"))
    await appendFile(path, '{"at":"2024')
    await feedback.keep(judged("二"))
    const lines = await kept()
    expect(lines).toHaveLength(4)
    expect([lines[1], lines[3]].map((line) => questionOf(line ?? ""))).toEqual(["一", "二"])
  })
})

describe("a folder that cannot be written", () => {
  it("is told once with its mend, and once that it works again, and the next is kept", async () => {
    const { feedback, folder, path, lines, kept } = await started()
    await writeFile(folder, "a file where the folder should be")
    expect(await feedback.keep(judged("一"))).toBe(false)
    expect(await feedback.keep(judged("二"))).toBe(false)
    expect(lines).toEqual([expect.stringMatching(/^error .*feedback\.jsonl：写不进去（\w+）[^\n]*FEEDBACK=off。$/u)])
    await rm(folder)
    expect(await feedback.keep(judged("三"))).toBe(true)
    expect((await kept()).map(questionOf)).toEqual(["三"])
    expect(lines).toEqual([expect.any(String), `info ${path} 又能写了，读者的评价照常记下。`])
  })

  it.skipIf(process.getuid?.() === 0)("for want of permission is told so (root may write everywhere)", async () => {
    const { feedback, folder, lines } = await started()
    await mkdir(folder)
    await chmod(folder, 0o500)
    expect(await feedback.keep(judged("一"))).toBe(false)
    expect(lines).toEqual([expect.stringContaining("EACCES")])
    await chmod(folder, 0o700)
  })

  it("that is taken away while the program runs is made again", async () => {
    const { feedback, folder, kept } = await started()
    await feedback.keep(judged("一"))
    await rm(folder, { recursive: true })
    expect(await feedback.keep(judged("二"))).toBe(true)
    expect((await kept()).map(questionOf)).toEqual(["二"])
  })
})

it("a file that is full makes way for a new one, with a warning, and two of them are all there ever are", async () => {
  const most = 1_000
  const { feedback, folder, path, lines, kept } = await started({ most })
  for (let i = 0; i < 20; i++) expect(await feedback.keep(judged(`第${i}问`))).toBe(true)
  const old = join(folder, "feedback.old.jsonl")
  expect((await readdir(folder)).sort()).toEqual(["feedback.jsonl", "feedback.old.jsonl"])
  for (const file of [path, old]) expect((await stat(file)).size).toBeLessThanOrEqual(most)
  expect(questionOf((await kept()).at(-1) ?? "")).toBe("第19问")
  expect(lines.length).toBeGreaterThan(1)
  expect(new Set(lines)).toEqual(
    new Set([expect.stringMatching(/^warn .*feedback\.jsonl 满了.*feedback\.old\.jsonl/u)]),
  )
})

it.each([
  ["no object", 5],
  ["null", null],
  ["a question of a set", { id: "1", question: "澧县", answers: ["1.3万亩"] }],
  ["another verdict", { at: "", version: "", ...judged("x"), verdict: "fair" }],
  ["nothing shown", { at: "", version: "", ...judged("x"), shown: [] }],
  ["a passage without its text", { at: "", version: "", ...judged("x"), shown: [{ ...SHOWN, text: undefined }] }],
])("%s is no judgement", (_, value) => {
  expect(readJudgement(value)).toBeUndefined()
})

describe("one reader's presses under one answer", () => {
  const press = (question: string, verdict: Verdict = "good") => ({ ...judged(question), verdict })

  it("are one judgement, after a restart too", async () => {
    const { feedback, again, kept } = await started()
    for (const each of [feedback, feedback, again()]) expect(await each.keep(press("一"), "discord:5000")).toBe(true)
    expect(await kept()).toHaveLength(1)
  })

  it("of another mind are another line, by the same name", async () => {
    const { feedback, kept } = await started()
    for (const verdict of ["good", "bad", "bad", "good"] as const)
      await feedback.keep(press("一", verdict), "discord:5000")
    const lines = (await kept()).map((line) => readJudgement(JSON.parse(line)))
    expect(lines.map((line) => line?.verdict)).toEqual(["good", "bad", "good"])
    expect(new Set(lines.map((line) => line?.by)).size).toBe(1)
  })

  it("have a name that tells neither who it is nor what else they pressed", async () => {
    const { folder, feedback, kept } = await started()
    await feedback.keep(press("一"), "discord:5000")
    await feedback.keep(press("二"), "discord:5000")
    await feedback.keep(press("一"), "discord:6000")
    const names = (await kept()).map((line) => readJudgement(JSON.parse(line))?.by)
    expect(new Set(names).size).toBe(3)
    for (const name of names) expect(name).toMatch(/^[\w-]{16}$/u)
    for (const file of await readdir(folder)) expect(await readFile(join(folder, file), "utf8")).not.toContain("5000")
  })

  it("are not told apart by a key that is none: the log says how to mend it", async () => {
    const { folder, feedback, lines, kept } = await started()
    await mkdir(folder)
    await writeFile(join(folder, "presser.key"), "")
    expect(await feedback.keep(press("一"), "discord:5000")).toBe(false)
    expect(lines).toEqual([expect.stringMatching(/^error .*presser\.key：.*删掉这个文件/u)])
    await rm(join(folder, "presser.key"))
    expect(await feedback.keep(press("一"), "discord:5000")).toBe(true)
    expect(await kept()).toHaveLength(1)
  })

  it("by two programs at once have one key", async () => {
    const { feedback, again, kept } = await started()
    await Promise.all([feedback, again(), again()].map((each) => each.keep(press("一"), "discord:5000")))
    const names = (await kept()).map((line) => readJudgement(JSON.parse(line))?.by)
    expect(new Set(names).size).toBe(1)
  })

  it("are kept again where the file was taken away, or has been replaced twice", async () => {
    const { folder, path, feedback, kept } = await started({ most: 1_000 })
    await feedback.keep(press("一"), "discord:5000")
    await rm(folder, { recursive: true })
    expect(await feedback.keep(press("一"), "discord:5000")).toBe(true)
    expect(await kept()).toHaveLength(1)
    for (let i = 0; i < 10; i++) await feedback.keep(press(`第${i}问`), "discord:5000")
    await feedback.keep(press("一"), "discord:5000")
    expect(await readFile(path, "utf8")).toContain('"question":"一"')
  })

  it("are told apart by a key that only its owner reads", async () => {
    const { folder, feedback } = await started()
    await feedback.keep(press("一"), "discord:5000")
    expect((await stat(join(folder, "presser.key"))).mode & 0o777).toBe(0o600)
  })
})
