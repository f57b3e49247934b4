// What must hold of every reading: malformed files are refused by name or served as they are, good ones are served.

import { FILES, LIXIAN } from "../sources/files.js"
import type { Malformed } from "./families.js"
import type { Run } from "./run.js"

/** In the names of good files. */
export const GOOD = "好稿"
/** The bounds that docs/articles.md states: of one file, and of the whole program. */
const MOST_SECONDS = 60
const MOST_MEGABYTES = 2_048

/** What does not hold, a sentence each. `beside` is what the names of the good files begin with. */
export function faultsOf(
  files: readonly Malformed[],
  beside: readonly string[],
  { report, megabytes, strays }: Run,
): string[] {
  const { served, faults, took } = report
  const named = new Set(
    faults.flatMap((fault) =>
      "files" in fault ? fault.files : "file" in fault ? [fault.file] : "path" in fault ? [fault.path] : [],
    ),
  )
  const isOf = (name: string) => (file: string) => file.startsWith(name)
  const wrong: string[] = [...strays]
  if (megabytes >= MOST_MEGABYTES) wrong.push(`it took ${megabytes} MB`)
  // A file may be tried twice: see isolation.ts.
  for (const { file, ms } of took)
    if (ms > MOST_SECONDS * 1_100) wrong.push(`${file} took ${(ms / 1_000).toFixed(0)} s`)
  for (const at of beside)
    for (const name of Object.keys(FILES)) {
      const own = served.find(({ file }) => file === `${at}${GOOD}${name}`)
      const told = [...named].some((each) => each === `${at}${GOOD}${name}`)
      // All have the id 1, and one of them is first.
      if (name === "行.jsonl" && told) continue
      if (own?.texts.join("\n") !== [LIXIAN.headline, ...LIXIAN.paragraphs].join("\n"))
        wrong.push(`${at}${GOOD}${name} is not served as it is`)
    }
  for (const { name, refused, partOf } of files) {
    const own = served.filter(({ file }) => isOf(name)(file))
    const isNamed = [...named].some(isOf(name))
    if (own.length === 0 && !isNamed) wrong.push(`${name} is neither refused nor served`)
    if (refused && own.length > 0) wrong.push(`${name} is served: ${own[0]?.texts[0]?.slice(0, 60)}`)
    for (const text of own.flatMap(({ texts }) => texts)) {
      if (text.includes("\ufffd")) wrong.push(`${name}: characters are lost: ${text.slice(0, 60)}`)
      else if (partOf !== undefined && !partOf.includes(text))
        wrong.push(`${name}: not what was written: ${text.slice(0, 60)}`)
    }
  }
  return wrong
}
