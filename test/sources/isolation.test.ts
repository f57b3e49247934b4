// Parsing in a process of its own: as in this one, but for what would take for ever or all memory.

import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { expect, it, onTestFinished } from "vitest"
import { createIsolation, GivenUp, type IsolationOptions, impatient } from "../../src/sources/isolation.js"
import { Damaged, Undecodable } from "../../src/sources/reader.js"
import { FILES, LIXIAN } from "./files.js"

const BUILT = new URL("../../dist/src/sources/worker.js", import.meta.url)

function isolated(options: IsolationOptions = {}) {
  const isolation = createIsolation({ program: BUILT, ...options })
  onTestFinished(() => isolation.close())
  return isolation
}

/** A process's program that does this with what it is asked for. */
async function program(does: string): Promise<URL> {
  const path = join(await mkdtemp(join(tmpdir(), "wenbao-")), "worker.mjs")
  writeFileSync(
    path,
    // worker.js is imported for its watch and its last words, and not for what it answers.
    `await import(${JSON.stringify(BUILT.href)})
    process.removeAllListeners("message")
    process.on("message", ({ name }) => {${does}})\n`,
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
  await expect(isolation.read("bad", new Uint8Array())).rejects.toThrow(reason)
  expect(await isolation.read("good", new Uint8Array())).toEqual({ drafts: [], faults: [] })
})

it("a file is not blamed for what another one has left behind", async () => {
  const isolation = isolated({
    program: await program(
      "globalThis.read = (globalThis.read ?? 0) + 1; if (read === 2) process.exit(3); process.send({ damaged: name })",
    ),
  })
  for (const name of ["first", "second", "third"])
    await expect(isolation.read(name, new Uint8Array())).rejects.toThrow(name)
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
    createIsolation({ program: new URL(${JSON.stringify(pathToFileURL(busy).href)}) }).read("bad", new Uint8Array())
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
    async read(name) {
      if (name.startsWith("坏")) throw new GivenUp("60 秒还没有读完")
      return { drafts: [], faults: [] }
    },
  })
  const reasons: string[] = []
  for (const name of ["坏1", "好1", "坏2", "坏3", "好2", "坏4"])
    reasons.push(
      await isolation.read(name, new Uint8Array()).then(
        () => "",
        ({ message }: Error) => message,
      ),
    )
  expect(reasons.map((reason) => reason.replace(/\D.*/u, ""))).toEqual(["60", "", "60", "60", "", ""])
  expect(reasons.slice(4)).toEqual([expect.stringContaining("没有再试"), expect.stringContaining("没有再试")])
})
