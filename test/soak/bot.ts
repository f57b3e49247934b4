// The program as built, in a process of its own, before a Discord of ours: what that records is not the bot's growth.

import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { type Discord, startDiscord, TOKEN } from "../platforms/discord/server.js"
import { type Figures, growth } from "./figures.js"

const PROBE = new URL("probe.js", import.meta.url).href
const PROGRAM = fileURLToPath(new URL("../../src/main.js", import.meta.url))

export type Bot = Awaited<ReturnType<typeof startBot>>

/** A Discord set like this, and the bot logged in to it. */
export async function startBot(settings: Partial<Discord["gateway"]> = {}) {
  // Its clock stands still: an outage may outlast the three seconds in which Discord wants to hear of an interaction.
  const discord = await startDiscord({ now: () => 0 })
  Object.assign(discord.gateway, settings)
  const child = spawn(process.execPath, ["--expose-gc", "--import", PROBE, PROGRAM], {
    env: { PATH: process.env.PATH, DISCORD_TOKEN: TOKEN, DISCORD_API_BASE: discord.api, FEEDBACK: "off" },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  })
  let log = ""
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    log += text
  })
  const lines = (pattern: RegExp) => log.split("\n").filter((line) => pattern.test(line))
  await discord.until(() => lines(/斜杠命令/u).length > 0, "the bot")

  async function figures(): Promise<Figures> {
    child.send("look")
    const [found]: Figures[] = await once(child, "message")
    if (!found) throw new Error("no figures")
    return found
  }

  return {
    discord,
    figures,
    /** The figures once nothing has grown, or else after some seconds: what was just used may still be open. */
    async settled(before: Figures): Promise<Figures> {
      for (let attempt = 1; ; attempt++) {
        const after = await figures()
        if (growth(before, after).length === 0 || attempt === SETTLES_WITHIN_S) return after
        await new Promise((resolve) => setTimeout(resolve, 1_000))
      }
    },
    /** What the operator would have been told of trouble: warnings, errors, and what Node itself warns of. */
    troubles: () => lines(/Z [!✗] |^\(node:|^\s+at /u),
    async stop(): Promise<void> {
      child.kill("SIGTERM")
      if (child.exitCode === null) await once(child, "exit")
      await discord.stop()
    },
  }
}

/** undici keeps an idle connection open for four seconds. */
const SETTLES_WITHIN_S = 10
