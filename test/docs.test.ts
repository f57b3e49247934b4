// What the documents say of the program is what the program is.

import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { type Command, type Locale, listedOf, typedOf } from "../src/chat/command.js"
import { ownedBot } from "./commands/owned.js"

const { commands: all } = await ownedBot()
const TABLES: [string, readonly Command[]][] = [
  ["commands", listedOf(all)],
  ["owners", typedOf(all).filter(({ audience }) => audience !== undefined)],
]
const READMES: [string, Locale][] = [
  ["README.md", "en"],
  ["README.zh-CN.md", "zh-CN"],
]

describe.each(READMES)("%s", (file, locale) => {
  const text = readFileSync(file, "utf8")

  it.each(TABLES)("lists all %s as the menus do, and no others", (name, commands) => {
    const [, table = ""] = new RegExp(`<!-- ${name} -->([\\s\\S]*?)<!-- /${name} -->`, "u").exec(text) ?? []
    const rows = [...table.matchAll(/^\| (\/\w+(?: \w+)?) \| (.*?) \|$/gmu)].map(([, name, summary]) => [name, summary])
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

it("no document has a gap that was to be filled in", () => {
  const documents = [
    "README.md",
    "README.zh-CN.md",
    "CHANGELOG.md",
    ...readdirSync("docs")
      .filter((name) => name.endsWith(".md"))
      .map((name) => `docs/${name}`),
  ]
  for (const document of documents) expect(readFileSync(document, "utf8")).not.toMatch(/@@|TODO|TBD|XXX/u)
})

it(".env.example explains every variable that the configuration reads, and sets none", () => {
  const example = readFileSync(".env.example", "utf8")
  const source = readFileSync("src/config.ts", "utf8")
  for (const [, name = ""] of source.matchAll(/(?:read|url)\("([A-Z_]+)"/gu)) expect(example).toContain(name)
  for (const line of example.split("\n")) expect(line).toMatch(/^(?:#.*)?$/u)
})
