// .zip: files of any of the other kinds. Nothing in it is ever written to the disk: its names only name.

import { type Entry, fromBuffer, type ZipFile } from "yauzl"
import { Damaged, MEGABYTE } from "./reader.js"

/** Files in an archive, and what they may come to unpacked, at the most. */
const MOST_FILES = 20_000
const MOST_UNPACKED = 1_024 * MEGABYTE

export interface Packed {
  name: string
  /** Bytes unpacked, as the archive says; more are never unpacked. */
  size: number
  unpack(): Promise<Uint8Array>
}

/**
 * The files of an archive in its order, each to be unpacked before the next one is asked for.
 * @throws Damaged where it is none, or is too much.
 */
export async function* filesOf(bytes: Uint8Array): AsyncGenerator<Packed> {
  const archive = await opened(bytes)
  let [files, total] = [0, 0]
  for (let entry = await next(archive); entry; entry = await next(archive)) {
    const found = entry
    const name = nameOf(found)
    if (name.endsWith("/")) continue
    files++
    total += found.uncompressedSize
    if (files > MOST_FILES) throw new Damaged(`里面有 ${MOST_FILES} 个以上的文件`)
    if (total > MOST_UNPACKED) throw new Damaged(`展开超过 ${MOST_UNPACKED / MEGABYTE} MB`)
    yield { name, size: found.uncompressedSize, unpack: () => unpacked(archive, found) }
  }
}

/** What an archive comes to unpacked, as it says. Bytes. */
export async function boundsOf(bytes: Uint8Array): Promise<number> {
  let total = 0
  const archive = await opened(bytes)
  for (let entry = await next(archive); entry; entry = await next(archive)) total += entry.uncompressedSize
  return total
}

function damaged(error: unknown): Damaged {
  const message = error instanceof Error ? error.message : String(error)
  return new Damaged(
    /central directory|truncated|end of file/iu.test(message) ? "不是完整的压缩包" : `压缩包坏了：${message}`,
  )
}

function opened(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Names come as bytes: archives made on Chinese Windows have them in GBK.
    const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: true }
    fromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), options, (error, archive) => {
      if (error) reject(damaged(error))
      else resolve(archive)
    })
  })
}

/** The next entry; undefined behind the last. */
function next(archive: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      archive.removeAllListeners()
      act()
    }
    archive.once("entry", (entry: Entry) => settle(() => resolve(entry)))
    archive.once("end", () => settle(() => resolve(undefined)))
    archive.once("error", (error: unknown) => settle(() => reject(damaged(error))))
    archive.readEntry()
  })
}

/** An entry's name: in UTF-8, or else as Chinese Windows writes it. */
function nameOf({ fileName }: Entry): string {
  const bytes = Buffer.from(fileName)
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\\", "/")
  } catch {
    return new TextDecoder("gb18030").decode(bytes).replaceAll("\\", "/")
  }
}

function unpacked(archive: ZipFile, entry: Entry): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => {
      if (error) return reject(damaged(error))
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => resolve(Buffer.concat(chunks)))
      stream.on("error", (failed: unknown) => reject(damaged(failed)))
    })
  })
}
