// Buttons outlive the program that sent them: all they need is in them.

import { expect, it } from "vitest"
import { echo, shown, startBot, startedBot } from "./harness.js"
import { buttons } from "./rules.js"

it("a button pressed after a restart does what it says", async () => {
  const before = await startedBot({
    answering: () => ({
      blocks: [{ kind: "paragraph", spans: ["答案"] }],
      next: [{ label: "更多", call: { command: "ask", args: { question: "澧县", page: "2" } } }],
    }),
  })
  const asked = before.discord.slash("ask", { question: "澧县" })
  const original = await before.discord.until(() => asked.original)
  before.stop.abort()
  await before.running
  const again = await startBot({ server: before.discord })
  await again.ready()
  const pressed = again.discord.press(Object(buttons(original)[0]).custom_id, String(original.id))
  expect(shown(await again.discord.until(() => pressed.original))).toBe(echo("ask", "澧县", "2"))
})
