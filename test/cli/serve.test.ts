// Platforms side by side: what happens to one must not end the others.

import { expect, it } from "vitest"
import { createChat } from "../../src/chat/chat.js"
import { OperatorError, type Platform } from "../../src/chat/platform.js"
import { serve } from "../../src/cli/serve.js"

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const chat = createChat([], silent)

/** A platform that runs until it is told to stop. */
function steady(name: string): Platform & { stopped: boolean } {
  const platform = {
    name,
    stopped: false,
    run: (_: unknown, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => {
          platform.stopped = true
          resolve()
        })
      }),
  }
  return platform
}

const failing = (name: string, error: unknown): Platform => ({ name, run: () => Promise.reject(error) })

async function served(platforms: Platform[], whileRunning = (_: { error: unknown[][] }) => {}) {
  const stop = new AbortController()
  const lines = { error: [] as unknown[][] }
  const log = { ...silent, error: (...line: unknown[]) => void lines.error.push(line) }
  const running = serve(platforms, chat, { signal: stop.signal, log })
  await new Promise(setImmediate)
  whileRunning(lines)
  stop.abort()
  return { failed: await running, errors: lines.error }
}

it("goes on with one platform when another is refused, says why in one line, and tells that one failed", async () => {
  const telegram = steady("telegram")
  const { failed, errors } = await served(
    [failing("discord", new OperatorError("DISCORD_TOKEN 被 Discord 拒绝。")), telegram],
    ({ error }) => {
      expect(error).toEqual([["DISCORD_TOKEN 被 Discord 拒绝。"]])
      expect(telegram.stopped).toBe(false)
    },
  )
  expect(failed).toBe(true)
  expect(errors).toHaveLength(1)
  expect(telegram.stopped).toBe(true)
})

it("logs a bug whole, with the platform's name", async () => {
  const bug = new TypeError("undefined is not a function")
  const { failed, errors } = await served([failing("telegram", bug)])
  expect(failed).toBe(true)
  expect(errors).toEqual([[expect.stringContaining("telegram"), bug]])
})

it("takes a platform that throws at once as one that failed", async () => {
  const throwing: Platform = {
    name: "discord",
    run() {
      throw new OperatorError("没有 token。")
    },
  }
  const telegram = steady("telegram")
  const { failed, errors } = await served([throwing, telegram])
  expect({ failed, errors, stopped: telegram.stopped }).toEqual({
    failed: true,
    errors: [["没有 token。"]],
    stopped: true,
  })
})

it("waits for all platforms when told to stop, and tells that none failed", async () => {
  const [discord, telegram] = [steady("discord"), steady("telegram")]
  expect(await served([discord, telegram])).toEqual({ failed: false, errors: [] })
  expect([discord.stopped, telegram.stopped]).toEqual([true, true])
})
