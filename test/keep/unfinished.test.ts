// What is being worked on, on a real disk.

import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises"
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
  const folder = join(home, "a", "data")
  return {
    home,
    file: join(folder, "bot.unfinished"),
    lines,
    again: (where = folder) => createUnfinished({ folder: where, name: "bot.unfinished", log }),
  }
}

const task = (name: string) => ({ name, at: 5, value: { update_id: 1, text: "二\n三" } })

it("what has begun and not ended is there after a restart, in order, and only the owner can read it", async () => {
  const { file, lines, again } = await started()
  const first = again()
  expect(await first.resume()).toEqual([])
  await Promise.all(["a", "b", "c"].map((name) => first.begin(task(name))))
  await first.end("b")
  expect((await stat(file)).mode & 0o077).toBe(0)
  const second = again()
  expect(await second.resume()).toEqual([task("a"), task("c")])
  expect(await again().resume()).toEqual([task("a"), task("c")])
  for (const name of ["a", "c", "d"]) await second.end(name)
  expect(await again().resume()).toEqual([])
  expect(lines).toEqual([])
})

it("while nothing is unfinished there is no file", async () => {
  const { file, again } = await started()
  const unfinished = again()
  await unfinished.begin(task("a"))
  expect(await readFile(file, "utf8")).toContain("update_id")
  await unfinished.end("a")
  expect(await readdir(join(file, ".."))).toEqual([])
  await unfinished.begin(task("b"))
  expect(await again().resume()).toEqual([task("b")])
})

it("what the program ended with three times is given up, and told; what it never came to is not", async () => {
  const { again, lines } = await started()
  const first = again()
  for (const name of ["a", "b"]) await first.begin(task(name))
  for (let i = 0; i < 3; i++) {
    const crashing = again()
    expect((await crashing.resume()).map(({ name }) => name)).toEqual(["a", "b"])
    await crashing.again("a")
  }
  expect((await again().resume()).map(({ name }) => name)).toEqual(["b"])
  expect(lines).toEqual([expect.stringMatching(/^warn 有 1 条问题/u)])
})

it("a stop in order is no harm that a task has done", async () => {
  const { again } = await started()
  await again().begin(task("a"))
  for (let i = 0; i < 5; i++) {
    const stopped = again()
    expect(await stopped.resume()).toHaveLength(1)
    await stopped.again("a")
    await stopped.rest()
  }
  expect(await again().resume()).toEqual([task("a")])
})

it("what has ended is not resumed, however much has since", async () => {
  const { again } = await started()
  const unfinished = again()
  await unfinished.begin(task("slow"))
  for (let i = 0; i < 700; i++) {
    await unfinished.begin(task(String(i)))
    await unfinished.end(String(i))
  }
  expect((await again().resume()).map(({ name }) => name)).toEqual(["slow"])
})

it("with much unfinished, ending one does not write all", async () => {
  const { file, again } = await started()
  const unfinished = again()
  await Promise.all(Array.from({ length: 3_000 }, (_, i) => unfinished.begin(task(String(i)))))
  const { ino, size } = await stat(file)
  for (let i = 0; i < 500; i++) await unfinished.end(String(i))
  const after = await stat(file)
  expect(after.ino).toBe(ino)
  expect(after.size - size).toBeLessThan(500 * 60)
})

it("a line that a crash cut short spoils no other", async () => {
  const { file, again } = await started()
  await again().begin(task("a"))
  await appendFile(file, '{"name":"b","at"')
  await again().begin(task("c"))
  expect((await again().resume()).map(({ name }) => name)).toEqual(["a", "c"])
})

it("the file does not grow with what has ended", async () => {
  const { file, again } = await started()
  const unfinished = again()
  await unfinished.begin(task("slow"))
  for (let i = 0; i < 1_100; i++) {
    const name = String(i)
    await unfinished.begin(task(name))
    await unfinished.end(name)
  }
  expect((await readFile(file, "utf8")).trim().split(/\n+/u).length).toBeLessThan(1_500)
  expect((await again().resume()).at(0)?.name).toBe("slow")
})

it("that cannot be kept, or read, is told once with the mend, and nothing else fails", async () => {
  const { home, lines, again } = await started()
  await writeFile(join(home, "file"), "")
  const nowhere = again(join(home, "file"))
  for (const name of ["a", "b"]) await nowhere.begin(task(name))
  await nowhere.end("a")
  expect(await nowhere.resume()).toEqual([])
  expect(lines).toEqual([
    expect.stringMatching(/^warn .*写不进去（ENOTDIR）.*DATA/u),
    expect.stringMatching(/^warn .*读不出来（ENOTDIR）/u),
  ])
})

it("what hands have made of the file is no task", async () => {
  const { file, again } = await started()
  await again().begin(task("a"))
  for (const line of [
    '{"name":"x\\ny","at":1,"value":1}',
    '{"name":"z","at":"1","value":1}',
    "null",
    "[]",
    '{"ended":true}',
  ])
    await appendFile(file, `${line}\n`)
  expect((await again().resume()).map(({ name }) => name)).toEqual(["a"])
})

it("a folder that cannot be made is no endless attempt", async () => {
  const { lines, again } = await started()
  await again("/proc/wenbao/data").begin(task("a"))
  expect(lines).toEqual([expect.stringMatching(/写不进去（ENOENT）/u)])
})
