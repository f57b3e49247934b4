// What is kept of postings that were read: the terms asked for first, up to so many bytes.

import { expect, it } from "vitest"
import { createDecodedPostings, decode } from "../../src/engines/archive/decoded.js"
import { BLOCK, createPostingsWriter, type Postings } from "../../src/engines/archive/postings.js"

/** Terms 0, 1, 2, …, each in so many paragraphs, `times(i)` times in paragraph i. */
function postingsOf(counts: readonly number[], times: (paragraph: number) => number = () => 1): Postings {
  const lengths = new Uint32Array(Math.max(...counts)).fill(20)
  const writer = createPostingsWriter(lengths, 20)
  for (const [term, count] of counts.entries()) {
    writer.begin(term)
    for (let paragraph = 0; paragraph < count; paragraph++) writer.add(paragraph, times(paragraph))
  }
  return writer.done()
}

const MANY_POSTINGS = 10 * BLOCK

it("reads a block when asked, and each posting as it was written, however often a paragraph has the term", () => {
  const often = (paragraph: number) => (paragraph % 7 === 0 ? 250 + paragraph : 1 + (paragraph % 3))
  const postings = postingsOf([3, MANY_POSTINGS], often)
  const decoded = createDecodedPostings().of(postings, 1)
  decode(decoded, postings, 1, 2)
  expect([...decoded.rooms]).toEqual([-1, -1, 2, -1, -1, -1, -1, -1, -1, -1])
  for (let at = 2 * BLOCK; at < 3 * BLOCK; at++) {
    expect(decoded.paragraphs[at]).toBe(at)
    expect(decoded.times[at]).toBe(often(at))
  }
})

it("keeps the terms that come first, of each segment its own, and has room for a block of the others", () => {
  const [one, other] = [postingsOf([MANY_POSTINGS, MANY_POSTINGS, MANY_POSTINGS]), postingsOf([MANY_POSTINGS])]
  const decoded = createDecodedPostings(2.5 * MANY_POSTINGS * 8, 1)
  const [first, second] = [decoded.of(one, 0), decoded.of(one, 1)]
  expect(decoded.of(one, 0)).toBe(first)
  expect(decoded.of(one, 1)).toBe(second)
  expect(decoded.of(other, 0)).not.toBe(first)
  const third = decoded.of(one, 2)
  expect(third.paragraphs).toHaveLength(BLOCK)
  for (const block of [1, 7]) {
    decode(third, one, 2, block)
    for (let at = block * BLOCK; at < (block + 1) * BLOCK; at++) expect(third.paragraphs[at & third.mask]).toBe(at)
  }
})

it("keeps no term that would take a large share of it", () => {
  const postings = postingsOf([MANY_POSTINGS])
  const decoded = createDecodedPostings(10 * MANY_POSTINGS * 8)
  expect(decoded.of(postings, 0).paragraphs).toHaveLength(BLOCK)
})

it("gives room for a block out again when nobody reads it any more, emptied; what is kept stays where it is", () => {
  const postings = postingsOf([MANY_POSTINGS, 10])
  const decoded = createDecodedPostings(100 * MANY_POSTINGS * 8)
  const [kept, single] = [decoded.of(postings, 0), decoded.of(postings, 1)]
  decode(single, postings, 1, 0)
  decoded.release(kept)
  decoded.release(single)
  expect(decoded.of(postings, 1)).toBe(single)
  expect([...single.rooms]).toEqual([-1])
  expect(decoded.of(postings, 1)).not.toBe(kept)
})
