// What turns files of one kind into articles.

import type { Article } from "../library/article.js"
import type { Fault } from "../library/fault.js"

/** An article as a file has it. */
export interface Draft extends Omit<Article, "id" | "key" | "file"> {
  /** Where the file gives one. */
  id?: string
}

export interface Found {
  drafts: Draft[]
  /** What in the file is wrong and costs itself alone. */
  faults: Fault[]
}

export interface Reader {
  /** Bytes of a file at the most. */
  most: number
  /** From how many bytes on a file can make its parser do harm: such are parsed where that costs nothing else. */
  isolated?: number
  /**
   * The articles of a file; `file` is what it is called in faults.
   * @throws DecodeError where it is no text, Damaged where it is not what its name says.
   */
  read(bytes: Uint8Array, file: string): Promise<Found>
  /**
   * The same one by one, in the order of the file: for files whose articles together are more than should be held.
   * @throws as `read` does, be it after articles that were right.
   */
  each?(bytes: Uint8Array, file: string): Iterable<{ draft: Draft } | { fault: Fault }>
}

/** A file that the system keeps from us; `code` as the operating system names it. */
export class Withheld extends Error {
  override name = "Withheld"
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** A file that is not what its name says, or only a part of it. */
export class Damaged extends Error {
  override name = "Damaged"
}

/** A file that is no text in any encoding, said with where it fails. */
export class Undecodable extends Error {
  override name = "Undecodable"
}

export const MEGABYTE = 1024 * 1024
