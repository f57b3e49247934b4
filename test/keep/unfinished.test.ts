// What a stop left undone, on a real disk.

import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { createUnfinished } from "../../src/keep/unfinished.js"

async function started() {
  const home = await mkdtemp(join(tmpdir(), "wenbao-"))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const lines: string[] = []
  const write = (level: string) => (message: string) => void lines.push(`${level} ${message}`)
  const log = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") }
  const folder = join(home, "data")
  return {
    home,
    folder,
    lines,
    at: (where = folder) => createUnfinished({ folder: where, name: "bot.unfinished", log }),
  }
}

it("is there after a restart, once, and only the owner can read it", async () => {
  const { folder, lines, at } = await started()
  await at().leave([])
  await expect(readdir(folder)).rejects.toThrow("ENOENT")
  await at().leave([{ update_id: 1 }, "二"])
  expect((await stat(join(folder, "bot.unfinished"))).mode & 0o077).toBe(0)
  expect(await at().resume()).toEqual([{ update_id: 1 }, "二"])
  expect(await at().resume()).toEqual([])
  expect(await readdir(folder)).toEqual([])
  expect(lines).toEqual([expect.stringMatching(/^info .*2 条问题/u)])
})

it("that cannot be kept, or read, is told with the mend, and nothing else fails", async () => {
  const { home, folder, lines, at } = await started()
  await writeFile(join(home, "file"), "")
  await at(join(home, "file")).leave([1])
  await at().leave([1])
  await writeFile(join(folder, "bot.unfinished"), "[1")
  expect(await at().resume()).toEqual([])
  expect(lines.filter((line) => line.startsWith("warn"))).toEqual([
    expect.stringMatching(/1 条问题没来得及答.*(?:ENOTDIR|EEXIST).*DATA/u),
    expect.stringMatching(/读不出来.*DATA/u),
  ])
})
