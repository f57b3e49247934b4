// What the documents say of the program is what the program is.

import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { createCommands } from "../commands/index.js"
import { type Locale, typedOf } from "../src/chat/command.js"
import { createMiniSearchEngine } from "../src/engines/minisearch/minisearch.js"
import { createLibrary } from "../src/library/create.js"

const feedback = { keep: async () => true }
const commands = typedOf(
  createCommands(createLibrary(createMiniSearchEngine()), { version: "1", now: Date.now, feedback }),
)
const READMES: [string, Locale][] = [
  ["README.md", "en"],
  ["README.zh-CN.md", "zh-CN"],
]

describe.each(READMES)("%s", (file, locale) => {
  const text = readFileSync(file, "utf8")

  it("lists every command as the menus do, and no other", () => {
    const [, table = ""] = /<!-- commands -->([\s\S]*?)<!-- \/commands -->/u.exec(text) ?? []
    const rows = [...table.matchAll(/^\| (\/\w+) \| (.*?) \|$/gmu)].map(([, name, summary]) => [name, summary])
    expect(rows).toEqual(commands.map(({ name, summary }) => [`/${name}`, summary[locale]]))
  })

  it("links only to files that are there", () => {
    for (const [, link = ""] of text.matchAll(/\]\(([^)#:]+?)(?:#[^)]*)?\)/gu))
      expect(() => readFileSync(link)).not.toThrow()
  })

  it("names only npm scripts that there are", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8"))
    for (const [, script = ""] of text.matchAll(/npm run (?:-s )?([a-z]+)/gu))
      expect(Object.keys(scripts)).toContain(script)
  })
})

it(".env.example explains every variable that the configuration reads, and sets none", () => {
  const example = readFileSync(".env.example", "utf8")
  const source = readFileSync("src/config.ts", "utf8")
  for (const [, name = ""] of source.matchAll(/(?:read|url)\("([A-Z_]+)"/gu)) expect(example).toContain(name)
  for (const line of example.split("\n")) expect(line).toMatch(/^(?:#.*)?$/u)
})
