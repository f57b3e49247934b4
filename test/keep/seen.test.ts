// Which updates have been dealt with, on a real disk.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { createSeen } from "../../src/keep/seen.js"

async function started() {
  const home = await mkdtemp(join(tmpdir(), "wenbao-"))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const lines: string[] = []
  const warn = (message: string) => void lines.push(message)
  const log = { debug() {}, info() {}, warn, error: warn }
  const folder = join(home, "data")
  return { home, folder, lines, again: (at = folder) => createSeen({ folder: at, name: "bot.seen", log }) }
}

it("the latest are known after a restart, in order; before the first there is nothing on the disk", async () => {
  const { folder, again, lines } = await started()
  const seen = again()
  expect(await seen.latest()).toEqual([])
  await Promise.all(["7", "8", "9"].map((each) => seen.add(each)))
  expect(await again().latest()).toEqual(["7", "8", "9"])
  expect(await readFile(join(folder, "bot.seen"), "utf8")).toBe("\n7\n\n8\n\n9\n")
  expect(lines).toEqual([])
})

it("a file cut short by a crash is read as far as it goes, and does not grow without end", async () => {
  const { folder, again } = await started()
  await again().add("1")
  await writeFile(join(folder, "bot.seen"), `${Array.from({ length: 20_000 }, (_, i) => i).join("\n")}\n12x`)
  const seen = again()
  expect((await seen.latest()).at(-1)).toBe("12x")
  await seen.add("20000")
  expect((await again().latest()).at(-1)).toBe("20000")
  await seen.add("20001")
  const kept = (await readFile(join(folder, "bot.seen"), "utf8")).trim().split("\n")
  expect(kept.length).toBeLessThan(600)
  expect(kept.at(-1)).toBe("20001")
})

it("where nothing can be kept is told once, and nothing else fails", async () => {
  const { home, again, lines } = await started()
  await writeFile(join(home, "file"), "")
  const seen = again(join(home, "file"))
  for (const each of ["1", "2"]) await seen.add(each)
  expect(lines).toEqual([expect.stringMatching(/写不进去（ENOTDIR|EEXIST）.*DATA/u)])
})
