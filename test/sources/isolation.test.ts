// Parsing in a thread: as in this one, but for what would take for ever or all memory.

import { writeFileSync } from "node:fs"
import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { expect, it, onTestFinished } from "vitest"
import { createIsolation, type IsolationOptions } from "../../src/sources/isolation.js"
import { Damaged, Undecodable } from "../../src/sources/reader.js"
import { FILES, LIXIAN } from "./files.js"

const BUILT = new URL("../../dist/src/sources/worker.js", import.meta.url)

function isolated(options: IsolationOptions = {}) {
  const isolation = createIsolation({ program: BUILT, ...options })
  onTestFinished(() => isolation.close())
  return isolation
}

/** A thread's program that does this with what it is asked for. */
async function program(does: string): Promise<URL> {
  const path = join(await mkdtemp(join(tmpdir(), "wenbao-")), "worker.mjs")
  writeFileSync(
    path,
    `import { parentPort } from "node:worker_threads"\nparentPort.on("message", ({ name }) => {${does}})\n`,
  )
  return pathToFileURL(path)
}

it("reads what is right, one file after the other", async () => {
  const isolation = isolated()
  for (const name of ["稿.docx", "网页.html", "稿.docx"]) {
    const { drafts } = await isolation.read(name, FILES[name]?.(LIXIAN) ?? new Uint8Array())
    expect(drafts.map(({ headline }) => headline)).toEqual([LIXIAN.headline])
  }
})

it("refuses what is wrong as its reader does", async () => {
  const isolation = isolated()
  await expect(isolation.read("a.docx", Buffer.from("PK"))).rejects.toBeInstanceOf(Damaged)
  await expect(isolation.read("a.txt", Uint8Array.of(0xe4, 0xbd, 0xff, 0xff))).rejects.toBeInstanceOf(Undecodable)
  await expect(isolation.read("a.xyz", new Uint8Array())).rejects.toBeInstanceOf(Damaged)
})

it.each([
  ["takes for ever", 'if (name === "bad") for (;;);', {}, /秒还没有读完/u],
  [
    "takes all memory",
    'if (name === "bad") { const all = []; for (;;) all.push("x".repeat(1000) + all.length) }',
    { most: 30_000 },
    /MB 以上的内存/u,
  ],
  ["throws where nobody catches", 'if (name === "bad") setImmediate(() => { throw new Error("坏了") })', {}, /坏了/u],
  ["ends the thread", 'if (name === "bad") process.exit(3)', {}, /停了/u],
])("a file that %s is given up, and the next one is read", async (_, does, more, reason) => {
  const answer = 'if (name !== "bad") parentPort.postMessage({ found: { drafts: [], faults: [] } })'
  const isolation = isolated({ program: await program(`${does}; ${answer}`), most: 1_000, heap: 64, ...more })
  await expect(isolation.read("bad", new Uint8Array())).rejects.toThrow(reason)
  expect(await isolation.read("good", new Uint8Array())).toEqual({ drafts: [], faults: [] })
})
