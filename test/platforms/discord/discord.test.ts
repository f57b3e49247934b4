import { expect, test } from "vitest"
import { echo, shown, startedBot } from "./harness.js"

test("a slash command with a quick reply is answered at once, with one acknowledgement", async () => {
  const { discord, above } = await startedBot()
  const asked = discord.slash("ask", { question: "澧县复耕多少亩" })
  const original = await discord.until(() => asked.original)
  expect(shown(original)).toBe(echo("ask", "澧县复耕多少亩"))
  expect(asked.response?.type).toBe(4)
  expect(discord.violations).toEqual([])
  expect(above("error")).toEqual([])
})
