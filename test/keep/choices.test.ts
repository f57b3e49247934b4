// Which library each chat asks, over restarts and accidents.

import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { createChoices } from "../../src/keep/choices.js"

async function kept(content?: string) {
  const folder = join(await mkdtemp(join(tmpdir(), "wenbao-")), "data")
  const lines: string[] = []
  const note = (line: string) => lines.push(line)
  const log = { debug: note, info: note, warn: note, error: note }
  if (content !== undefined) {
    await createChoices({ folder, log }).then(({ choose }) => choose("x", "y"))
    await writeFile(join(folder, "libraries.json"), content)
  }
  return { folder, lines, again: () => createChoices({ folder, log }) }
}

describe("what chats have chosen", () => {
  it("outlives a restart, and all articles are asked again when that is chosen", async () => {
    const { again } = await kept()
    const first = await again()
    expect(first.of("telegram:-5")).toBeUndefined()
    expect(await first.choose("telegram:-5", "县报")).toBe(true)
    expect(await first.choose("discord:7", "市报")).toBe(true)
    const second = await again()
    expect(second.of("telegram:-5")).toBe("县报")
    expect(second.chosen()).toEqual(new Set(["县报", "市报"]))
    await second.choose("telegram:-5", undefined)
    expect((await again()).of("telegram:-5")).toBeUndefined()
  })

  it("is written whole, one choice after the other, and leaves nothing else in the folder", async () => {
    const { folder, again } = await kept()
    const choices = await again()
    await Promise.all(Array.from({ length: 30 }, (_, i) => choices.choose(`chat:${i}`, `库${i}`)))
    expect(Object.keys(JSON.parse(await readFile(join(folder, "libraries.json"), "utf8")))).toHaveLength(30)
    expect(await readdir(folder)).toEqual(["libraries.json"])
  })

  it.each(["{", "[]", "null", '"x"'])("sets aside what is broken (%s), says so, and begins anew", async (content) => {
    const { folder, lines, again } = await kept(content)
    expect((await again()).chosen()).toEqual(new Set())
    expect(lines).toEqual([expect.stringContaining("libraries.json.broken")])
    expect(await readFile(join(folder, "libraries.json.broken"), "utf8")).toBe(content)
  })

  it("that cannot be written holds for this run, and is said so", async () => {
    const { lines } = await kept()
    const note = (line: string) => lines.push(line)
    const log = { debug: note, info: note, warn: note, error: note }
    const choices = await createChoices({ folder: "/proc/wenbao", log })
    expect(await choices.choose("telegram:-5", "县报")).toBe(false)
    expect(choices.of("telegram:-5")).toBe("县报")
    expect(lines.at(-1)).toContain("写不进去")
  })
})
