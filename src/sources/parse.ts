// A file's bytes → its articles in portions, by the reader of such files.

import type { Fault } from "../library/fault.js"
import type { Packer } from "./portion.js"
import type { Reader } from "./reader.js"

export interface Parsed {
  reader: Reader
  /** What the file is called. */
  name: string
  bytes: Uint8Array
}

/**
 * Packs the articles of a file, and notes what is wrong with it, with a pause behind each.
 * @throws as the reader does.
 */
export async function* parseInto(
  packer: Packer,
  faults: Fault[],
  { reader, name, bytes }: Parsed,
): AsyncGenerator<void> {
  if (reader.each) {
    for (const each of reader.each(bytes, name)) {
      if ("draft" in each) packer.add(each.draft)
      else faults.push(each.fault)
      yield
    }
    return
  }
  const found = await reader.read(bytes, name)
  // One by one: a call takes some hundred thousand arguments at the most.
  for (const fault of found.faults) faults.push(fault)
  for (const draft of found.drafts) {
    packer.add(draft)
    yield
  }
}
