// Tells one reader's presses under one answer from another's, without keeping who anybody is.

import { createHmac, randomBytes } from "node:crypto"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"

/** Bytes of the key. */
const KEY_SIZE = 32
/** Characters of a name, six bits each: in a million presses two are alike once in 10^17 times. */
const NAME_LENGTH = 16

/**
 * Names a reader under an answer: a keyed hash of both, so that the same reader has another name under every other
 * answer. The key is `presser.key` in the folder, made when it is not there. Rejects with the file system's error.
 */
export async function presserNames(folder: string): Promise<(reader: string, answer: string) => string> {
  const key = await keyIn(join(folder, "presser.key"))
  return (reader, answer) =>
    createHmac("sha256", key)
      .update(JSON.stringify([reader, answer]))
      .digest("base64url")
      .slice(0, NAME_LENGTH)
}

/** Two programs over one folder end up with the key of the first. */
async function keyIn(path: string): Promise<string> {
  try {
    await writeFile(path, randomBytes(KEY_SIZE).toString("hex"), { flag: "wx", mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
  }
  return readFile(path, "utf8")
}
