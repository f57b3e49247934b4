// `npm run check`: every token is looked at, and a fault in one hides nothing of the others.

import { expect, it } from "vitest"
import { OperatorError } from "../../src/chat/platform.js"
import { checkTokens, describeFinding } from "../../src/cli/check.js"

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
