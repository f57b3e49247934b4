// Text as Discord's markdown: shown as it is, bold where it is strong, a link where there is one.

import { describe, expect, it } from "vitest"
import type { Span } from "../../../src/chat/reply.js"
import { markdown } from "../../../src/platforms/discord/markdown.js"

const written = (...spans: Span[]) => markdown(spans).join("\n")

describe("text is escaped", () => {
  it.each([
    ["@everyone <@1> <#2> <t:3:R>", "\\@everyone \\<\\@1\\> \\<#2\\> \\<t\\:3\\:R\\>"],
    ["**b** __u__ ~~s~~ `c` ||z||", "\\*\\*b\\*\\* \\_\\_u\\_\\_ \\~\\~s\\~\\~ \\`c\\` \\|\\|z\\|\\|"],
    ["[x](y) <b> :smile: \\", "\\[x\\](y) \\<b\\> \\:smile\\: \\\\"],
    ["见 https://example.org", "见 https\\://example.org"],
    ["# 标题", "\\# 标题"],
    ["-# 小字", "\\-# 小字"],
    ["  - 一项", "  \\- 一项"],
    ["1. 一项", "1\\. 一项"],
    ["一\n> 二\n3) 三", "一\n\\> 二\n3\\) 三"],
    ["完成1.3万亩，#2 号线 - 良", "完成1.3万亩，#2 号线 - 良"],
  ])("%s", (text, expected) => {
    expect(written(text)).toBe(expected)
  })
})

describe("what is strong", () => {
  it("is bold", () => {
    expect(written("整改，", { strong: "超额完成恢复耕地1.3万亩" }, "。")).toBe("整改，**超额完成恢复耕地1.3万亩**。")
  })

  it("next to more that is strong becomes one, so that no asterisks show", () => {
    expect(written({ strong: "一" }, "", { strong: "二" })).toBe("**一二**")
  })

  it("keeps white space outside, and is left plain where there is nothing else", () => {
    expect(written("a", { strong: " b " }, { strong: "" }, "c", { strong: " " })).toBe("a **b** c ")
  })

  it("is closed at the end of each line", () => {
    expect(written({ strong: "一\n\n二" })).toBe("**一**\n\n**二**")
  })

  it("shows its own asterisks", () => {
    expect(written("*", { strong: "*" }, "*")).toBe("\\***\\***\\*")
  })
})

describe("a link", () => {
  it("is masked, and its address cannot end it", () => {
    expect(written({ link: "金色田园", to: "https://example.org/a(b)?q=湖南" })).toBe(
      "[金色田园](<https://example.org/a%28b%29?q=%E6%B9%96%E5%8D%97>)",
    )
  })

  it.each([
    ["brackets in its label", { link: "[x]", to: "https://example.org" }, "\\[x\\]"],
    ["an address as its label", { link: "https://a", to: "https://example.org" }, "https\\://a"],
    ["another kind of address", { link: "x", to: "javascript:alert(1)" }, "x"],
    ["no address", { link: "x", to: "nowhere" }, "x"],
  ])("with %s, which Discord would not show as one, is plain", (_, span, expected) => {
    expect(written(span)).toBe(expected)
  })
})
