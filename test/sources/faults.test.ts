// What an operator is told of a faulty file: which, where, how to mend it, and that the rest is used.

import { describe, expect, it } from "vitest"
import { parseSynonyms } from "../../src/library/synonyms.js"
import { describeFault } from "../../src/sources/faults.js"

describe("a line of a synonyms file that is wrong", () => {
  it.each([
    ["修路 → 道路整治", "“→”不是词"],
    ["修路 =>", "两边都要有词"],
    ["橘子", "只有“橘子”一个词"],
    ["搬 搬迁", "“搬”只有一个字"],
  ])("%s is named with its file, line and mend", (line, mend) => {
    const told = parseSynonyms(`# 说法\n${line}`, "words.txt").faults.map(describeFault)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^words\.txt 第 2 行：.*例如：.*其余各行照常使用。$/u)
    expect(told[0]).toContain(mend)
  })
})
