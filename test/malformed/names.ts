// Names in archives that lead elsewhere, are none, or are too much; and names of files that no terminal should obey.

import { writeFileSync } from "node:fs"
import { FILES, LIXIAN } from "../sources/files.js"
import type { Family, Malformed } from "./families.js"
import { packed } from "./packed.js"

const content = FILES["稿.txt"]?.(LIXIAN) ?? Buffer.alloc(0)

const NAMES: readonly (string | Uint8Array)[] = [
  "../外.txt",
  "../../../../../../tmp/外.txt",
  "/etc/外.txt",
  "C:\\外.txt",
  "\\\\服务器\\外.txt",
  "..\\..\\外.txt",
  "./里.txt",
  "a/../../b.txt",
  "~/外.txt",
  "零\0.txt",
  "零.txt\0.exe",
  "\x1b[2J\x1b[31m红.txt",
  "换\n行.txt",
  "回\r车.txt",
  "铃\x07.txt",
  "退\b\b\b.txt",
  "左\u202etxt.exe.txt",
  "隔\u2028行.txt",
  "CON.txt",
  "NUL.txt",
  "AUX.md",
  "COM1.html",
  "LPT1.csv",
  "con",
  "a:流.txt",
  "尾. .txt",
  "尾.txt ",
  " .txt",
  "?.txt",
  "*.txt",
  "|.txt",
  "<>.txt",
  "`rm`.txt",
  "$(id).txt",
  "%s%n.txt",
  `${"长".repeat(300)}.txt`,
  `${"a".repeat(65_000)}.txt`,
  `${"a/".repeat(30_000)}深.txt`,
  "",
  "/",
  "//",
  ".txt",
  "..",
  ".",
  "a//b.txt",
  Uint8Array.of(0xe5, 0xa7, 0x2e, 0x74, 0x78, 0x74),
  Uint8Array.of(0xff, 0xfe, 0x2e, 0x74, 0x78, 0x74),
  Uint8Array.of(0x80, 0x2e, 0x74, 0x78, 0x74),
  Uint8Array.of(0xc0, 0xaf, 0x2e, 0x74, 0x78, 0x74),
  "__proto__",
  "__proto__.txt",
  "constructor.txt",
  "toString",
  "同.txt",
]

const inArchives = NAMES.map(
  (name, i): Malformed => ({
    name: `名${String(i).padStart(2, "0")}.zip`,
    put: (path) => writeFileSync(path, packed([{ name, bytes: content }])),
  }),
)

/** As the disk has them; what these hold is right, and is served. */
const DISK: readonly (string | Uint8Array)[] = [
  "\x1b[31m红.txt",
  "换\n行.txt",
  "左\u202e右.txt",
  "-rf.txt",
  "*.txt",
  "%s.txt",
  Buffer.concat([Uint8Array.of(0xe5, 0xa7), Buffer.from(".txt")]),
  Uint8Array.of(0xff, 0x2e, 0x74, 0x78, 0x74),
]

const onDisk = DISK.map(
  (name, i): Malformed => ({
    name: `disk${i}`,
    put: (path) =>
      writeFileSync(
        Buffer.concat([Buffer.from(path), Buffer.from(name)]),
        i % 2 === 0 ? content : Uint8Array.of(0xff, 0xff),
      ),
  }),
)

const twice: Malformed = {
  name: "同名.zip",
  put: (path) => writeFileSync(path, packed(Array.from({ length: 1_000 }, () => ({ name: "同.txt", bytes: content })))),
}

export const names: Family = { name: "names", files: [...inArchives, ...onDisk, twice] }
