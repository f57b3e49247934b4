// Reads the arguments and wires the rooms together, nothing else.

import { existsSync, readFileSync } from "node:fs"
import { createInterface } from "node:readline/promises"
import { Readable } from "node:stream"
import { parseArgs } from "node:util"
import { createCommands } from "../commands/index.js"
import { createFeedPoller, runBot } from "./bot.js"
import { createChat } from "./chat/chat.js"
import type { Platform } from "./chat/platform.js"
import { articleLine, describeArticle } from "./cli/articles.js"
import { answerLines } from "./cli/ask.js"
import { parseBaseline, scoresJson } from "./cli/baseline.js"
import {
  checkTokens,
  describeFinding,
  feedbackFinding,
  ownersFinding,
  proxyFinding,
  type Token,
  wordFindings,
} from "./cli/check.js"
import { compare, comparisonJson, describeChanges, differenceTable } from "./cli/compare.js"
import { readEnvFile } from "./cli/env-file.js"
import { describeMiss, evaluate, halve, parseSet } from "./cli/eval.js"
import { feedFindings, feedFolder } from "./cli/feeds.js"
import { loadLibrary, openLibrary } from "./cli/load.js"
import { createLog } from "./cli/log.js"
import { createProgress } from "./cli/progress.js"
import { scoreTable } from "./cli/score.js"
import { strictnessShares, strictnessTable } from "./cli/strictness.js"
import { explainLines } from "./cli/why.js"
import { type Config, readConfig, VARIABLES } from "./config.js"
import { createBreather } from "./library/steps.js"
import { createConsole } from "./platforms/console/console.js"

const USAGE = `用法：
  npm start                             启动有 token 的平台；都没有就在这里对话
  npm run -s ask -- 问题                 回答一个问题；--json 每行一问、每行一答；
                                        --why 说出为什么这样答
  npm run -s articles                   列出文章；--json 每行一篇
  npm run -s check                      检查文章、代理和 token
  npm run -s eval -- QUESTIONS.jsonl    用问题集打分；--misses 列出错的，--halve 抽掉一半文章，--json；
                                        --compare 基准.json 和先前 --json 的结果比
都可以加 --articles 路径（文件夹或文件）。`

const envFaults = loadEnvFile(".env")
const { positionals, values: flags } = readArguments()
const [tool = "start", ...rest] = positionals
const { config, faults: configFaults } = readConfig(process.env)
const articles = flags.articles ?? config.articles
const log = createLog({
  level: config.logLevel,
  write: (text) => process.stderr.write(text),
  ...(!process.stderr.isTTY && tool === "start" && { now: () => new Date() }),
})
// A reader of our output that has seen enough (`| head`) is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1))

async function start(): Promise<void> {
  for (const fault of envFaults) log.warn(fault)
  if (configFaults.length > 0) return fail(...configFaults)
  const stop = new AbortController()
  let late: NodeJS.Timeout | undefined
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.once(name, () => {
      log.info("正在停止，答完手上的问题就走。")
      stop.abort()
      late = setTimeout(() => {
        log.error("没能按时停下，有什么一直没有反应（磁盘？），不等它了。")
        process.exit(1)
      }, STOP_MOST_MS)
    })
  // One library's slip must not take the other platform's readers with it.
  process.on("unhandledRejection", (error) =>
    log.error("有一个错误没有人接住。这是程序的错误，请带上下面的记录报告：", error),
  )
  const began = performance.now()
  const breathe = createBreather(now, stop.signal)
  const ready = ({ articles, paragraphs }: { articles: number; paragraphs: number }) => {
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    log.info(`问报 · ${articles} 篇文章 · ${paragraphs} 段 · ${seconds} 秒就绪`)
  }
  const run = async () => {
    const options = loading()
    const opened = await openLibrary(articles, { ...options, breathe, signal: stop.signal })
    for (const fault of opened.faults) log.error(fault)
    const { progress } = options
    const known = { config, articles, opened, progress, version: version() }
    // Whoever pipes questions in is not there to ask again.
    const whole = !config.discord && !config.telegram && process.stdin.isTTY !== true
    const leave = () => stop.abort()
    return runBot({ ...known, whole, breathe, leave, clock: Date.now, steady: now, terminal, ready, log }, stop.signal)
  }
  const failed = await run().catch((error: unknown) => {
    // Told to stop before it had begun.
    if (!stop.signal.aborted) throw error
    return false
  })
  clearTimeout(late)
  if (failed) process.exitCode = 1
  // Whatever a library still waits for then (a call that Discord told to come back in half a minute) is waited for in vain.
  setTimeout(() => process.exit(), LINGER_MS).unref()
}

/** After ten seconds Docker kills. */
const STOP_MOST_MS = 9_500
/** What the last lines of the log may take. */
const LINGER_MS = 500

async function tokenTries({ discord, telegram, proxyFor }: Config): Promise<Token[]> {
  const { checkDiscord } = await import("./platforms/discord/check.js")
  const { checkTelegram } = await import("./platforms/telegram/telegram.js")
  return [
    { name: "DISCORD_TOKEN", ...(discord && { attempt: () => checkDiscord({ ...discord, proxyFor }) }) },
    { name: "TELEGRAM_TOKEN", ...(telegram && { attempt: () => checkTelegram({ ...telegram, proxyFor }) }) },
  ]
}

/** Milliseconds since 1970 when the program started, and what has passed since: putting the clock right changes nothing. */
const now = (): number => performance.timeOrigin + performance.now()

const terminal = (): Platform =>
  createConsole({
    input: process.stdin,
    output: process.stdout,
    interactive: process.stdin.isTTY === true,
    colour: colour(),
  })

async function ask(): Promise<void> {
  const { library } = await load()
  const input = rest.length > 0 ? Readable.from([`${rest.join(" ")}\n`]) : process.stdin
  const lines = () => createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  if (flags.why) return explainLines(library, lines(), { json: flags.json === true }, print)
  if (flags.json) return answerLines(library, lines(), print)
  const chat = createChat(createCommands(library, { version: version(), now: Date.now }), log)
  await createConsole({ input, output: process.stdout, interactive: false, colour: colour(), buttons: false }).run(
    chat,
    new AbortController().signal,
  )
}

async function list(): Promise<void> {
  const { library } = await load()
  for (const article of library.articles())
    await print(flags.json ? JSON.stringify(articleLine(article)) : describeArticle(article))
}

async function check(): Promise<void> {
  const poller = createFeedPoller({ config, version: version(), steady: now, log }, () => {})
  const feeds = await feedFindings(articles, poller, new AbortController().signal)
  const { library, words, faults, files } = await loadLibrary(articles, loading())
  const { size } = library
  const findings = [
    ...[...envFaults, ...configFaults, ...faults].map((text) => ({ ok: false, text })),
    ...(files > 0
      ? [{ ok: true, text: `${articles}：${size.articles} 篇文章，${size.paragraphs} 段，来自 ${files} 个文件。` }]
      : []),
    ...feeds,
    ...wordFindings(config, words),
    await feedbackFinding(config),
    await ownersFinding(config.owners, articles),
    ...(configFaults.some((fault) => /^(?:PROXY_URL|HTTPS_PROXY|https_proxy) /u.test(fault))
      ? []
      : [proxyFinding(config.proxy)]),
    ...(await checkTokens(await tokenTries(config))),
  ]
  for (const finding of findings) await print(describeFinding(finding))
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1
}

async function evaluateSet(): Promise<void> {
  const [file] = rest
  if (file === undefined) return fail("要给一个问题集：npm run -s eval -- QUESTIONS.jsonl")
  const set = readWith(file, parseSet, "问题集")
  if (!set) return
  for (const line of set.cut) log.warn(`${file} 第 ${line} 行没有写完，略过；其余各行照常使用。`)
  const { library } = await load()
  const questions = flags.halve ? halve(library, set.questions) : set.questions
  const { compare: earlier } = flags
  const baseline =
    earlier === undefined ? undefined : readWith(earlier, (text) => parseBaseline(text, questions), "基准")
  if (earlier !== undefined && !baseline) return
  const scoring = await evaluate(library, questions)
  const comparison = baseline ? compare(scoring, baseline) : undefined
  if (flags.json) return print(JSON.stringify(comparison ? comparisonJson(comparison) : scoresJson(scoring), null, 2))
  await print(comparison ? differenceTable(comparison) : scoreTable(scoring))
  if (scoring.judged.some(({ answerable }) => answerable === false))
    await print(`\n${strictnessTable(strictnessShares(scoring.judged))}`)
  if (comparison) await print(`\n${describeChanges(comparison)}`)
  if (flags.misses) for (const miss of scoring.misses) await print(`\n${describeMiss(miss)}`)
}

/** A file as parsed; what is wrong with it is said, and gives undefined. */
function readWith<Parsed>(file: string, parse: (text: string) => Parsed, name: string): Parsed | undefined {
  try {
    return parse(readFileSync(file, "utf8"))
  } catch (error) {
    if (error instanceof SyntaxError) fail(`${file} ${error.message}`)
    else fail(`${file}：读不了这个${name}（${error instanceof Error ? error.message : error}）。检查路径。`)
    return undefined
  }
}

const loading = () => ({
  ...config,
  version: version(),
  feeds: feedFolder(config.data),
  progress: createProgress(log, now),
  tell: log.warn,
})

/** The library, its faults and the configuration's logged. */
async function load() {
  const loaded = await loadLibrary(articles, loading())
  for (const fault of [...configFaults, ...loaded.faults]) log.error(fault)
  return loaded
}

/** Sets what a file sets and the environment does not; what is wrong with it, a sentence each. */
function loadEnvFile(path: string): string[] {
  if (!existsSync(path)) return []
  try {
    const { values, faults } = readEnvFile(readFileSync(path), VARIABLES)
    for (const [name, value] of Object.entries(values)) process.env[name] ??= value
    return faults
  } catch (error) {
    return [`${path}：读不了（${error instanceof Error ? error.message : error}）。`]
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        articles: { type: "string" },
        help: { type: "boolean", short: "h" },
        json: { type: "boolean" },
        why: { type: "boolean" },
        misses: { type: "boolean" },
        halve: { type: "boolean" },
        compare: { type: "string" },
      },
    })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const [, unknown] = /^Unknown option '([^']+)'/u.exec(message) ?? []
    process.stderr.write(`✗ ${unknown === undefined ? message : `没有 ${unknown} 这个选项。`}\n${USAGE}\n`)
    return process.exit(1)
  }
}

const colour = (): boolean => process.stdout.isTTY === true && !process.env.NO_COLOR

/** Prints a line, waiting where the reader is slower than we are. */
const print = (line: string): Promise<void> =>
  new Promise((resolve) => {
    if (process.stdout.write(`${line}\n`)) resolve()
    else process.stdout.once("drain", resolve)
  })

function fail(...messages: string[]): void {
  for (const message of messages) log.error(message)
  process.exitCode = 1
}

function version(): string {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"))
  return String(version)
}

const tools: Readonly<Record<string, () => Promise<void>>> = { start, ask, articles: list, check, eval: evaluateSet }
const run = tools[tool]
if (flags.help) await print(USAGE)
else if (!run) fail(`没有“${tool}”这个工具。\n${USAGE}`)
else await run()
