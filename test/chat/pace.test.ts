// How fast readers may ask, by a clock that stands in the test.

import { describe, expect, it } from "vitest"
import { createPaces } from "../../src/chat/pace.js"

function started() {
  let at = 5_000
  const pass = (ms: number) => {
    at += ms
  }
  return { paces: createPaces(() => at), pass }
}

const times = <T>(count: number, what: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => what(i))

describe("a reader", () => {
  it("may ask ten times at once and then every six seconds; the rest is hushed", () => {
    const { paces, pass } = started()
    expect(times(11, () => paces.ask("a", "here"))).toEqual([...times(10, () => "open"), "hushed"])
    pass(6_000)
    expect(times(2, () => paces.ask("a", "here"))).toEqual(["open", "hushed"])
    pass(60_000)
    expect(times(11, () => paces.ask("a", "here"))).toEqual([...times(10, () => "open"), "hushed"])
  })

  it("who is hushed takes nothing from the conversation", () => {
    const { paces } = started()
    times(60, () => paces.ask("a", "here"))
    expect(times(10, (i) => paces.ask(`${i}`, "here"))).toEqual(times(10, () => "open"))
  })

  it("who asks like a program is held, and told for how long", () => {
    const { paces, pass } = started()
    times(240, () => paces.press("a"))
    expect(paces.press("a")).toEqual({ heldForSeconds: 1 })
    expect(paces.ask("a", "here")).toEqual({ heldForSeconds: 1 })
    pass(250)
    expect(paces.press("a")).toBe("open")
  })

  it("is written to unasked once in ten minutes, and no more than ten readers in a minute", () => {
    const { paces, pass } = started()
    expect(times(2, () => paces.mayTell("a"))).toEqual([true, false])
    expect(times(11, (i) => paces.mayTell(`${i}`)).filter(Boolean)).toHaveLength(9)
    pass(10 * 60_000)
    expect(paces.mayTell("a")).toBe(true)
  })
})

it("a conversation bears twenty questions at once and then one in three seconds", () => {
  const { paces, pass } = started()
  expect(times(25, (i) => paces.ask(`${i}`, "here")).filter((pace) => pace === "open")).toHaveLength(20)
  expect(paces.ask("x", "there")).toBe("open")
  pass(3_000)
  expect(times(2, (i) => paces.ask(`y${i}`, "here"))).toEqual(["open", "hushed"])
})

it("of ten thousand others one who asked before them is forgotten, so that memory is bounded", () => {
  const { paces } = started()
  times(10, () => paces.ask("first", "there"))
  times(10_000, (i) => paces.press(`reader ${i}`))
  times(10_000, (i) => paces.ask(`reader ${i}`, `channel ${i}`))
  expect(times(11, () => paces.ask("first", "there"))).toEqual([...times(10, () => "open"), "hushed"])
})
