// What readers think of answers, kept on disk: a line of JSON a press, and nothing that tells who pressed.

import { access, constants, type FileHandle, open, readFile, rename, stat } from "node:fs/promises"
import { dirname, join, resolve } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import type { Log } from "../chat/platform.js"
import { codeOf, makeFolder } from "./folder.js"
import { presserNames } from "./presser.js"

export const VERDICTS = ["good", "bad"] as const
export type Verdict = (typeof VERDICTS)[number]

/** A passage of the answer, as it was shown. */
export interface Shown {
  articleId: string
  headline: string
  /** Its index among the article's paragraphs, from 0, and its text as printed. */
  paragraph: number
  text: string
  /** What of it was bold. */
  bold: string[]
}

/** A line of the file. Its shape is a contract (docs/developing.md). */
export interface Judgement {
  /** ISO 8601, UTC. */
  at: string
  /** The program's. */
  version: string
  verdict: Verdict
  question: string
  /** Best first. */
  shown: Shown[]
  /** The same for one reader's presses under one answer, of which the last one counts; absent where nobody could tell. */
  by?: string
}

export interface Feedback {
  /**
   * Keeps a judgement of a reader, as the platform names them, where it can; whether it is on disk now. The same one
   * again is there already. Never rejects: what went wrong is in the log.
   */
  keep(judged: Pick<Judgement, "verdict" | "question" | "shown">, reader?: string): Promise<boolean>
}

export interface FeedbackOptions {
  /** Made with the first judgement, if it is not there. */
  folder: string
  version: string
  now: () => Date
  log: Log
  /** How long the file may grow, in bytes. */
  most?: number
}

/** Some eight thousand judgements; with the file before it, all that is ever taken of the disk is twice this. */
const MOST = 10 * 1024 * 1024

/** Keeps judgements in a folder's `feedback.jsonl`. Full, it becomes `feedback.old.jsonl`, in place of the one before. */
export function createFeedback({ folder, version, now, log, most = MOST }: FeedbackOptions): Feedback {
  const path = join(folder, "feedback.jsonl")
  const full = join(folder, "feedback.old.jsonl")
  let last: Promise<boolean> = Promise.resolve(true)

  /** What each presser last said, read from the files when first needed. */
  let said: Promise<Said> | undefined

  async function append(judged: Judged, reader: string | undefined): Promise<void> {
    await makeFolder(folder)
    if (reader === undefined) return write(judged)
    // What was read before is no more where the operator has taken the file away.
    if ((await sizeOf(path)) === 0) said = undefined
    said ??= readSaid(folder, [full, path])
    const { verdicts, nameOf } = await said
    const by = nameOf(reader, answerOf(judged))
    if (verdicts.get(by) === judged.verdict) return
    verdicts.set(by, judged.verdict)
    await write({ ...judged, by })
  }

  async function write(judged: Judged & Pick<Judgement, "by">): Promise<void> {
    const line = `${JSON.stringify({ at: now().toISOString(), version, ...judged } satisfies Judgement)}\n`
    if ((await sizeOf(path)) + Buffer.byteLength(line) > most) {
      await rename(path, full)
      said = undefined
      log.warn(`${path} 满了，已改名为 ${full}，另起一个。下次满时它会被替换；要留着就先移走。`)
    }
    await appendLine(path, line)
  }

  async function tryAppend(judged: Judged, reader: string | undefined, before: boolean): Promise<boolean> {
    try {
      await append(judged, reader)
    } catch (error) {
      said = undefined
      // Told once, until it works again.
      if (before) log.error(unkept(path, folder, error))
      return false
    }
    if (!before) log.info(`${path} 又能写了，读者的评价照常记下。`)
    return true
  }

  return {
    keep(judged, reader) {
      // One after the other, so that each finds the file as the one before it left it.
      last = last.then((before) => tryAppend(judged, reader, before))
      return last
    },
  }
}

type Judged = Pick<Judgement, "verdict" | "question" | "shown">

/** Which answer is judged: a question's that shows the same passages. */
const answerOf = ({ question, shown }: Judged): string =>
  JSON.stringify([question, ...shown.map(({ articleId, paragraph }) => [articleId, paragraph])])

interface Said {
  verdicts: Map<string, Verdict>
  nameOf(reader: string, answer: string): string
}

async function readSaid(folder: string, paths: readonly string[]): Promise<Said> {
  const nameOf = await presserNames(folder)
  const verdicts = new Map<string, Verdict>()
  for (const path of paths)
    for (const { by, verdict } of judgementsIn(await textOf(path))) if (by !== undefined) verdicts.set(by, verdict)
  return { verdicts, nameOf }
}

/** The judgements of a file, without the lines that are none. */
function judgementsIn(text: string): Judgement[] {
  return text.split("\n").flatMap((line) => {
    try {
      return readJudgement(JSON.parse(line)) ?? []
    } catch (error) {
      if (error instanceof SyntaxError) return []
      throw error
    }
  })
}

/** Why nothing can be kept in a folder, with the mend; undefined where it can. Makes and writes nothing. */
export async function whyNotKept(folder: string): Promise<string | undefined> {
  try {
    await access(await madeUnder(resolve(folder)), constants.W_OK)
    return undefined
  } catch (error) {
    return unkept(join(folder, "feedback.jsonl"), folder, error)
  }
}

/** The folder itself or, while it is not there, the nearest one above it that is. */
async function madeUnder(folder: string): Promise<string> {
  const found = await stat(folder).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT" && folder !== dirname(folder)) return undefined
    throw error
  })
  if (!found) return madeUnder(dirname(folder))
  if (!found.isDirectory()) throw Object.assign(new Error(`${folder} is no folder`), { code: "ENOTDIR" })
  return folder
}

/** A line read back, or undefined if it is not a judgement. */
export function readJudgement(value: unknown): Judgement | undefined {
  return isJudgement(value) ? value : undefined
}

/** In one write. A line that a crash or a full disk cut short is ended first, so that it spoils no other. */
async function appendLine(path: string, line: string): Promise<void> {
  const file = await open(path, "a+")
  try {
    const bytes = Buffer.from((await endsInLine(file)) ? line : `\n${line}`)
    const { bytesWritten } = await file.write(bytes)
    if (bytesWritten < bytes.length) throw new Error(`${bytesWritten}/${bytes.length}`)
  } finally {
    await file.close()
  }
}

/** Whether the last line is whole. One that another program is just writing is waited for: it grows. */
async function endsInLine(file: FileHandle): Promise<boolean> {
  for (let before = -1; ; await delay(GROWS_WITHIN)) {
    const { size } = await file.stat()
    if (size === 0) return true
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
    if (buffer.toString("latin1") === "\n") return true
    if (size === before) return false
    before = size
  }
}

/** A line that is being written is longer by then. Milliseconds. */
const GROWS_WITHIN = 20

/** In bytes; 0 where there is no such file. */
const sizeOf = (path: string): Promise<number> => ifThere(async () => (await stat(path)).size, 0)

/** "" where there is no such file. */
const textOf = (path: string): Promise<string> => ifThere(() => readFile(path, "utf8"), "")

async function ifThere<T>(read: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (codeOf(error) === "ENOENT") return otherwise
    throw error
  }
}

const unkept = (path: string, folder: string, error: unknown): string =>
  codeOf(error) === "EKEY" ? brokenKey(folder) : unwritten(path, folder, error)

const brokenKey = (folder: string): string =>
  `${join(folder, "presser.key")}：里面不是一把完整的钥匙，读者的评价没有记下。删掉这个文件，会自动另做一把。`

const unwritten = (path: string, folder: string, error: unknown): string =>
  `${path}：写不进去（${codeOf(error)}），读者的评价没有记下。让运行问报的用户能写 ${folder} 这个文件夹，看看磁盘有没有满，` +
  "或者用 DATA 指到别处；不收评价就设 FEEDBACK=off。"

function isJudgement(value: unknown): value is Judgement {
  if (!isObject(value)) return false
  const { at, version, verdict, question, shown, by = "" } = value
  return (
    [at, version, question, by].every(isText) &&
    VERDICTS.some((each) => each === verdict) &&
    Array.isArray(shown) &&
    shown.length > 0 &&
    shown.every(isShown)
  )
}

function isShown(value: unknown): value is Shown {
  if (!isObject(value)) return false
  const { articleId, headline, paragraph, text, bold } = value
  return (
    [articleId, headline, text].every(isText) &&
    Number.isInteger(paragraph) &&
    Array.isArray(bold) &&
    bold.every(isText)
  )
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null
const isText = (value: unknown): value is string => typeof value === "string"
