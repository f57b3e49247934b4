// What is being worked on, kept on disk until it is done: after a stop or a crash the next run goes on with it.

import { appendFile, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Log } from "../chat/platform.js"
import { codeOf, makeFolder } from "./folder.js"

/** Something to do, as JSON, and what it is called. */
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
  /**
   * What the run before has left, in order. What it had been left itself is given up: it may be what ended it. Never
   * rejects; [] where nothing was left, or cannot be read.
   */
  resume(): Promise<Task[]>
}

/** Lines of the file before it is written anew with what is unfinished alone. */
const MOST = 1_000

/** Keeps tasks in a folder's file of this name, for the owner's eyes. There is a file only while something is unfinished. */
export function createUnfinished({ folder, name, log }: { folder: string; name: string; log: Log }): Unfinished {
  const path = join(folder, name)
  const tasks = new Map<string, Task & { again?: true }>()
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

  /** Written whole before it has its name: a crash in between leaves the old one. */
  async function rewrite(): Promise<void> {
    if (tasks.size === 0) await rm(path, { force: true })
    else {
      await makeFolder(folder)
      await writeFile(`${path}.new`, [...tasks.values()].map(line).join(""), { mode: 0o600 })
      await rename(`${path}.new`, path)
    }
    lines = tasks.size
  }

  return {
    begin(task) {
      tasks.set(task.name, task)
      return next(async () => {
        await makeFolder(folder)
        await appendFile(path, line(task), { mode: 0o600 })
        lines++
      })
    },

    end(ended) {
      if (!tasks.delete(ended)) return Promise.resolve()
      // Written at once, many ends share one writing: the first of them leaves nothing for the others to do.
      return next(async () => {
        if (lines > 0 && (tasks.size === 0 || lines > MOST)) await rewrite()
      })
    },

    async resume() {
      const left = await read(path).catch((error: unknown) => {
        log.warn(`${path}：上次没答完的问题读不出来（${codeOf(error)}），不再答。`)
        return []
      })
      // One that was begun while another was ended can have two lines.
      const resumed = [...new Map(left.map((task) => [task.name, task])).values()].filter(({ again }) => !again)
      for (const task of resumed) tasks.set(task.name, { ...task, again: true })
      if (left.length > 0) await next(rewrite)
      return resumed
    },
  }
}

/** Begun on a line of its own, whatever a crash has left of the one before. */
const line = (task: Task): string => `\n${JSON.stringify(task)}\n`

async function read(path: string): Promise<(Task & { again?: true })[]> {
  try {
    return (await readFile(path, "utf8")).split("\n").flatMap(parsed)
  } catch (error) {
    if (codeOf(error) === "ENOENT") return []
    throw error
  }
}

/** A line that a crash cut short is none. */
function parsed(text: string): (Task & { again?: true })[] {
  try {
    const task: unknown = JSON.parse(text)
    return isTask(task) ? [task] : []
  } catch {
    return []
  }
}

const isTask = (task: unknown): task is Task =>
  typeof task === "object" &&
  task !== null &&
  "name" in task &&
  typeof task.name === "string" &&
  "at" in task &&
  typeof task.at === "number" &&
  "value" in task
