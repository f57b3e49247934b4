// What is being worked on, kept on disk until it is done: after a stop or a crash the next run goes on with it.

import { appendFile, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Log } from "../chat/platform.js"
import { codeOf, makeFolder } from "./folder.js"

/** Something to do, as JSON, and what it is called (A-Z a-z 0-9 _ - and .). */
export interface Task {
  name: string
  /** When it was begun. Milliseconds since 1970. */
  at: number
  value: unknown
}

export interface Unfinished {
  /** Keeps a task until it has ended. Resolves when it is on disk. Never rejects: what went wrong is in the log. */
  begin(task: Task): Promise<void>
  /** This one is done. Never rejects. */
  end(name: string): Promise<void>
  /** What the run before has left, in order. Never rejects; [] where nothing was left, or cannot be read. */
  resume(): Promise<Task[]>
  /** One that was left is worked on again: where that is what ends the program, it is given up after some times. */
  again(name: string): Promise<void>
  /** The program stops in order: what is unfinished has done no harm. */
  rest(): Promise<void>
}

/** A task and how often the program ended otherwise than in order while it was worked on again. */
type Kept = Task & { tries?: number }

/** A task that the program has ended with so often is given up. */
const TRIES_MOST = 3
/** Lines of what has ended, beyond which the file is written anew. */
const MOST_ENDED = 1_000

/** Keeps tasks in a folder's file of this name, for the owner's eyes. There is a file only while something is unfinished. */
export function createUnfinished({ folder, name, log }: { folder: string; name: string; log: Log }): Unfinished {
  const path = join(folder, name)
  const tasks = new Map<string, Kept>()
  let lines = 0
  let failing = false
  let last: Promise<void> = Promise.resolve()

  /** One after the other; the first that fails is told, and no other until one succeeds. */
  function next(write: () => Promise<void>): Promise<void> {
    last = last.then(write).then(
      () => {
        failing = false
      },
      (error: unknown) => {
        if (!failing)
          log.warn(
            `${path}：写不进去（${codeOf(error)}）。程序万一中断，那时还没答的问题重启后不会接着答。让运行问报的用户能写 ${folder}，或者用 DATA 指到别处。`,
          )
        failing = true
      },
    )
    return last
  }

  async function append(value: object): Promise<void> {
    await makeFolder(folder)
    // Begun on a line of its own, whatever a crash has left of the one before.
    await appendFile(path, `\n${JSON.stringify(value)}\n`, { mode: 0o600 })
    lines++
  }

  /** Written whole before it has its name: a crash in between leaves the old one. */
  async function rewrite(): Promise<void> {
    if (tasks.size === 0) await rm(path, { force: true })
    else {
      await makeFolder(folder)
      const whole = [...tasks.values()].map((task) => `${JSON.stringify(task)}\n`).join("")
      await writeFile(`${path}.new`, whole, { mode: 0o600 })
      await rename(`${path}.new`, path)
    }
    lines = tasks.size
  }

  const isBloated = () => lines > 2 * tasks.size + MOST_ENDED

  return {
    begin(task) {
      tasks.set(task.name, task)
      return next(() => append(task))
    },

    end(ended) {
      if (!tasks.delete(ended)) return Promise.resolve()
      return next(async () => {
        if (tasks.size === 0 || isBloated()) await rewrite()
        else await append({ name: ended, ended: true })
      })
    },

    async resume() {
      const left = await read(path).catch((error: unknown) => {
        log.warn(`${path}：上次没答完的问题读不出来（${codeOf(error)}），不再答。`)
        return []
      })
      const [harmless, suspect] = [left.filter(isHarmless), left.filter((task) => !isHarmless(task))]
      if (suspect.length > 0)
        log.warn(
          `有 ${suspect.length} 条问题，程序 ${TRIES_MOST} 次都没答完就中断了，不再答。这可能是程序的错误，请报告。`,
        )
      for (const task of harmless) tasks.set(task.name, task)
      if (left.length > 0) await next(rewrite)
      return harmless.map(({ name, at, value }) => ({ name, at, value }))
    },

    again(tried) {
      const task = tasks.get(tried)
      if (!task) return Promise.resolve()
      const marked = { ...task, tries: (task.tries ?? 0) + 1 }
      tasks.set(tried, marked)
      return next(() => append(marked))
    },

    rest() {
      if (tasks.size === 0) return Promise.resolve()
      for (const [each, { name, at, value }] of tasks) tasks.set(each, { name, at, value })
      return next(rewrite)
    },
  }
}

const isHarmless = ({ tries = 0 }: Kept): boolean => tries < TRIES_MOST

/** The tasks of a file that have no later line that says they have ended, each as its last line has it. */
async function read(path: string): Promise<Kept[]> {
  const tasks = new Map<string, Kept>()
  for (const line of (await textOf(path)).split("\n")) {
    const read = parsed(line)
    if (isTask(read)) tasks.set(read.name, read)
    else if (isEnd(read)) tasks.delete(read.name)
  }
  return [...tasks.values()]
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8")
  } catch (error) {
    if (codeOf(error) === "ENOENT") return ""
    throw error
  }
}

/** A line that a crash cut short is none. */
function parsed(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === "object" && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

const hasName = (value: object | undefined): value is { name: string } =>
  value !== undefined && "name" in value && typeof value.name === "string" && /^[\w.-]+$/u.test(value.name)

const isEnd = (value: object | undefined): value is { name: string } => hasName(value) && "ended" in value

const isTask = (value: object | undefined): value is Kept =>
  hasName(value) &&
  "at" in value &&
  typeof value.at === "number" &&
  "value" in value &&
  (!("tries" in value) || typeof value.tries === "number")
