// Runs one process of the benchmark and gathers what it tells, for as long as there is patience.

import { fork } from "node:child_process"
import { totalmem } from "node:os"
import { fileURLToPath } from "node:url"
import type { Figures, Job, Message } from "./job.js"

export interface Outcome {
  figures: Figures
  /** Why it is not whole: `gave up after 10 min at 40000 paragraphs (build)`. Absent where it is. */
  ended?: string
}

/** How far a process has said that it was. */
type Whereabouts = Pick<Extract<Message, { kind: "progress" }>, "paragraphs" | "doing">

/** V8 stops at some 4 GB by itself, and wenbao must do with that; a peer may have most of the machine. Megabytes. */
const HEAP = Math.floor((totalmem() / 1024 ** 2) * 0.75)
/** Of what a process says at its end, the last characters. */
const LAST_WORDS = 300

/** Runs a job in a process of its own, up to `patience` minutes, or for as long as it takes. */
export function run(job: Job, patience?: number): Promise<Outcome> {
  const child = fork(fileURLToPath(new URL("child.js", import.meta.url)), [JSON.stringify(job)], {
    execArgv: ["--expose-gc", ...(job.who === "wenbao" ? [] : [`--max-old-space-size=${HEAP}`])],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  })
  let figures: Figures = {}
  let at: Whereabouts = { paragraphs: job.phase === "load" ? job.paragraphs : 0, doing: job.phase }
  let said = ""
  let isOver = false
  const where = () => `at ${at.paragraphs} paragraphs (${at.doing})`
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      isOver = true
      child.kill("SIGKILL")
    }
    const timer = patience === undefined ? undefined : setTimeout(giveUp, patience * 60_000)
    child.on("message", (message: Message) => {
      if (message.kind === "figures") figures = { ...figures, ...message.figures }
      else at = message
    })
    child.stderr?.on("data", (words: Buffer) => {
      said = `${said}${words}`.slice(-LAST_WORDS)
    })
    child.once("error", reject)
    child.once("close", (code, signal) => {
      clearTimeout(timer)
      if (isOver) resolve({ figures, ended: `gave up after ${patience} min ${where()}` })
      else if (code === 0) resolve({ figures })
      else
        resolve({ figures, ended: `ended with ${signal ?? code} ${where()}: ${said.trim().split("\n").at(-1) ?? ""}` })
    })
  })
}
