// What the operator reads: the level decides which lines, a mark shows how serious, an error is whole.

import { expect, it } from "vitest"
import { createLog, type LogOptions } from "../../src/cli/log.js"

function logged(options: Pick<LogOptions, "level"> & Partial<LogOptions>): string[] {
  const lines: string[] = []
  const log = createLog({ write: (text) => lines.push(text), ...options })
  log.debug("细节")
  log.info("6 篇文章")
  log.warn("连接断了")
  log.error("token 被拒绝")
  return lines
}

const ALL = ["· 细节\n", "6 篇文章\n", "! 连接断了\n", "✗ token 被拒绝\n"]

it.each([
  ["debug", 4],
  ["info", 3],
  ["warn", 2],
  ["error", 1],
] as const)("at %s writes the %i most serious lines, each with its mark", (level, count) => {
  expect(logged({ level })).toEqual(ALL.slice(-count))
})

it("begins each line with the time where a clock is given", () => {
  const now = () => new Date("2022-11-14T08:00:00Z")
  expect(logged({ level: "warn", now })).toEqual([
    "2022-11-14T08:00:00.000Z ! 连接断了\n",
    "2022-11-14T08:00:00.000Z ✗ token 被拒绝\n",
  ])
})

it("prints an error whole, its stack and cause indented below the line", () => {
  const lines: string[] = []
  const log = createLog({ level: "info", write: (text) => lines.push(text) })
  log.error("出错了：", new Error("outer", { cause: new RangeError("inner") }))
  const [first, ...rest] = lines.join("").trimEnd().split("\n")
  expect(first).toBe("✗ 出错了：")
  expect(rest[0]).toBe("    Error: outer")
  expect(rest.join("\n")).toMatch(/at .*log\.test\.ts/u)
  expect(rest.join("\n")).toContain("RangeError: inner")
  for (const line of rest) expect(line).toMatch(/^ {4}/u)
})
