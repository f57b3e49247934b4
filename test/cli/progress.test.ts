// How far a reading has come: seldom enough to be read, and true.

import { expect, it } from "vitest"
import { createProgress } from "../../src/cli/progress.js"

function started() {
  const clock = { now: 0 }
  const lines: string[] = []
  const info = (message: string) => void lines.push(message)
  const log = { debug: info, info, warn: info, error: info }
  return { clock, lines, progress: createProgress(log, () => clock.now) }
}

const at = (done: number, all: number, articles: number) => ({
  files: { done, all },
  bytes: { done: done * 1_000, all: all * 1_000 },
  articles,
})

it("is told after two seconds and every five then, with the rate and what is left at it", () => {
  const { clock, lines, progress } = started()
  for (let done = 1; done <= 100; done++) {
    clock.now = done * 200
    progress.reading(at(done, 100, done * 400))
  }
  expect(lines).toEqual([
    "正在读：10 / 100 个文件，4,000 篇，每秒 2,000 篇，还要约 18 秒",
    "正在读：35 / 100 个文件，14,000 篇，每秒 2,000 篇，还要约 13 秒",
    "正在读：60 / 100 个文件，24,000 篇，每秒 2,000 篇，还要约 8 秒",
    "正在读：85 / 100 个文件，34,000 篇，每秒 2,000 篇，还要约 3 秒",
  ])
  expect(progress.now()).toEqual({ files: { done: 100, all: 100 }, articles: 40_000, rate: 2_000, left: 0 })
})

it("tells how far a single large file has come, and times another reading anew", () => {
  const { clock, lines, progress } = started()
  expect(progress.now()).toBeUndefined()
  clock.now = 6_000
  progress.reading({ files: { done: 0, all: 1 }, bytes: { done: 300, all: 1_200 }, articles: 900 })
  clock.now = 100_000
  progress.reading({ files: { done: 0, all: 1 }, bytes: { done: 100, all: 1_200 }, articles: 300 })
  clock.now = 106_000
  progress.reading({ files: { done: 0, all: 1 }, bytes: { done: 400, all: 1_200 }, articles: 1_200 })
  expect(lines).toEqual([
    "正在读：0 / 1 个文件，900 篇，每秒 150 篇，还要约 18 秒",
    "正在读：0 / 1 个文件，1,200 篇，每秒 200 篇，还要约 12 秒",
  ])
})

it("is not told of what is done at once", () => {
  const { clock, lines, progress } = started()
  clock.now = 1_500
  progress.reading(at(5, 6, 10))
  clock.now = 6_000
  progress.reading(at(6, 6, 12))
  expect(lines).toEqual([])
})
