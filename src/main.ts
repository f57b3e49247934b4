// Reads the arguments and wires the rooms together, nothing else.

import { existsSync, readFileSync } from "node:fs"
import { createInterface } from "node:readline/promises"
import { Readable } from "node:stream"
import { parseArgs } from "node:util"
import { createCommands } from "../commands/index.js"
import { createChat } from "./chat/chat.js"
import type { Platform } from "./chat/platform.js"
import { articleLine, describeArticle } from "./cli/articles.js"
import { answerLines } from "./cli/ask.js"
import { checkTokens, describeFinding, type Token } from "./cli/check.js"
import { describeMiss, evaluate, halve, parseQuestions } from "./cli/eval.js"
import { loadLibrary } from "./cli/load.js"
import { createLog } from "./cli/log.js"
import { scoreTable } from "./cli/score.js"
import { serve } from "./cli/serve.js"
import { type Config, readConfig } from "./config.js"
import { createConsole } from "./platforms/console/console.js"

if (existsSync(".env")) process.loadEnvFile(".env")
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
  if (configFaults.length > 0) return fail(...configFaults)
  const began = performance.now()
  const library = await load()
  const chat = createChat(createCommands(library, version()), log)
  const platforms = await tokenPlatforms(config)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  log.info(`问报 · ${library.size.articles} 篇文章 · ${library.size.paragraphs} 段 · ${seconds} 秒就绪`)
  if (platforms.length === 0)
    log.info("没有设置 DISCORD_TOKEN 或 TELEGRAM_TOKEN，先在这里问吧（README 里有怎么设置）。")
  const stop = new AbortController()
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort())
  const failed = await serve(platforms.length > 0 ? platforms : [terminal()], chat, { signal: stop.signal, log })
  if (failed) process.exitCode = 1
}

/** The platforms that have a token. Their libraries are loaded only then: they are most of what the program weighs. */
async function tokenPlatforms({ discord, telegram, proxyFor }: Config): Promise<Platform[]> {
  return [
    ...(discord ? [(await loadDiscord()).createDiscord({ ...discord, proxyFor, log })] : []),
    ...(telegram ? [(await loadTelegram()).createTelegram({ ...telegram, proxyFor, log })] : []),
  ]
}

async function tokenTries({ discord, telegram, proxyFor }: Config): Promise<Token[]> {
  const { checkDiscord } = await import("./platforms/discord/connection.js")
  const { checkTelegram } = await loadTelegram()
  return [
    { name: "DISCORD_TOKEN", ...(discord && { attempt: () => checkDiscord({ ...discord, proxyFor, log }) }) },
    {
      name: "TELEGRAM_TOKEN",
      ...(telegram && { attempt: async () => `@${(await checkTelegram({ ...telegram, proxyFor })).username}` }),
    },
  ]
}

const loadDiscord = () => import("./platforms/discord/discord.js")
const loadTelegram = () => import("./platforms/telegram/telegram.js")

const terminal = (): Platform =>
  createConsole({
    input: process.stdin,
    output: process.stdout,
    interactive: process.stdin.isTTY === true,
    colour: colour(),
  })

async function ask(): Promise<void> {
  const library = await load()
  const input = rest.length > 0 ? Readable.from([`${rest.join(" ")}\n`]) : process.stdin
  if (flags.json) return answerLines(library, createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }), print)
  const chat = createChat(createCommands(library, version()), log)
  await createConsole({ input, output: process.stdout, interactive: false, colour: colour() }).run(
    chat,
    new AbortController().signal,
  )
}

async function list(): Promise<void> {
  const library = await load()
  for (const article of library.articles())
    await print(flags.json ? JSON.stringify(articleLine(article)) : describeArticle(article))
}

async function check(): Promise<void> {
  const { library, faults } = await loadLibrary(articles)
  const findings = [
    ...[...configFaults, ...faults].map((text) => ({ ok: false, text })),
    {
      ok: library.size.articles > 0,
      text: `${articles}：${library.size.articles} 篇文章，${library.size.paragraphs} 段。`,
    },
    ...(await checkTokens(await tokenTries(config))),
  ]
  for (const finding of findings) await print(describeFinding(finding))
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1
}

async function evaluateSet(): Promise<void> {
  const [file] = rest
  if (file === undefined) return fail("要给一个问题集：npm run -s eval -- QUESTIONS.jsonl")
  const questions = parseQuestions(readFileSync(file, "utf8"))
  const library = await load()
  const scoring = await evaluate(library, flags.halve ? halve(library, questions) : questions)
  if (flags.json) return print(JSON.stringify({ ...scoring.overall, kinds: scoring.kinds }, null, 2))
  await print(scoreTable(scoring))
  if (flags.misses) for (const miss of scoring.misses) await print(`\n${describeMiss(miss)}`)
}

/** The library, its faults logged. */
async function load() {
  const { library, faults } = await loadLibrary(articles)
  for (const fault of faults) log.error(fault)
  return library
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        articles: { type: "string" },
        json: { type: "boolean" },
        misses: { type: "boolean" },
        halve: { type: "boolean" },
      },
    })
  } catch (error) {
    process.stderr.write(
      `✗ ${error instanceof Error ? error.message : error}\n可用的选项：--articles 路径、--json、--misses、--halve。\n`,
    )
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
if (!run) fail(`没有“${tool}”这个工具，有：${Object.keys(tools).join("、")}。`)
else await run()
