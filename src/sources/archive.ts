// .zip: files of any of the other kinds. Nothing in it is ever written to the disk: its names only name.

import { type Entry, fromBuffer, type ZipFile } from "yauzl"
import { crc32 } from "./crc.js"
import { shownName } from "./folder.js"
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
 * The files of an archive in its order, to be unpacked one at a time.
 * @throws Damaged where it is none, or is too much.
 */
export async function* filesOf(bytes: Uint8Array): AsyncGenerator<Packed> {
  const archive = await opened(bytes)
  let [files, total] = [0, 0]
  for (let entry = await next(archive); entry; entry = await next(archive)) {
    const found = entry
    const name = nameOf(found)
    files++
    total += found.uncompressedSize
    if (files > MOST_FILES) throw new Damaged(`里面有 ${MOST_FILES} 个以上的文件`)
    if (total > MOST_UNPACKED) throw new Damaged(`展开超过 ${MOST_UNPACKED / MEGABYTE} MB`)
    if (name.endsWith("/")) continue
    yield { name, size: found.uncompressedSize, unpack: () => unpacked(archive, found) }
  }
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
    const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: true, autoClose: false }
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

/** An entry's name, with the slashes of Windows turned. */
const nameOf = ({ fileName }: Entry): string => shownName(Buffer.from(fileName)).replaceAll("\\", "/")

function unpacked(archive: ZipFile, entry: Entry): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => {
      if (error) return reject(damaged(error))
      const chunks: Buffer[] = []
      let sum = 0
      stream.on("data", (chunk: Buffer) => {
        chunks.push(chunk)
        // As they come: of a large file it takes a second.
        sum = crc32(chunk, sum)
      })
      stream.on("end", () => {
        if (sum === entry.crc32) resolve(Buffer.concat(chunks))
        else reject(new Damaged("展开后的内容和校验码不符"))
      })
      stream.on("error", (failed: unknown) => reject(damaged(failed)))
    })
  })
}
