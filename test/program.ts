// The program for tests: the process that a user starts, as it was built, with an environment of its own.

import { spawn } from "node:child_process"
import { mkdtempSync } from "node:fs"
import { mkdtemp, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"

interface Run {
  args?: string[]
  env?: Record<string, string>
  input?: string
  /** Kept open: the program must end by itself or be told to. */
  open?: boolean
}

const NO_TOKENS = {
  DISCORD_TOKEN: "",
  DISCORD_SHARDS: "",
  TELEGRAM_TOKEN: "",
  TELEGRAM_NAME: "",
  TELEGRAM_WEBHOOK_URL: "",
  TELEGRAM_WEBHOOK_LISTEN: "",
  PORT: "",
  ARTICLES: "",
  DATA: "",
  FEEDBACK: "",
  STRICTNESS: "",
  SYNONYMS: "",
  DICTIONARY: "",
  PROXY_URL: "",
  HTTPS_PROXY: "",
  https_proxy: "",
}

/** Starts the program as built; it ends with the test. */
export function start({ args = [], env = {}, input = "", open = false }: Run) {
  const child = spawn(process.execPath, ["dist/src/main.js", ...args], {
    env: { ...process.env, ...NO_TOKENS, DATA: mkdtempSync(join(tmpdir(), "wenbao-data-")), ...env },
  })
  onTestFinished(() => void child.kill("SIGKILL"))
  const output = { out: "", err: "" }
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.out += text
  })
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.err += text
  })
  if (open) child.stdin.write(input)
  else child.stdin.end(input)
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, ...output })),
  )
  return { child, output, ended }
}

export const run = (options: Run) => start(options).ended

/** A folder of these files. */
export async function folder(files: Record<string, string | Uint8Array>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "wenbao-"))
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content)
  return path
}

/** A port of this machine that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === "object" ? (address?.port ?? 0) : 0
}
