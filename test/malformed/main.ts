// `npm run malformed`: more than a thousand files that no program should have written, among good ones. Each is refused by
// name, or served as far as it is right, in bounded time and memory; all good ones are served; nothing else happens.

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { FILES, LIXIAN } from "../sources/files.js"
import { FAMILIES, type Family } from "./families.js"
import { faultsOf, GOOD } from "./judge.js"
import { run } from "./run.js"

/** The same good article in every kind of file, before, among and behind the others in the order of names. */
const BESIDE = ["!", "好", "𠮷"]

const SHOWN = 3

/** Puts a family's files into a folder of their own, reads it, and prints what came of it. Resolves to the faults. */
async function judged({ name, files }: Family): Promise<number> {
  const root = mkdtempSync(join(tmpdir(), "wenbao-malformed-"))
  try {
    const [folder, beside] = [join(root, "articles"), join(root, "beside")]
    for (const each of [folder, beside]) mkdirSync(each)
    // Whoever reads is not who owns: the folder is theirs to read alone.
    for (const each of [root, folder, beside]) chmodSync(each, 0o755)
    for (const at of BESIDE)
      for (const [good, write] of Object.entries(FILES))
        writeFileSync(join(folder, `${at}${GOOD}${good}`), write(LIXIAN))
    for (const { name, put } of files) await put(join(folder, name))
    const reading = await run(folder, beside)
    const faults = faultsOf(files, BESIDE, reading)
    const { seconds, megabytes, report } = reading
    const slowest = report.took.toSorted((a, b) => b.ms - a.ms).slice(0, SHOWN)
    console.log(
      `${name}: ${files.length} files, ${report.served.length} of all served from, ${seconds.toFixed(0)} s, the slowest ${slowest.map(({ file, ms }) => `${file.slice(0, 30)} ${(ms / 1_000).toFixed(1)} s`).join(", ")}, ${megabytes} MB at the most`,
    )
    console.log(
      [
        ...faults.slice(0, 30).map((fault) => `  ✗ ${fault}`),
        faults.length === 0 ? "  ✓" : `  ✗ ${faults.length} faults`,
      ].join("\n"),
    )
    return faults.length
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const chosen = FAMILIES.filter(({ name }) => process.argv.length < 3 || process.argv.includes(name))
const count = chosen.reduce((sum, { files }) => sum + files.length, 0)
let failed = 0
for (const family of chosen) failed += await judged(family)
if (process.argv.length < 3 && count < 1_000) throw new Error(`only ${count} files`)
console.log(`${count - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
