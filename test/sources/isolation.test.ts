// Parsing in a process of its own: as in this one, but for what would take for ever or all memory.

import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { expect, it, onTestFinished } from "vitest"
import { createIsolation, type Errand, GivenUp, type IsolationOptions, impatient } from "../../src/sources/isolation.js"
import { unpacked } from "../../src/sources/portion.js"
import { Damaged, Undecodable, Withheld } from "../../src/sources/reader.js"
import { FILES, LIXIAN } from "./files.js"

const BUILT = new URL("../../dist/src/sources/worker.js", import.meta.url)

const given = (name: string, bytes: Uint8Array = new Uint8Array()): Errand => ({ name, from: { bytes } })

function isolated(options: IsolationOptions = {}) {
  const isolation = createIsolation({ program: BUILT, ...options })
  onTestFinished(() => isolation.close())
  return isolation
}

/** A process's program that does this with what it is asked for, after something else. */
async function program(does: string, first = ""): Promise<URL> {
  const path = join(await mkdtemp(join(tmpdir(), "wenbao-")), "worker.mjs")
  writeFileSync(
    path,
    // worker.js is imported for its watch and its last words, and not for what it answers.
    `${first}
    await import(${JSON.stringify(BUILT.href)})
    process.removeAllListeners("message")
    process.on("message", ({ name }) => {${does}})\n`,
  )
  return pathToFileURL(path)
}

it("reads what is right, one file after the other", async () => {
  const isolation = isolated()
  for (const name of ["稿.docx", "网页.html", "稿.docx"]) {
    const { portions } = await isolation.read(given(name, FILES[name]?.(LIXIAN)))
    expect(portions.flatMap(unpacked).map((article) => article?.headline)).toEqual([LIXIAN.headline])
  }
})

it("has the process there before it is asked, and the same one answers", async () => {
  const starts = join(await mkdtemp(join(tmpdir(), "wenbao-")), "starts")
  const isolation = isolated({
    program: await program(
      `process.send({ found: [{ kind: "lines", file: require("node:fs").readFileSync(${JSON.stringify(starts)}, "utf8"), count: 1 }] })`,
      `import { createRequire } from "node:module"
      const require = createRequire(import.meta.url)
      require("node:fs").appendFileSync(${JSON.stringify(starts)}, "started ")`,
    ),
  })
  isolation.stay()
  isolation.stay()
  await expect.poll(() => existsSync(starts)).toBe(true)
  const { faults } = await isolation.read(given("a.txt"))
  expect(faults).toEqual([{ kind: "lines", file: "started ", count: 1 }])
})

it("has another one in the place of one that was ended while it waited", async () => {
  const starts = join(await mkdtemp(join(tmpdir(), "wenbao-")), "starts")
  const isolation = isolated({
    program: await program(
      "process.send({ damaged: name })",
      `import { writeFileSync } from "node:fs"
      writeFileSync(${JSON.stringify(starts)}, String(process.pid))`,
    ),
  })
  isolation.stay()
  await expect.poll(() => existsSync(starts) && readFileSync(starts, "utf8")).toMatch(/\d/u)
  process.kill(Number(readFileSync(starts, "utf8")), "SIGKILL")
  await expect(isolation.read(given("a.txt"))).rejects.toThrow("a.txt")
})

it("refuses what is wrong as its reader does", async () => {
  const isolation = isolated()
  await expect(isolation.read(given("a.docx", Buffer.from("PK")))).rejects.toBeInstanceOf(Damaged)
  await expect(isolation.read(given("a.txt", Uint8Array.of(0xe4, 0xbd, 0xff, 0xff)))).rejects.toBeInstanceOf(
    Undecodable,
  )
  await expect(isolation.read(given("a.xyz"))).rejects.toBeInstanceOf(Damaged)
})

it("reads a file by its path, and says why the system does not let it", async () => {
  const path = join(await mkdtemp(join(tmpdir(), "wenbao-")), "稿.docx")
  writeFileSync(path, FILES["稿.docx"]?.(LIXIAN) ?? "")
  const isolation = isolated()
  const { portions } = await isolation.read({ name: "稿.docx", from: { path: Buffer.from(path) } })
  expect(portions.flatMap(unpacked).map((article) => article?.headline)).toEqual([LIXIAN.headline])
  const away = isolation.read({ name: "稿.docx", from: { path: Buffer.from(`${path}.x`) } })
  await expect(away).rejects.toEqual(new Withheld("ENOENT"))
})

it("leaves out the texts of articles that are known, and tells large files in portions", async () => {
  const line = (id: number) =>
    JSON.stringify({ id, headline: `标题${id}`, paragraphs: ["澧县恢复耕地。".repeat(3_000)] })
  const bytes = Buffer.from(Array.from({ length: 30 }, (_, i) => line(i)).join("\n"))
  const isolation = isolated()
  const first = await isolation.read(given("库.jsonl", bytes))
  expect(first.portions.map(({ names }) => names.length)).toEqual([10, 10, 10])
  const digests = first.portions.flatMap((portion) => [...portion.digests])
  const again = await isolation.read({ ...given("库.jsonl", bytes), known: Float64Array.from(digests.slice(1)) })
  const texts = again.portions.flatMap(unpacked)
  expect(texts.map((article) => article?.headline)).toEqual(["标题0", ...Array(29).fill(undefined)])
  expect(again.portions.flatMap((portion) => [...portion.digests])).toEqual(digests)
})

it.each([
  ["takes for ever", 'if (name === "bad") for (;;);', {}, /秒还没有读完/u],
  [
    "takes all memory",
    'if (name === "bad") { const all = []; for (;;) all.push("x".repeat(1000) + all.length) }',
    { most: 30_000 },
    /MB 以上的内存/u,
  ],
  [
    "takes more memory at once than there may be",
    'if (name === "bad") new Array(100_000_000).fill(0)',
    { most: 30_000 },
    /MB 以上的内存/u,
  ],
  [
    "takes memory that is in no heap",
    'if (name === "bad") { const all = []; for (;;) all.push(Buffer.alloc(1_000_000, 1)) }',
    { most: 30_000 },
    /MB 以上的内存/u,
  ],
  ["throws where nobody catches", 'if (name === "bad") setImmediate(() => { throw new Error("坏了") })', {}, /坏了/u],
  ["ends the process", 'if (name === "bad") process.exit(3)', {}, /停了/u],
])("a file that %s is given up, and the next one is read", async (_, does, more, reason) => {
  const answer = 'if (name !== "bad") process.send({ found: [] })'
  const isolation = isolated({ program: await program(`${does}; ${answer}`), most: 3_000, memory: 256, ...more })
  await expect(isolation.read(given("bad"))).rejects.toThrow(reason)
  expect(await isolation.read(given("good"))).toEqual({ portions: [], faults: [] })
})

it("a file is not blamed for what another one has left behind", async () => {
  const isolation = isolated({
    program: await program(
      "globalThis.read = (globalThis.read ?? 0) + 1; if (read === 2) process.exit(3); process.send({ damaged: name })",
    ),
  })
  for (const name of ["first", "second", "third"]) await expect(isolation.read(given(name))).rejects.toThrow(name)
})

it.runIf(existsSync("/proc"))("the process does not outlive the program, be it ever so busy", async () => {
  const url = (file: string) => JSON.stringify(new URL(file, BUILT).href)
  const busy = join(await mkdtemp(join(tmpdir(), "wenbao-")), "busy.mjs")
  // The worker as it is, and beside it what keeps it from hearing of anything.
  writeFileSync(busy, `import ${url("worker.js")}\nprocess.on("message", () => { for (;;); })`)
  const path = join(await mkdtemp(join(tmpdir(), "wenbao-")), "program.mjs")
  writeFileSync(
    path,
    `import { createIsolation } from ${url("isolation.js")}
    createIsolation({ program: new URL(${JSON.stringify(pathToFileURL(busy).href)}) }).read({ name: "bad", from: { bytes: new Uint8Array() } })
    console.log("asked")`,
  )
  const running = spawn(process.execPath, [path], { stdio: ["ignore", "pipe", "inherit"] })
  onTestFinished(() => void running.kill("SIGKILL"))
  await once(running.stdout, "data")
  const childOf = () => readdirSync("/proc").filter((pid) => parentOf(pid) === running.pid)
  await expect.poll(childOf).toHaveLength(1)
  const [child = ""] = childOf()
  running.kill("SIGKILL")
  await expect.poll(() => existsSync(`/proc/${child}`), { timeout: 5_000 }).toBe(false)
})

/** From proc_pid_stat(5); undefined where there is no such process. */
function parentOf(pid: string): number | undefined {
  if (!/^\d+$/u.test(pid) || !existsSync(`/proc/${pid}/stat`)) return undefined
  return Number(
    readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /su, "")
      .split(" ")[1],
  )
}

it("the files of one archive together are given up a few times only", async () => {
  const isolation = impatient({
    async read({ name }) {
      if (name.startsWith("坏")) throw new GivenUp("60 秒还没有读完")
      return { portions: [], faults: [] }
    },
  })
  const reasons: string[] = []
  for (const name of ["坏1", "好1", "坏2", "坏3", "好2", "坏4"])
    reasons.push(
      await isolation.read(given(name)).then(
        () => "",
        ({ message }: Error) => message,
      ),
    )
  expect(reasons.map((reason) => reason.replace(/\D.*/u, ""))).toEqual(["60", "", "60", "60", "", ""])
  expect(reasons.slice(4)).toEqual([expect.stringContaining("没有再试"), expect.stringContaining("没有再试")])
})
