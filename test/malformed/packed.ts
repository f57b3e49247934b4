// Archives as no program writes them: what they say of themselves can be anything (PKWARE APPNOTE 4.3).

import { deflateRawSync } from "node:zlib"
import { crc32 } from "../../src/sources/crc.js"

export interface Entry {
  name: string | Uint8Array
  bytes: Uint8Array
  /** What the archive says instead of what is so. */
  says?: Partial<Sizes>
  /** Given: of the entry with this number instead of one of its own. */
  sameAs?: number
}

interface Sizes {
  packed: number
  unpacked: number
  crc: number
  offset: number
  method: number
  flags: number
}

/** A zip of these entries, one after the other, and its directory behind them. */
export function packed(entries: readonly Entry[], end: { says?: number; prefix?: Uint8Array } = {}): Uint8Array {
  const parts: Uint8Array[] = [end.prefix ?? new Uint8Array()]
  const directory: Uint8Array[] = []
  const told: Sizes[] = []
  let offset = end.prefix?.length ?? 0
  for (const { name, bytes, says, sameAs } of entries) {
    const same = sameAs === undefined ? undefined : told[sameAs]
    const deflated = same ? new Uint8Array() : deflateRawSync(bytes)
    const true_ = {
      packed: deflated.length,
      unpacked: bytes.length,
      crc: same ? 0 : crc32(bytes),
      offset,
      method: 8,
      flags: 0x800,
    }
    const sizes = { ...(same ?? true_), ...says }
    told.push(sizes)
    const title = Buffer.from(name)
    if (!same) {
      const local = Buffer.concat([header(0x04034b50, 30, sizes, title.length), title, deflated])
      parts.push(local)
      offset += local.length
    }
    directory.push(Buffer.concat([header(0x02014b50, 46, sizes, title.length), title]))
  }
  const list = Buffer.concat(directory)
  const last = Buffer.alloc(22)
  last.writeUInt32LE(0x06054b50, 0)
  last.writeUInt16LE(Math.min(0xffff, end.says ?? entries.length), 8)
  last.writeUInt16LE(Math.min(0xffff, end.says ?? entries.length), 10)
  last.writeUInt32LE(list.length, 12)
  last.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, list, last])
}

/** The header before a file, or its line in the directory, which has more in the middle. */
function header(signature: number, length: number, sizes: Sizes, nameLength: number): Buffer {
  const bytes = Buffer.alloc(length)
  const isDirectory = length === 46
  const at = isDirectory ? 8 : 6
  bytes.writeUInt32LE(signature, 0)
  bytes.writeUInt16LE(20, 4)
  bytes.writeUInt16LE(sizes.flags, at)
  bytes.writeUInt16LE(sizes.method, at + 2)
  bytes.writeUInt32LE(sizes.crc, at + 8)
  bytes.writeUInt32LE(sizes.packed, at + 12)
  bytes.writeUInt32LE(sizes.unpacked, at + 16)
  bytes.writeUInt16LE(nameLength, at + 20)
  if (isDirectory) bytes.writeUInt32LE(sizes.offset, 42)
  return bytes
}
