// What is said to a bot and is no question, and what only looks so.

import { describe, expect, it } from "vitest"
import { remarkOf } from "../../commands/parts/small-talk.js"

describe("small talk", () => {
  it.each([
    ["你好", "greeting"],
    ["您好！", "greeting"],
    ["Hello", "greeting"],
    ["在吗？", "greeting"],
    ["谢谢", "thanks"],
    ["谢谢你啦", "thanks"],
    ["谢谢啦，很有用", "thanks"],
    ["好的，谢谢！", "thanks"],
    ["謝謝", "thanks"],
    ["你真棒", "thanks"],
    ["666", "thanks"],
    ["哈哈哈厉害了", "thanks"],
    ["👍", "thanks"],
    ["❤️", "thanks"],
    ["👍🏻👍🏻", "thanks"],
    ["再见", "farewell"],
    ["真的吗", "doubt"],
    ["答案不对", "complaint"],
    ["不对吧？", "complaint"],
    ["胡说八道", "complaint"],
    ["垃圾机器人", "complaint"],
    ["你是谁", "bot"],
    ["你是不是AI", "bot"],
    ["问报是什么？", "bot"],
    ["谁做的你", "bot"],
    ["怎么用", "usage"],
    ["你能做什么", "usage"],
    ["你好，怎么用", "usage"],
    ["幫助", "usage"],
    ["how to use it?", "usage"],
    ["可以问什么", "usage"],
    ["who are you", "bot"],
    ["Thank you very much!", "thanks"],
    ["你真厉害", "thanks"],
    ["你说错了", "complaint"],
    ["早", "greeting"],
    ["所有文章", "articles"],
    ["有哪些文章", "articles"],
    ["一共几篇文章？", "articles"],
    ["今天有什么新闻", "articles"],
    ["目录", "articles"],
    ["随便看看", "articles"],
  ])("%s is %s", (text, remark) => {
    expect(remarkOf(text)).toBe(remark)
  })
})

it.each(["嗯", "哦", "好的", "谢谢啦", "在吗～", "哈"])(
  "a text of %s and then something else is told at once",
  (phrase) => {
    expect(remarkOf(`${phrase.repeat(40).slice(0, 38)}x`)).toBeUndefined()
  },
)

describe("is a question", () => {
  it.each([
    "你好，澧县复耕多少亩",
    "谢谢，那湘阴呢",
    "谢谢是谁说的",
    "好的做法有哪些",
    "怎么用无人机播种",
    "湘阴县委书记是谁",
    "菜单上有什么鱼",
    "帮助农民工拿到多少钱",
    "有什么新闻说到汝城",
    "目录上有几家企业",
    "不对称补贴是多少",
    "最新的文章写了谁",
    "谁做的",
    "谁开发的",
    "这是谁",
    "这是什么",
    "有什么用",
    "有什么功能",
    "牛",
    "垃圾",
    "辛苦",
    "早稻",
    "早上几点开会",
    "",
  ])("%s", (text) => {
    expect(remarkOf(text)).toBeUndefined()
  })
})
