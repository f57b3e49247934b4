// What is kept of a library: read as it was written, and told where it is of no use.

import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createKept, type KeptOptions, type Saved } from "../../src/cli/kept.js"
import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import { createLibrary } from "../../src/library/create.js"
import { finish } from "../../src/library/steps.js"
import { createShelf } from "../../src/sources/shelf.js"
import { articleOf } from "../articles.js"

/** What a library of one article would keep. */
async function little(path: string): Promise<Saved> {
  const engine = createArchiveEngine()
  const library = createLibrary(engine)
  library.add(articleOf("甲", ["鄢陵县今年种植花木三万亩。"]))
  return { engine: engine.save(), library: finish(library.saving()), shelf: await createShelf(path).saved() }
}

/** A folder of articles, what is kept of it in another one, and what was told. */
async function keeping() {
  const root = await mkdtemp(join(tmpdir(), "wenbao-kept-"))
  const path = join(root, "articles")
  await mkdir(path)
  const told: string[] = []
  const options: KeptOptions = {
    path,
    folder: join(root, "data"),
    version: "1.0.0",
    dictionary: [],
    tell: (text) => void told.push(text),
  }
  const saved = await little(path)
  await createKept(options).write(saved)
  const [name = ""] = await readdir(join(root, "data"))
  return { root, options, saved, file: join(root, "data", name), told, read: () => createKept(options).read() }
}

/** With lists for typed arrays: it does not matter in what memory these are. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
}

const DAMAGED = /^.*\.snapshot：上次存下的索引不能用（.+），重新读所有文章，读完会再存。$/u

describe("what was kept", () => {
  it("is read as it was written", async () => {
    const { read, saved, told } = await keeping()
    expect(plain(await read())).toEqual(plain(saved))
    expect(told).toEqual([])
  })

  it("is that of the folder, whatever it is called", async () => {
    const { root, options, saved, told } = await keeping()
    const link = join(root, "link")
    await symlink(options.path, link)
    const read = await createKept({ ...options, path: link }).read()
    expect(plain(read)).toEqual(plain({ ...saved, shelf: { ...saved.shelf, path: link } }))
    await mkdir(join(root, "others"))
    expect(await createKept({ ...options, path: join(root, "others") }).read()).toBeUndefined()
    expect(told).toEqual([])
  })

  it("is not read by another version, or with another dictionary, which is nobody's fault", async () => {
    const { options, told } = await keeping()
    expect(await createKept({ ...options, version: "1.0.1" }).read()).toBeUndefined()
    expect(await createKept({ ...options, dictionary: [{ word: "鄢陵花木", tag: "n" }] }).read()).toBeUndefined()
    expect(told).toEqual([])
  })

  it("is nowhere without a folder for it", async () => {
    const { options, saved, told } = await keeping()
    const kept = createKept({ ...options, folder: undefined })
    await kept.write(saved)
    expect(await kept.read()).toBeUndefined()
    expect(told).toEqual([])
  })

  it("is told to be damaged, wherever a byte is another one, and is not used", async () => {
    const { file, read, told } = await keeping()
    const whole = await readFile(file)
    // Behind the number of the file's version: of another one it is another one's.
    const damaged = fc.asyncProperty(
      fc.integer({ min: 18, max: whole.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, bits) => {
        const other = Buffer.from(whole)
        other[at] = (other[at] ?? 0) ^ bits
        await writeFile(file, other)
        told.length = 0
        expect(await read()).toBeUndefined()
        expect(told).toEqual([expect.stringMatching(DAMAGED)])
      },
    )
    await fc.assert(damaged, { numRuns: 100 })
  })

  it.each<[string, (file: string) => Promise<void>]>([
    ["cut short", (file) => truncate(file, 1_000)],
    ["empty", (file) => truncate(file, 0)],
    [
      "a folder",
      async (file) => {
        await rm(file)
        await mkdir(file)
      },
    ],
    [
      "a link that leads to itself",
      async (file) => {
        await rm(file)
        await symlink(file, file)
      },
    ],
  ])("is told to be of no use where it is %s", async (_, harm) => {
    const { file, read, told } = await keeping()
    await harm(file)
    expect(await read()).toBeUndefined()
    expect(told).toEqual([expect.stringMatching(DAMAGED)])
  })

  it.skipIf(process.getuid?.() === 0)("is told to be of no use where it may not be read", async () => {
    const { file, read, told } = await keeping()
    await chmod(file, 0)
    expect(await read()).toBeUndefined()
    expect(told).toEqual([expect.stringMatching(/EACCES/u)])
  })

  it("that cannot be written is told with the mend, and what was kept before stays", async () => {
    const { root, options, saved, told } = await keeping()
    const file = join(root, "file")
    await writeFile(file, "")
    await createKept({ ...options, folder: join(file, "data") }).write(saved)
    expect(told).toEqual([expect.stringMatching(/：索引没有存下（.+），下次启动要重新读。看看磁盘/u)])
  })

  it("takes with it what was left half written, when it is read", async () => {
    const { file, read, told } = await keeping()
    const left = `${file}.${process.pid}.part`
    await writeFile(left, "half")
    expect(await read()).toBeDefined()
    expect(await readdir(join(file, ".."))).toHaveLength(1)
    expect(told).toEqual([])
  })
})
