// A value in a file: it comes back as it was, or not at all.

import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readdir, readFile, truncate, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { BrokenSnapshot, readSnapshot, writeSnapshot } from "../../src/keep/snapshot.js"

const place = async () => join(await mkdtemp(join(tmpdir(), "wenbao-snapshot-")), "articles.snapshot")

const typed = fc.oneof(
  fc.uint8Array(),
  fc.uint16Array(),
  fc.uint32Array(),
  fc.int32Array(),
  fc.float64Array({ noNaN: false }),
  // A part of a larger one, and a large one that threads share.
  fc.uint32Array({ minLength: 4 }).map((array) => array.subarray(1, 3)),
  fc.uint8Array({ minLength: 1 }).map((array) => {
    const shared = new Uint8Array(new SharedArrayBuffer(array.length))
    shared.set(array)
    return shared
  }),
)

const long = fc
  .tuple(fc.string({ unit: "binary", minLength: 1 }), fc.integer({ min: 1, max: 3 }))
  .map(([text, times]) => text.repeat(Math.ceil((times * 10_000) / text.length)))

const key = fc.string().filter((text) => !text.startsWith("\0"))

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, false, "", 0),
    fc.string({ unit: "binary" }),
    long,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    typed,
    fc.array(tie("value")),
    fc.dictionary(key, tie("value"), { noNullPrototype: true }),
  ),
}))

describe("a value that was written", () => {
  it("comes back as it was, whatever is in it", async () => {
    const path = await place()
    const written = fc.asyncProperty(value, async (value) => {
      const bytes = await writeSnapshot(path, "a", value)
      expect((await readFile(path)).length).toBe(bytes)
      expect(await readSnapshot(path, "a")).toStrictEqual(value)
    })
    await fc.assert(written, { numRuns: 100 })
  })

  it("comes back with a long text that no UTF-8 can hold", async () => {
    const path = await place()
    const text = `${"字".repeat(12_000)}\ud800`
    await writeSnapshot(path, "a", { text })
    expect(await readSnapshot(path, "a")).toEqual({ text })
  })

  it("has the parts that are named in memory that threads share, and only these", async () => {
    const path = await place()
    const value = { engine: { deep: [new Uint32Array([1, 2])] }, library: { engine: new Uint8Array([3]) } }
    await writeSnapshot(path, "a", value)
    const read: unknown = await readSnapshot(path, "a", ["engine"])
    expect(read).toEqual(value)
    expect(kindsOf(read)).toEqual(["SharedArrayBuffer", "ArrayBuffer"])
  })

  it("is not read as something else, and is not there before it was written", async () => {
    const path = await place()
    expect(await readSnapshot(path, "a")).toBeUndefined()
    await writeSnapshot(path, "a", { some: 1 })
    expect(await readSnapshot(path, "b")).toBeUndefined()
  })
})

/** What the arrays of a value stand in, in their order. */
function kindsOf(value: unknown): string[] {
  if (ArrayBuffer.isView(value)) return [value.buffer.constructor.name]
  if (typeof value !== "object" || value === null) return []
  return Object.values(value).flatMap(kindsOf)
}

describe("a file that is not what was written", () => {
  it("is refused, whichever of its bytes is another one, and however short it is cut", async () => {
    const path = await place()
    await writeSnapshot(path, "a", {
      text: "字".repeat(20),
      array: new Uint16Array([1, 2, 3]),
      more: new Uint8Array(9),
    })
    const whole = await readFile(path)
    // Two bytes tell the version of the file: another one is no damage, and nothing of it is read either.
    const isVersion = (at: number) => at === "wenbao snapshot ".length || at === "wenbao snapshot 1".length
    for (let at = 0; at < whole.length; at++) {
      const other = Buffer.from(whole)
      other[at] = (other[at] ?? 0) ^ 0x20
      await writeFile(path, other)
      if (isVersion(at)) expect(await readSnapshot(path, "a")).toBeUndefined()
      else await expect(readSnapshot(path, "a")).rejects.toThrow(BrokenSnapshot)
    }
    for (let length = whole.length - 1; length >= 0; length -= 7) {
      await writeFile(path, whole)
      await truncate(path, length)
      await expect(readSnapshot(path, "a")).rejects.toThrow(BrokenSnapshot)
    }
  })
})

describe("writing", () => {
  it("that fails leaves what was there before, and nothing beside it", async () => {
    const path = await place()
    await writeSnapshot(path, "a", { array: new Uint8Array([1]) })
    // JSON has no such number: it fails when the arrays are in the file.
    const value = { array: new Uint8Array(5_000_000), number: 1n }
    await expect(writeSnapshot(path, "a", value)).rejects.toThrow(TypeError)
    await expect(writeSnapshot(path, "a", { array: new Float32Array(1) })).rejects.toThrow("Float32Array")
    expect(await readSnapshot(path, "a")).toEqual({ array: new Uint8Array([1]) })
    expect(await readdir(join(path, ".."))).toEqual(["articles.snapshot"])
  })

  it("removes what others left that have ended since, and nothing of those that still write, or of other files", async () => {
    const path = await place()
    const living = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"])
    const dead = spawn(process.execPath, ["-e", ""])
    await once(dead, "exit")
    try {
      const kept = [`${path}.${living.pid}.part`, path.replace("articles", "others").concat(`.${dead.pid}.part`)]
      for (const each of [...kept, `${path}.${dead.pid}.part`, `${path}.${process.pid}.part`])
        await writeFile(each, "x")
      await writeSnapshot(path, "a", {})
      const left = (await readdir(join(path, ".."))).map((name) => join(path, "..", name))
      expect(left.toSorted()).toEqual([...kept, path].toSorted())
    } finally {
      living.kill("SIGKILL")
    }
  })
})
