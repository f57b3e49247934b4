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

it("is told every five seconds, with what is left at this rate", () => {
  const { clock, lines, progress } = started()
  for (let done = 1; done <= 100; done++) {
    clock.now = done * 200
    progress.files(done, 100)
  }
  expect(lines).toEqual([
    "正在读文件：26 / 100 个，还要约 15 秒",
    "正在读文件：51 / 100 个，还要约 10 秒",
    "正在读文件：76 / 100 个，还要约 5 秒",
  ])
})

it("is not told of what is done at once", () => {
  const { clock, lines, progress } = started()
  clock.now = 4_000
  progress.articles(5, 6)
  clock.now = 6_000
  progress.articles(6, 6)
  expect(lines).toEqual([])
})
