// Tells one reader's presses under one answer from another's, without keeping who anybody is.

import { createHmac, randomBytes } from "node:crypto"
import { link, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { codeOf } from "./folder.js"

/** Bytes of the key. */
const KEY_SIZE = 32
/** Characters of a name, six bits each: in a million presses two are alike once in 10^17 times. */
const NAME_LENGTH = 16

/**
 * Names a reader under an answer: a keyed hash of both, so that the same reader has another name under every other
 * answer. The key is `presser.key` in the folder, made when it is not there. Rejects with the file
 * system's error, or with code EKEY where the file holds something else.
 */
export async function presserNames(folder: string): Promise<(reader: string, answer: string) => string> {
  const key = await keyIn(join(folder, "presser.key"))
  return (reader, answer) =>
    createHmac("sha256", key)
      .update(JSON.stringify([reader, answer]))
      .digest("base64url")
      .slice(0, NAME_LENGTH)
}

/** Written whole before it has its name, so that of two programs over one folder both have the key of the first. */
async function keyIn(path: string): Promise<string> {
  const draft = `${path}.${randomBytes(8).toString("hex")}`
  try {
    await writeFile(draft, randomBytes(KEY_SIZE).toString("hex"), { mode: 0o600 })
    await link(draft, path)
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error
  } finally {
    await rm(draft, { force: true })
  }
  const key = await readFile(path, "utf8")
  if (!/^[0-9a-f]{64}$/u.test(key)) throw Object.assign(new Error(`${path} is no key`), { code: "EKEY" })
  return key
}
