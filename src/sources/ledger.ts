// What is known of each article of a folder without its text, in columns: of 200,000 it is some fifteen megabytes.

import type { Name } from "./identify.js"

/** What an article is told by. */
export interface Entry extends Name {
  /** The file, within an archive if it is in one. */
  file: string
  line: number
  digest: number
}

/** `own` where it is another than the name: see `Name`. */
const GIVEN = -1

/** What a ledger is made of again. */
export interface Columns {
  names: string[]
  digests: Float64Array
  lines: Uint32Array
  agains: Int32Array
  own: [number, string][]
  /** Each file with how many rows it has, in their order. */
  files: [string, number][]
}

export class Ledger {
  /** Columns, an article a row. */
  names: string[] = []
  digests: number[] = []
  lines: number[] = []
  readonly files: string[] = []
  /** -1 where the name was given, else the number that its id was made with. */
  agains: number[] = []
  /** Ids that were made with another number than 0, by row. */
  readonly own = new Map<number, string>()

  static of({ names, digests, lines, agains, own, files }: Columns): Ledger {
    const ledger = new Ledger()
    ledger.names = names
    ledger.digests = Array.from(digests)
    ledger.lines = Array.from(lines)
    ledger.agains = Array.from(agains)
    for (const [file, count] of files) for (let i = 0; i < count; i++) ledger.files.push(file)
    for (const [row, id] of own) ledger.own.set(row, id)
    return ledger
  }

  get size(): number {
    return this.names.length
  }

  add({ name, given, own, file, line, digest }: Entry): void {
    if (own && own.again > 0) this.own.set(this.size, own.id)
    this.agains.push(given ? GIVEN : (own?.again ?? 0))
    this.digests.push(digest)
    this.lines.push(line)
    this.files.push(file)
    this.names.push(name)
  }

  entry(row: number): Entry {
    const again = this.agains[row] ?? 0
    const id = this.own.get(row)
    return {
      name: this.names[row] ?? "",
      given: again === GIVEN,
      ...(id !== undefined && { own: { id, again } }),
      file: this.files[row] ?? "",
      line: this.lines[row] ?? 0,
      digest: this.digests[row] ?? 0,
    }
  }

  /** The id that an article has, if it is served. */
  id(row: number): string {
    return this.own.get(row) ?? this.names[row] ?? ""
  }

  /** Takes over rows of another as they are. */
  copy(other: Ledger, from: number, count: number): void {
    for (const entry of other.entries(from, count)) this.add(entry)
  }

  *entries(from: number, count: number): Generator<Entry> {
    for (let row = from; row < from + count; row++) yield this.entry(row)
  }
}
