// The program as built, in a process of its own, with what Linux tells of it: its children and threads.

import { type ChildProcess, spawn } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const PROGRAM = fileURLToPath(new URL("../../src/main.js", import.meta.url))

/** Who takes longer than this hangs. Milliseconds. */
export const PATIENCE = 180_000

export interface Places {
  articles: string
  data: string
  /** The operator's own, where there is one. */
  dictionary?: string
}

export interface Program {
  child: ChildProcess
  pid: number
  /** What it has said to the operator so far. */
  log(): string
  out(): string
  ended: Promise<{ code: number | null; signal: string | null }>
}

/** Starts it; its input stays open where there is none. */
export function start({ articles, data, dictionary = "" }: Places, args: readonly string[], input?: string): Program {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { PATH: process.env.PATH, ARTICLES: articles, DATA: data, DICTIONARY: dictionary, FEEDBACK: "off" },
  })
  let [log, out] = ["", ""]
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text
  })
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text
  })
  child.stdin.on("error", () => undefined)
  if (input !== undefined) child.stdin.end(input)
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal })),
  )
  if (child.pid === undefined) throw new Error(`${PROGRAM} could not be started`)
  return { child, pid: child.pid, log: () => log, out: () => out, ended }
}

/** Runs it to its end. Rejects where it hangs or fails. */
export async function run(places: Places, args: readonly string[], input = ""): Promise<{ out: string; log: string }> {
  const program = start(places, args, input)
  let isLate = false
  const late = setTimeout(() => {
    isLate = true
    program.child.kill("SIGKILL")
  }, PATIENCE)
  const { code, signal } = await program.ended
  clearTimeout(late)
  if (isLate) throw new Error(`${args.join(" ")} did not end within ${PATIENCE / 1000} s; it said: ${program.log()}`)
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code ?? signal}; it said: ${program.log()}`)
  return { out: program.out(), log: program.log() }
}

/** The processes that a program has started, by the arguments that it gives them: these outlive it, if they do. */
export function childrenOf(pid: number): number[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/u.test(name)) return []
    const [program = "", , parent] = argumentsOf(name).slice(-4)
    return /\/dist\/src\/.*\.js$/u.test(program) && parent === String(pid) ? [Number(name)] : []
  })
}

/** Those of its children that analyse articles. */
export const analystsOf = (pid: number): number[] =>
  childrenOf(pid).filter((child) => argumentsOf(String(child)).some((each) => each.endsWith("analyst-worker.js")))

/** The words of a process's command, with "" behind the last; none of one that is no more. */
function argumentsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")
  } catch {
    return []
  }
}

/** How many threads a process has; 0 when it is no more. */
export function threadsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).length
  } catch {
    return 0
  }
}
