// The operator's log: plain lines on a stream of their own, so that standard output holds answers alone.

import { inspect } from "node:util"
import type { Log } from "../chat/platform.js"
import type { LogLevel } from "../config.js"

/** What stands before a line of each level, from the least to the most serious. */
const MARKS: Readonly<Record<LogLevel, string>> = { debug: "· ", info: "", warn: "! ", error: "✗ " }
const LEVELS: readonly string[] = Object.keys(MARKS)

export interface LogOptions {
  level: LogLevel
  write(text: string): void
  /** Given: each line begins with this time. */
  now?: () => Date
}

/** A log of the lines at or above a level. An error passed along is printed whole, indented below its line. */
export function createLog({ level, write, now }: LogOptions): Log {
  const line = (of: LogLevel) => (message: string, cause?: unknown) => {
    if (LEVELS.indexOf(of) < LEVELS.indexOf(level)) return
    const time = now ? `${now().toISOString()} ` : ""
    const whole = cause === undefined ? "" : `\n${inspect(cause).replace(/^/gmu, "    ")}`
    write(`${time}${MARKS[of]}${message}${whole}\n`)
  }
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") }
}
