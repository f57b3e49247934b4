// What has the name of a file and is none, or leads elsewhere.

import { execFileSync } from "node:child_process"
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { dirname, join } from "node:path"
import { EXTENSIONS } from "../../src/sources/readers.js"
import { FILES, LIXIAN } from "../sources/files.js"
import type { Family, Malformed } from "./families.js"

const content = FILES["稿.txt"]?.(LIXIAN) ?? Buffer.alloc(0)

/** A socket that nobody listens at any more still stands there. */
async function socket(path: string): Promise<void> {
  const server = createServer()
  // The path of a socket may have 107 bytes, so it is made elsewhere and put here by a link.
  const made = join(dirname(dirname(path)), "s")
  await new Promise<void>((resolve) => void server.listen(made, resolve))
  linkSync(made, path)
  await new Promise((resolve) => server.close(resolve))
}

const link = (name: string, to: string): Malformed => ({ name, refused: true, put: (path) => symlinkSync(to, path) })

const files: Malformed[] = [
  ...EXTENSIONS.flatMap((extension): Malformed[] => [
    { name: `管道${extension}`, refused: true, put: (path) => void execFileSync("mkfifo", [path]) },
    { name: `不许${extension}`, refused: true, put: (path) => writeFileSync(path, content, { mode: 0o000 }) },
    { name: `空${extension}`, refused: true, put: (path) => writeFileSync(path, "") },
    link(`外${extension}`, "/etc/passwd"),
    link(`断${extension}`, "不在"),
    link(`己${extension}`, `己${extension}`),
    link(`无尽${extension}`, "/dev/zero"),
    link(`随机${extension}`, "/dev/urandom"),
    link(`夹${extension}`, "/etc"),
    link(`上${extension}`, ".."),
    link(`进程${extension}`, "/proc/self/environ"),
    { name: `门${extension}`, refused: true, put: socket },
  ]),
  link("环.txt", "环二.txt"),
  link("环二.txt", "环.txt"),
  link("此", "."),
  {
    name: "关着",
    refused: true,
    put(path) {
      mkdirSync(path)
      writeFileSync(join(path, "里.txt"), content)
      chmodSync(path, 0o000)
    },
  },
  {
    name: "夹里的.txt",
    put(path) {
      mkdirSync(path)
      writeFileSync(join(path, "里.txt"), content)
    },
  },
  {
    name: "深",
    put(path) {
      const deep = join(path, ...Array.from({ length: 200 }, () => "深"))
      mkdirSync(deep, { recursive: true })
      writeFileSync(join(deep, "里.txt"), content)
    },
  },
]

export const places: Family = { name: "pipes, sockets, devices, links, folders", files }
