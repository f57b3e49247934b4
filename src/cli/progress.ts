// How far a long reading has come, a line every few seconds: those who wait see that it goes on, and for how long.

import type { Log } from "../chat/platform.js"

export interface Progress {
  /** So many of all files have been read. */
  files(done: number, all: number): void
  /** So many of all articles are in the index. */
  articles(done: number, all: number): void
}

/** Between two lines, and before the first. Milliseconds. */
const EVERY = 5_000

/** `now` in milliseconds. Nothing is said of what is done before the first line is due. */
export function createProgress(log: Log, now: () => number): Progress {
  const stage = (line: (done: number, all: number) => string) => {
    let began: number | undefined
    let told: number | undefined
    return (done: number, all: number) => {
      const at = now()
      began ??= at
      told ??= at
      if (at - told < EVERY || done === all) return
      told = at
      const left = ((at - began) / done) * (all - done)
      log.info(`${line(done, all)}，还要约 ${Math.ceil(left / 1000)} 秒`)
    }
  }
  return {
    files: stage((done, all) => `正在读文件：${done} / ${all} 个`),
    articles: stage((done, all) => `正在建索引：${done} / ${all} 篇`),
  }
}
