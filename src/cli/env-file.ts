// A .env file as people's editors save it: with a byte-order mark, in UTF-16 or GB18030, with lines that set nothing.

import { parseEnv } from "node:util"
import { decode } from "../library/decode.js"

export interface EnvFile {
  values: Record<string, string>
  /** What in it does nothing, a sentence each. */
  faults: string[]
}

/**
 * The variables of a file's bytes, and what is wrong with it; `known` are the names that mean something.
 * @throws DecodeError where the bytes are no text.
 */
export function readEnvFile(bytes: Uint8Array, known: readonly string[]): EnvFile {
  const faults: string[] = []
  // Node's parser takes such a line and the next one for a single name.
  const lines = decode(bytes).split(/\r\n?|\n/u)
  let quote: string | undefined
  const text = lines.map((line, i) => {
    const isInside = quote !== undefined
    quote = openQuote(line, quote)
    if (isInside) return line
    const name = /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*[＝:：]/u.exec(line)?.[1]
    if (name === undefined || !known.includes(name)) return line
    faults.push(`.env 第 ${i + 1} 行没有起作用：${name} 后面要用半角的等号“=”。`)
    return ""
  })
  const values = Object.fromEntries(
    Object.entries(parseEnv(text.join("\n"))).map(([name, value]) => [name, String(value)]),
  )
  for (const name of Object.keys(values)) {
    const meant = known.includes(name) ? undefined : known.find((each) => isAlmost(name, each))
    if (meant !== undefined) faults.push(`.env 里的 ${name} 不是问报认识的设置，是不是想写 ${meant}？`)
  }
  return { values, faults }
}

/** The quotation mark of a value that goes on in the next line. */
function openQuote(line: string, open: string | undefined): string | undefined {
  if (open !== undefined) return line.includes(open) ? undefined : open
  const [, mark, rest = ""] = /^\s*(?:export\s+)?[\w.-]+\s*=\s*(["'`])(.*)$/u.exec(line) ?? []
  return mark !== undefined && !rest.includes(mark) ? mark : undefined
}

/** Names that others have a use for. */
const OTHERS = new Set(["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
/** A shorter name is one character away from many. */
const TELLING = 6

/** Whether two names differ by a character or two at the most, one left out, put in or changed. */
function isAlmost(name: string, other: string): boolean {
  if (other.length < TELLING || OTHERS.has(name)) return false
  let row = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (const [i, char] of [...name.toUpperCase()].entries()) {
    const next = [i + 1]
    for (let j = 0; j < other.length; j++)
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (char === other[j] ? 0 : 1)))
    row = next
  }
  return (row.at(-1) ?? 0) <= 2
}
