// Imports go one way. A room that imports what it should not know fails here, with how to mend it.

import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, normalize } from "node:path"
import { describe, expect, it } from "vitest"

/** What wires the rooms together sees all of them. */
const WIRING = ["main", "bot"]

/** Which rooms a room may import, besides itself. */
const MAY: Readonly<Record<string, string[]>> = {
  text: [],
  chat: ["text"],
  library: ["text"],
  engines: ["library"],
  sources: ["library"],
  keep: ["chat"],
  commands: ["chat", "keep", "library", "sources", "text"],
  "platforms/console": ["chat"],
  "platforms/discord": [
    "chat",
    "platforms/carrier",
    "platforms/download",
    "platforms/proxy",
    "platforms/within",
    "text",
  ],
  "platforms/telegram": [
    "chat",
    "platforms/download",
    "platforms/pause",
    "platforms/proxy",
    "platforms/within",
    "text",
  ],
  "platforms/carrier": ["platforms/proxy"],
  "platforms/download": ["platforms/carrier", "platforms/proxy"],
  "platforms/proxy": [],
  "platforms/within": ["platforms/pause"],
  "platforms/pause": [],
  cli: ["chat", "library", "engines", "sources", "config", "keep", "text"],
  config: ["library", "platforms/proxy"],
}

/** Packages with one home. */
const HOMES: readonly { package: RegExp; home: RegExp }[] = [
  { package: /^(?:discord\.js|@discordjs\/|discord-api-types)/u, home: /^src\/platforms\/discord\// },
  { package: /^(?:grammy|@grammyjs\/)/u, home: /^src\/platforms\/telegram\// },
  { package: /^minisearch$/u, home: /^src\/engines\/minisearch\// },
  {
    package:
      /^(?:mammoth|linkedom|@mozilla\/readability|csv-parse|yauzl|unpdf|marked|yaml|chokidar|feedsmith)(?:\/|$)/u,
    home: /^src\/sources\//,
  },
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
  if (WIRING.includes(from)) return undefined
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

/** What only main may read; the rest is handed it as an argument. */
const SURROUNDINGS = /process\.(?:env|stdin|argv)|Date\.now|new Date\(|performance\.now|Math\.random/gu

const EXCEPTIONS: readonly { file: string; reads: string; because: string }[] = [
  {
    file: "src/bot.ts",
    reads: "new Date(",
    because: "makes a date of the clock that main hands it",
  },
  {
    file: "src/sources/errands.ts",
    reads: "process.argv",
    because: "is a program of its own, which isolation.ts starts",
  },
  {
    file: "src/platforms/telegram/service.ts",
    reads: "Date.now",
    because: "the default of its clock argument; tests pass their own",
  },
]

function surroundingsFaults(file: string, source: string): string[] {
  if (file === "src/main.ts") return []
  return [...source.matchAll(SURROUNDINGS)]
    .filter(([reads]) => !EXCEPTIONS.some((each) => each.file === file && each.reads === reads))
    .map(([reads]) => `${file} has ${reads}: take it as an argument and let src/main.ts pass it.`)
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

  it("reads the environment, the clock and standard input in main alone", () => {
    expect(sources.flatMap(({ file, source }) => surroundingsFaults(file, source))).toEqual([])
  })

  it("has no exception that is not used any more", () => {
    const unused = EXCEPTIONS.filter(
      ({ file, reads }) => !sources.some((each) => each.file === file && each.source.includes(reads)),
    )
    expect(unused.map(({ file, reads }) => `${file} no longer has ${reads}: remove the exception.`)).toEqual([])
  })

  it("has exactly one file that knows nodejieba", () => {
    const knowing = sources.filter(({ file, source }) =>
      importsOf(file, source).some(({ target }) => target === "nodejieba"),
    )
    expect(knowing.map(({ file }) => file)).toEqual(["src/library/terms.ts"])
  })

  it("has no room without a rule: a new folder is given one in MAY", () => {
    const rooms = new Set(files.map(roomOf))
    expect([...rooms].filter((room) => !WIRING.includes(room) && !MAY[room])).toEqual([])
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
    ["src/config.ts", 'export { a } from "./chat/chat.js"'],
    ["src/engines/minisearch/headlines.ts", 'import "../../cli/log.js"'],
    ["src/library/rank.ts", 'import {\n  a,\n} from "../engines/archive/archive.js"'],
    ["src/platforms/console/console.ts", 'import { a } from "../../library/fold.js"'],
    ["src/chat/reply.ts", 'import type { a } from "discord-api-types/v10"'],
    ["src/keep/feedback.ts", 'import type { a } from "../library/library.js"'],
  ])("finds a wrong arrow in %s", (file, source) => {
    expect(importsOf(file, source).map(faultOf)).toEqual([expect.stringContaining(file)])
  })

  it("lets pass what the house allows", () => {
    const source = 'import type { Log } from "../../chat/platform.js"\nimport { proxyRule } from "../proxy.js"'
    expect(importsOf("src/platforms/telegram/client.ts", source).map(faultOf)).toEqual([undefined, undefined])
    expect(importsOf("src/main.ts", 'await import("./platforms/discord/discord.js")').map(faultOf)).toEqual([undefined])
  })

  it.each(["process.env.HOME", "Date.now()", "new Date()", "process.stdin", "Math.random()"])(
    "finds %s outside main, and not in it",
    (reads) => {
      expect(surroundingsFaults("src/library/rank.ts", `const a = ${reads}`)).toEqual([
        expect.stringContaining("src/library/rank.ts"),
      ])
      expect(surroundingsFaults("src/main.ts", `const a = ${reads}`)).toEqual([])
    },
  )
})
