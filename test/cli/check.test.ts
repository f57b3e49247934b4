// `npm run check`: every token is looked at, and a fault in one hides nothing of the others.

import { describe, expect, it } from "vitest"
import { OperatorError } from "../../src/chat/platform.js"
import { checkTokens, describeFinding, feedbackFinding } from "../../src/cli/check.js"

it("says of each token, in order, whether it is good, refused or not set", async () => {
  const findings = await checkTokens([
    { name: "DISCORD_TOKEN", attempt: () => Promise.reject(new OperatorError("DISCORD_TOKEN 被 Discord 拒绝。")) },
    { name: "TELEGRAM_TOKEN", attempt: async () => "@wenbao_bot。" },
    { name: "OTHER_TOKEN" },
  ])
  expect(findings).toEqual([
    { ok: false, text: "DISCORD_TOKEN 被 Discord 拒绝。" },
    { ok: true, text: "TELEGRAM_TOKEN 可用：@wenbao_bot。" },
    { ok: true, text: "OTHER_TOKEN 没有设置，这个平台不启动。" },
  ])
})

it("lets a bug through, for it is no finding about the set-up", async () => {
  const bug = new TypeError("undefined is not a function")
  await expect(checkTokens([{ name: "DISCORD_TOKEN", attempt: () => Promise.reject(bug) }])).rejects.toBe(bug)
})

it("marks what is right and what is wrong", () => {
  expect(describeFinding({ ok: true, text: "代理：没有设置，直接连接。" })).toBe("✓ 代理：没有设置，直接连接。")
  expect(describeFinding({ ok: false, text: "seeds：没有。" })).toBe("✗ seeds：没有。")
})

describe("where readers' feedback is kept", () => {
  const kept = (data: string) => feedbackFinding({ feedback: true, data })

  it("is right where the folder is there, or can be made", async () => {
    expect(await kept("test")).toEqual({ ok: true, text: "DATA：读者的 👍 👎 记在 test。" })
    expect(await kept("test/not/there/yet")).toMatchObject({ ok: true })
  })

  it("is wrong where a file has its name, or the name of a folder above it", async () => {
    for (const data of ["package.json", "package.json/data"])
      expect(await kept(data)).toMatchObject({ ok: false, text: expect.stringContaining("DATA") })
  })

  it("is nowhere where nothing is kept", async () => {
    expect(await feedbackFinding({ feedback: false, data: "package.json" })).toMatchObject({ ok: true })
  })
})
