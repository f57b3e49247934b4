// Imports go one way. A room that imports what it should not know fails here, with how to mend it.

import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, normalize } from "node:path"
import { describe, expect, it } from "vitest"

/** Which rooms a room may import, besides itself. `main` sees all. */
const MAY: Readonly<Record<string, string[]>> = {
  text: [],
  chat: ["text"],
  library: ["text"],
  engines: ["library"],
  commands: ["chat", "library", "text"],
  "platforms/console": ["chat"],
  "platforms/discord": ["chat", "platforms/proxy", "text"],
  "platforms/telegram": ["chat", "platforms/proxy", "text"],
  "platforms/proxy": [],
  config: ["platforms/proxy"],
  cli: ["chat", "library", "engines", "config", "text"],
}

/** Packages with one home. */
const HOMES: readonly { package: RegExp; home: RegExp }[] = [
  { package: /^(?:discord\.js|@discordjs\/|discord-api-types)/u, home: /^src\/platforms\/discord\// },
  { package: /^(?:grammy|@grammyjs\/)/u, home: /^src\/platforms\/telegram\// },
  { package: /^minisearch$/u, home: /^src\/engines\/minisearch\// },
  { package: /^nodejieba$/u, home: /^src\/library\/terms\.ts$/ },
]

interface Import {
  file: string
  target: string
}

/** `src/platforms/discord/render.ts` is in `platforms/discord`, `commands/ask.ts` in `commands`. */
function roomOf(file: string): string {
  const parts = file
    .replace(/\.[jt]s$/u, "")
    .split("/")
    .filter((part) => part !== "src")
  return parts[0] === "platforms" ? parts.slice(0, 2).join("/") : (parts[0] ?? "")
}

function importsOf(file: string, source: string): Import[] {
  return [...source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/gu)].map(([, target = ""]) => ({
    file,
    target: target.startsWith(".") ? normalize(join(dirname(file), target)) : target,
  }))
}

/** What is wrong with an import, and how to mend it; undefined where nothing is. */
function faultOf({ file, target }: Import): string | undefined {
  const from = roomOf(file)
  if (from === "main") return undefined
  if (/^(?:src|commands)\//u.test(target)) {
    const to = roomOf(target)
    if (to === from || MAY[from]?.includes(to)) return undefined
    return `${file} imports ${to}: ${from} may know only ${MAY[from]?.join(", ") || "itself"}. Pass a plain value instead, or move the code.`
  }
  const home = HOMES.find((each) => each.package.test(target))
  return home && !home.home.test(file)
    ? `${file} imports ${target}, which has one home: ${home.home.source}.`
    : undefined
}

const files = ["src", "commands"].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(root, name)),
)
const sources = files.map((file) => ({ file, source: readFileSync(file, "utf8") }))

describe("the house", () => {
  it("has no import that points the wrong way", () => {
    expect(
      sources.flatMap(({ file, source }) => importsOf(file, source).flatMap((each) => faultOf(each) ?? [])),
    ).toEqual([])
  })

  it("reads the environment and standard input in main alone", () => {
    const reads = /process\.(?:env|stdin|argv)/u
    expect(
      sources.filter(({ file, source }) => file !== "src/main.ts" && reads.test(source)).map(({ file }) => file),
    ).toEqual([])
  })
})

describe("the check itself", () => {
  it.each([
    ["src/chat/chat.ts", 'import { a } from "../library/library.js"'],
    ["src/library/rank.ts", 'import { a } from "../chat/reply.js"'],
    ["commands/ask.ts", 'import { a } from "../src/platforms/discord/render.js"'],
    ["src/platforms/telegram/read.ts", 'import { a } from "../discord/render.js"'],
    ["src/library/create.ts", 'import MiniSearch from "minisearch"'],
    ["src/cli/ask.ts", 'const { Bot } = await import("grammy")'],
  ])("finds a wrong arrow in %s", (file, source) => {
    expect(importsOf(file, source).map(faultOf)).toEqual([expect.stringContaining(file)])
  })
})
