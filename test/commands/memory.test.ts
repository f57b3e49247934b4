// What is kept for a while, and how it is forgotten.

import { describe, expect, it } from "vitest"
import { createMemory } from "../../commands/parts/memory.js"

function kept(limits: { most?: number; lasts?: number } = {}) {
  const clock = { time: 0 }
  const memory = createMemory<string>({ most: 2, lasts: 100, now: () => clock.time, ...limits })
  return { clock, memory }
}

describe("a memory", () => {
  it("gives back the latest value of a key, and nothing of another's", () => {
    const { memory } = kept()
    memory.set("a", "澧县")
    memory.set("a", "湘阴")
    expect(memory.get("a")).toBe("湘阴")
    expect(memory.get("b")).toBeUndefined()
  })

  it("forgets a value that has not been used for its time, and not a moment earlier", () => {
    const { clock, memory } = kept()
    memory.set("a", "澧县")
    clock.time = 99
    expect(memory.get("a")).toBe("澧县")
    clock.time = 198
    expect(memory.get("a")).toBe("澧县")
    clock.time = 298
    expect(memory.get("a")).toBeUndefined()
  })

  it("drops what was used longest ago where there are too many", () => {
    const { memory } = kept()
    memory.set("a", "澧县")
    memory.set("b", "湘阴")
    memory.get("a")
    memory.set("c", "汝城")
    expect(["a", "b", "c"].map((key) => memory.get(key))).toEqual(["澧县", undefined, "汝城"])
  })

  it("does not keep what nobody asks for again, once anything else is asked", () => {
    const clock = { time: 0 }
    const memory = createMemory<string>({ most: 10, lasts: 100, now: () => clock.time })
    memory.set("a", "澧县")
    clock.time = 100
    memory.set("b", "湘阴")
    // Were it still there, a clock set back would find it again.
    clock.time = 0
    expect(memory.get("a")).toBeUndefined()
  })
})
