// Buttons: how many side by side, what tells choices apart, and that a press brings back what was meant.

import fc from "fast-check"
import { expect, it } from "vitest"
import type { Next } from "../../../src/chat/reply.js"
import { keyboard, pressed } from "../../../src/platforms/telegram/keyboard.js"
import { testCommands } from "./harness.js"

const commands = testCommands()
const call = { command: "read", args: { headline: "a1" } }
const labels = (rows: ReturnType<typeof keyboard>) => rows?.map((row) => row.map(({ text }) => text))
const next = (...names: string[]): Next[] => names.map((label) => ({ label, call }))

it("short buttons stand side by side, long ones alone, choices one under the other before them", () => {
  const choices = next("金色田园千重浪", "汝城县除患消疾铺就优质路网")
  expect(
    labels(keyboard({ blocks: [], choices, next: next("读全文", "更多段落", "👍", "👎", "返回") }, commands)),
  ).toEqual([["金色田园千重浪"], ["汝城县除患消疾铺就优质路网"], ["读全文", "更多段落", "👍", "👎"], ["返回"]])
  expect(labels(keyboard({ blocks: [], next: next("读《勇立潮头踏歌行》", "问这篇文章") }, commands))).toEqual([
    ["读《勇立潮头踏歌行》"],
    ["问这篇文章"],
  ])
  expect(labels(keyboard({ blocks: [], next: next("Read in full", "More passages", "👍", "👎") }, commands))).toEqual([
    ["Read in full", "More passages"],
    ["👍", "👎"],
  ])
})

it("what tells choices apart stands behind the label where there is room", () => {
  const choices = [
    { label: "源流篇", detail: "湘阴县，2022年11月", call },
    { label: "汝城县除患消疾铺就优质路网，百姓出行更安心更舒心", detail: "汝城县", call },
  ]
  expect(labels(keyboard({ blocks: [], choices }, commands))).toEqual([
    ["源流篇 · 湘阴县，2022年11月"],
    ["汝城县除患消疾铺就优质路网，百姓出行更安心更舒心"],
  ])
})

it("of what tells choices apart, what does not fit is left out whole rather than cut to a few characters", () => {
  const choices = [
    { label: "汝城县除患消疾铺就优质路网", detail: "汝城 · 106国道旁", call },
    { label: "道县强力根治农民工欠薪", detail: "“多亏了道县的好政策，我们才拿到钱”", call },
    { label: "金色田园千重浪", detail: "澧县 · 湖南 · 张儒万的三亩地", call },
  ]
  expect(labels(keyboard({ blocks: [], choices }, commands))).toEqual([
    ["汝城县除患消疾铺就优质路网 · 汝城"],
    ["道县强力根治农民工欠薪 · “多亏了道县的…"],
    ["金色田园千重浪 · 澧县 · 湖南"],
  ])
})

it("a date is shown whole or not at all", () => {
  const detail = "2022-11-14 · 汝城 · 106国道旁"
  const choices = ["小垣辣椒红火", "汝城县除患消疾铺就优质路网", "汝城县除患消疾铺就优质公路网"].map((label) => ({
    label,
    detail,
    call,
  }))
  expect(labels(keyboard({ blocks: [], choices }, commands))).toEqual([
    ["小垣辣椒红火 · 2022-11-14 · 汝城"],
    ["汝城县除患消疾铺就优质路网 · 2022-11-14"],
    ["汝城县除患消疾铺就优质公路网"],
  ])
})

it("there is no keyboard without buttons, and no button without text", () => {
  expect(keyboard({ blocks: [], next: [], choices: [] }, commands)).toBeUndefined()
  expect(labels(keyboard({ blocks: [], next: next(" \u200b", "a\nb", "\ud83d") }, commands))).toEqual([
    ["…", "a b", "�"],
  ])
})

it("a press brings back the call and where its reply goes", () => {
  const way = fc.constantFrom(
    { fresh: false, aside: false },
    { fresh: true, aside: false },
    { fresh: false, aside: true },
  )
  const value = fc.string({ unit: "grapheme", maxLength: 8 }).filter((each) => Buffer.byteLength(each) <= 20)
  fc.assert(
    fc.property(value, way, (headline, way) => {
      const args: Record<string, string> = headline === "" ? {} : { headline }
      const [[button] = []] =
        keyboard({ blocks: [], next: [{ label: "读", call: { command: "read", args }, ...way }] }, commands) ?? []
      expect(pressed(button?.callback_data ?? "", commands)).toEqual({ call: { command: "read", args }, ...way })
    }),
  )
})
