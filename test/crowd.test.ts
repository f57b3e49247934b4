// A crowd of readers at the program as a user runs it: its process and the server's are two, as with the real Discord.

import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { expect, it, onTestFinished } from "vitest"
import { by, inChannel, shown } from "./platforms/discord/harness.js"
import { startDiscord, TOKEN } from "./platforms/discord/server.js"

it("two hundred readers at once are each acknowledged once within three seconds, and each gets an answer", async () => {
  const discord = await startDiscord()
  const questions = readFileSync("test/questions/seeds.jsonl", "utf8")
    .trim()
    .split("\n")
    .map((line) => String(JSON.parse(line).question))
  const program = spawn(process.execPath, ["dist/src/main.js"], {
    stdio: ["pipe", "ignore", "pipe"],
    env: {
      ...process.env,
      ARTICLES: "",
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_BASE: discord.api,
      TELEGRAM_TOKEN: "",
      FEEDBACK: "off",
    },
  })
  let err = ""
  program.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text
  })
  onTestFinished(async () => {
    program.kill("SIGKILL")
    await discord.stop()
  })
  await discord.until(() => discord.puts().length > 0, "the registration of commands")
  const asked = Array.from({ length: 200 }, (_, i) =>
    discord.slash("ask", { question: questions[i % questions.length] ?? "" }, { ...by(i), ...inChannel(i % 20) }),
  )
  // After three seconds this server knows an interaction no more, as Discord does: its acknowledgement is a warning then.
  await discord.until(() => asked.every(({ original }) => original), "two hundred answers")
  expect(asked.map(({ original }) => shown(original).length > 4)).toEqual(asked.map(() => true))
  expect(discord.violations).toEqual([])
  expect(err).not.toMatch(/10062|40060|✗/u)
})
