// The product's own commands as Discord is told of them.

import { describe, expect, it } from "vitest"
import { createCommands } from "../../../commands/index.js"
import { typedOf } from "../../../src/chat/command.js"
import { definitions, register } from "../../../src/platforms/discord/definitions.js"
import { seedLibrary } from "../../seeds.js"
import { testCommands } from "./harness.js"
import { commandFaults } from "./rules.js"

it("the product's commands break none of Discord's rules", async () => {
  const commands = createCommands(await seedLibrary(), {
    version: "1.0.0",
    now: Date.now,
    feedback: { keep: async () => true },
  })
  expect(commandFaults(definitions(commands), true)).toEqual([])
  const names = definitions(commands).map(({ name }) => name)
  expect(names).toEqual([...typedOf(commands).map(({ name }) => name), "问问这条"])
})

it("dates are options of their own that nothing completes", async () => {
  const commands = createCommands(await seedLibrary(), { version: "1.0.0", now: Date.now })
  const articles = definitions(commands).find(({ name }) => name === "articles")
  const options = articles && "options" in articles ? (articles.options ?? []) : []
  expect(options.map(({ name }) => name)).toEqual(["about", "since", "until", "page", "private"])
  expect(options[1]).toMatchObject({
    type: 3,
    autocomplete: false,
    required: false,
    name_localizations: { "zh-CN": "起始" },
  })
})

it("a command that only buttons carry is not registered", () => {
  const carried = testCommands().map((command) => ({ ...command, name: `${command.name}-x`, typed: false as const }))
  expect(definitions([...testCommands(), ...carried])).toEqual(definitions(testCommands()))
})

describe("registering", () => {
  /** A registry that has these commands, and counts how often they are written. */
  function registry(has: unknown, everywhere: unknown = []) {
    const written: unknown[] = []
    return {
      written,
      get: async (route: string) => (route.includes("/guilds/") ? has : everywhere),
      put: async (route: string, { body }: { body: unknown }) =>
        written.push(route.includes("/guilds/") ? body : { everywhere: body }),
    }
  }

  const commands = testCommands()
  const asDiscordHasThem = definitions(commands)
    .map((each) => ({ id: "1", version: "2", default_member_permissions: null, ...each }))
    .reverse()

  it("does nothing for the same commands in another order with fields of Discord's own", async () => {
    const same = registry(asDiscordHasThem)
    expect(await register(same, "4", "2", commands)).toBe("unchanged")
    expect(same.written).toEqual([])
  })

  it("for one server withdraws those that were registered for all", async () => {
    const before = registry(asDiscordHasThem, asDiscordHasThem)
    expect(await register(before, "4", "2", commands)).toBe("unchanged")
    expect(before.written).toEqual([{ everywhere: [] }])
  })

  it.each([
    ["one is missing", asDiscordHasThem.slice(1)],
    ["one too many is there", [...asDiscordHasThem, { name: "old", description: "旧", options: [] }]],
    ["a translation differs", asDiscordHasThem.map((each) => ({ ...each, description_localizations: null }))],
    ["there is none", []],
  ])("writes all when %s", async (_, has) => {
    const other = registry(has)
    expect(await register(other, "4", "2", commands)).toBe("registered")
    expect(other.written).toEqual([definitions(commands)])
  })
})
