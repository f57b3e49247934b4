// How far a long reading has come, a line every few seconds: those who wait see that it goes on, and for how long.

import type { Log } from "../chat/platform.js"
import type { Progressed } from "../sources/progressed.js"

/** How far a reading has come. */
export interface Figures {
  files: Progressed["files"]
  /** Articles so far, and how many a second. */
  articles: number
  rate: number
  /** Seconds until all is read, at this rate. */
  left: number
}

export interface Progress {
  /** Files have been read, and their articles taken, so far. */
  reading(progressed: Progressed): void
  /** The last figures; undefined before there are any. */
  now(): Figures | undefined
}

/** Before the first line, and between two. Milliseconds. */
const FIRST = 2_000
const EVERY = 5_000

/**
 * `now` in milliseconds. Nothing is said of what is done before the first line is due. A reading that begins anew, with fewer
 * bytes done than before, is timed anew.
 */
export function createProgress(log: Log, now: () => number): Progress {
  let began = now()
  let due = began + FIRST
  let before = 0
  let last: Figures | undefined
  return {
    reading({ files, bytes, articles }) {
      const at = now()
      if (bytes.done < before) {
        began = at
        due = at + FIRST
      }
      before = bytes.done
      const seconds = (at - began) / 1000
      const left = bytes.done > 0 ? (seconds / bytes.done) * (bytes.all - bytes.done) : 0
      last = { files, articles, rate: seconds > 0 ? articles / seconds : 0, left }
      if (at < due || files.done === files.all) return
      due = at + EVERY
      log.info(lineOf(last))
    },
    now: () => last,
  }
}

const NUMBER = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 0 })

/** 正在读：3 / 20 个文件，12,000 篇，每秒 900 篇，还要约 40 秒. */
function lineOf({ files, articles, rate, left }: Figures): string {
  const [done, all] = [NUMBER.format(files.done), NUMBER.format(files.all)]
  const pace = `${NUMBER.format(articles)} 篇，每秒 ${NUMBER.format(rate)} 篇`
  return `正在读：${done} / ${all} 个文件，${pace}，还要约 ${NUMBER.format(Math.ceil(left))} 秒`
}
