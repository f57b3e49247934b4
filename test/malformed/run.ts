// Runs the reading of a folder in a process of its own, and watches it: time, memory, what it says, what it writes.

import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { once } from "node:events"
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Report } from "./reading.js"

const PROGRAM = fileURLToPath(new URL("reading.js", import.meta.url))
/** Nobody: whoever reads must not be let into everything. */
const NOBODY = 65_534

export interface Run {
  report: Report
  seconds: number
  /** Of the process and those that it has started, together, at the most. */
  megabytes: number
  /** What happened besides: it ended badly, said something, wrote something. */
  strays: string[]
}

/** Reads a folder; `beside` is where the process runs and puts what it writes, if it does. */
export async function run(folder: string, beside: string): Promise<Run> {
  const before = stateOf(folder)
  const began = performance.now()
  const nobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  const child = spawn(process.execPath, [PROGRAM, folder], {
    cwd: beside,
    env: { TMPDIR: beside, HOME: beside },
    stdio: ["ignore", "pipe", "pipe"],
    ...nobody,
  })
  let [out, said, bytes] = ["", "", 0]
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text
  })
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text
  })
  const sampling = setInterval(() => {
    bytes = Math.max(bytes, residentOf(child.pid ?? 0))
  }, 20)
  const [code, signal] = await once(child, "close")
  clearInterval(sampling)
  const seconds = (performance.now() - began) / 1_000
  if (code !== 0) throw new Error(`the reading ended with ${code ?? signal}: ${said.slice(0, 2_000)}`)
  const report: Report = JSON.parse(out)
  const strays = [...report.strays]
  if (said !== "") strays.push(`it said: ${said.slice(0, 500)}`)
  const written = readdirSync(beside)
  if (written.length > 0) strays.push(`it wrote ${written.join(", ")}`)
  if (stateOf(folder) !== before) strays.push("it changed the folder")
  return { report, seconds, megabytes: Math.round(bytes / 2 ** 20), strays }
}

/** The memory of a process and all below it, in bytes (proc_pid_statm(5)). */
function residentOf(pid: number): number {
  const parents = new Map<number, number[]>()
  for (const name of readdirSync("/proc")) {
    const parent = /^\d+$/u.test(name) ? parentOf(name) : undefined
    if (parent !== undefined) parents.set(parent, [...(parents.get(parent) ?? []), Number(name)])
  }
  const sum = (of: number): number =>
    residentAlone(of) + (parents.get(of) ?? []).reduce((all, child) => all + sum(child), 0)
  return sum(pid)
}

const PAGE = 4_096

/** A process may end between two looks. */
function residentAlone(pid: number): number {
  return Number(textOf(`/proc/${pid}/statm`).split(" ")[1] ?? 0) * PAGE
}

function parentOf(pid: string): number | undefined {
  const [, parent] = textOf(`/proc/${pid}/stat`)
    .replace(/^.*\) /su, "")
    .split(" ")
  return parent === undefined ? undefined : Number(parent)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return ""
    throw error
  }
}

/** What is in a folder, when it was changed last, and where its links lead. */
function stateOf(folder: string): string {
  const hash = createHash("sha256")
  const look = (path: string) => {
    for (const name of readdirSync(path, { encoding: "buffer" })) {
      const own = Buffer.concat([Buffer.from(path), Buffer.from("/"), name])
      const stat = lstatSync(own)
      hash
        .update(name)
        .update(`${stat.mode} ${stat.size} ${stat.mtimeMs} ${stat.isSymbolicLink() ? readlinkSync(own) : ""}`)
      if (stat.isDirectory()) look(own.toString())
    }
  }
  if (existsSync(join(folder))) look(folder)
  return hash.digest("hex")
}
