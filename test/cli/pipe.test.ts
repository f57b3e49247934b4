// Work that is begun before the one before it is done.

import { describe, expect, it } from "vitest"
import { createPipe } from "../../src/cli/pipe.js"

/** Work that ends when it is told to. */
function work() {
  let [resolve, reject] = [() => {}, (_: Error) => {}]
  const promise = new Promise<void>((done, failed) => {
    resolve = done
    reject = failed
  })
  let isBegun = false
  const begin = () => {
    isBegun = true
    return promise
  }
  return { begin, resolve, reject, isBegun: () => isBegun }
}

/** Whether a promise is settled when all that is due has had its turn. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false
  const settle = () => {
    settled = true
  }
  promise.then(settle, settle)
  await new Promise((resolve) => setImmediate(resolve))
  return settled
}

describe("a pipe of two", () => {
  it("begins two, and the third when one of them is done, whichever", async () => {
    const pipe = createPipe(() => 2)
    const [first, second, third] = [work(), work(), work()]
    await pipe.put(first.begin)
    await pipe.put(second.begin)
    const waiting = pipe.put(third.begin)
    expect(await isSettled(waiting)).toBe(false)
    expect(third.isBegun()).toBe(false)
    second.resolve()
    await waiting
    expect(third.isBegun()).toBe(true)
  })

  it("has room for as many as there may be now", async () => {
    let most = 1
    const pipe = createPipe(() => most)
    const [first, second, third, fourth] = [work(), work(), work(), work()]
    await pipe.put(first.begin)
    most = 3
    await pipe.put(second.begin)
    await pipe.put(third.begin)
    most = 1
    const waiting = pipe.put(fourth.begin)
    for (const { resolve } of [first, second]) {
      resolve()
      expect(await isSettled(waiting)).toBe(false)
    }
    third.resolve()
    await waiting
    expect(fourth.isBegun()).toBe(true)
  })

  it("is drained when all is done, not before; an empty one at once", async () => {
    const pipe = createPipe(() => 2)
    await pipe.drained()
    const [first, second] = [work(), work()]
    await pipe.put(first.begin)
    await pipe.put(second.begin)
    const drained = pipe.drained()
    second.resolve()
    expect(await isSettled(drained)).toBe(false)
    first.resolve()
    await drained
  })

  it("tells whoever comes next, and whoever waits for the end, of what has failed, and begins no more", async () => {
    const pipe = createPipe(() => 2)
    const [first, second, third] = [work(), work(), work()]
    await pipe.put(first.begin)
    await pipe.put(second.begin)
    const waiting = pipe.put(third.begin)
    first.reject(new Error("the disk is full"))
    await expect(waiting).rejects.toThrow("the disk is full")
    await expect(pipe.put(third.begin)).rejects.toThrow("the disk is full")
    expect(third.isBegun()).toBe(false)
    second.resolve()
    await expect(pipe.drained()).rejects.toThrow("the disk is full")
  })

  it("tells of a failure although there is room", async () => {
    const pipe = createPipe(() => 3)
    const [first, second] = [work(), work()]
    await pipe.put(first.begin)
    first.reject(new Error("the disk is full"))
    await isSettled(pipe.drained())
    await expect(pipe.put(second.begin)).rejects.toThrow("the disk is full")
    expect(second.isBegun()).toBe(false)
  })
})
