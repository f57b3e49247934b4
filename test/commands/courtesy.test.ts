// What is said to a bot and is no question, and what only looks so.

import { describe, expect, it } from "vitest"
import { isCourtesy } from "../../commands/parts/courtesy.js"

describe("is courtesy, or asks how to use the bot", () => {
  it.each([
    "你好",
    "您好！",
    "谢谢",
    "谢谢你啦",
    "好的，谢谢！",
    "Hello",
    "在吗？",
    "怎么用",
    "你是谁",
    "你能做什么",
    "再见",
    "謝謝",
    "真的吗",
  ])("%s", (text) => {
    expect(isCourtesy(text)).toBe(true)
  })
})

it.each(["嗯", "哦", "好的", "谢谢啦", "在吗～"])("a text of %s and then something else is told at once", (phrase) => {
  expect(isCourtesy(`${phrase.repeat(40).slice(0, 38)}x`)).toBe(false)
})

describe("is a question", () => {
  it.each([
    "你好，澧县复耕多少亩",
    "谢谢，那湘阴呢",
    "谢谢是谁说的",
    "好的做法有哪些",
    "怎么用无人机播种",
    "湘阴县委书记是谁",
    "菜单上有什么鱼",
    "",
  ])("%s", (text) => {
    expect(isCourtesy(text)).toBe(false)
  })
})
