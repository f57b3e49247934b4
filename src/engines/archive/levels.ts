// The segments of an index, in the order their paragraphs came. Neighbours of about one size are merged into one, so that
// a search goes through few of them and each paragraph is merged only a few times in its life.

import { type Living, livingIn, merge, type Segment } from "./segment.js"

/** Merges segments where nobody waits for it. */
export interface Merger {
  /** Paragraphs from which on that is worth it: fewer are merged here. */
  from: number
  merge(parts: readonly Living[]): Promise<Segment>
}

/** A segment of an index. */
export interface Level extends Living {
  /** Whether its paragraphs stand in the order of their articles' numbers. */
  isSorted: boolean
  /** How many of its paragraphs are not gone. */
  living: number
}

export interface Levels {
  /** Takes a segment in; `gone` tells which of its paragraphs are gone already. */
  add(segment: Segment, gone?: Uint8Array): Level
  /** Has a paragraph found no more; whether there was one. */
  bury(article: number, paragraph: number): boolean
  segments(): readonly Level[]
  /**
   * Resolves when nothing is being merged. Rejects with what the merger did, which is not asked again: from then on only
   * the smallest are merged, and searches go through more and more.
   */
  settled(): Promise<void>
  /** Merges all into one, which is smaller and searched faster: after many have come. Rejects as `settled` does. */
  unite(): Promise<void>
}

/** Neighbours that are merged into one, and how much larger the largest of them may be than the smallest. */
const FACTOR = 8
/** Segments of fewer paragraphs are all of one size. */
const SMALL = 64
/** A segment of which so many are gone is written again without them, if it is not a small one. */
const MOSTLY_GONE = 0.5

export function createLevels(merger?: Merger): Levels {
  let segments: Level[] = []
  let merging: Promise<void> | undefined
  let failure: { error: unknown } | undefined

  /** Neighbours that are to be merged, or one that is mostly gone; [] where all is well. */
  function due(): Level[] {
    const size = ({ gone }: Living) => Math.max(gone.length, SMALL)
    for (let end = segments.length; end >= FACTOR; end--) {
      const run = segments.slice(end - FACTOR, end)
      const sizes = run.map(size)
      if (Math.max(...sizes) < Math.min(...sizes) * FACTOR) return run
    }
    const isSparse = ({ gone, living }: Level) => gone.length > SMALL && living < gone.length * (1 - MOSTLY_GONE)
    return segments.filter(isSparse).slice(0, 1)
  }

  function replace(parts: readonly Level[], before: readonly Uint8Array[], merged: Segment): void {
    const level = levelOf(merged)
    // What has gone while it was merged.
    let number = 0
    for (const [p, { gone }] of parts.entries()) {
      const known = before[p] ?? NOTHING
      for (let at = 0; at < gone.length; at++) {
        if (known[at] !== 0) continue
        if (gone[at] !== 0) lay(level, number)
        number++
      }
    }
    const [first] = parts
    segments = segments.flatMap((each) => (each === first ? [level] : parts.includes(each) ? [] : [each]))
  }

  function tidy(): void {
    while (!merging) {
      const parts = due()
      if (parts.length === 0 || !begin(parts)) return
    }
  }

  /** Merges some, here at once or elsewhere; false where that has failed before. */
  function begin(parts: readonly Level[]): boolean {
    const before = parts.map(({ gone }) => gone.slice())
    const size = parts.reduce((sum, { gone }) => sum + gone.length, 0)
    if (!merger || size < merger.from) replace(parts, before, merge(parts))
    else if (failure) return false
    else merging = mergeElsewhere(merger, parts, before)
    return true
  }

  async function settled(): Promise<void> {
    while (merging) await merging
    if (failure) throw failure.error
  }

  async function mergeElsewhere(elsewhere: Merger, parts: readonly Level[], before: readonly Uint8Array[]) {
    try {
      const merged = await elsewhere.merge(parts.map(({ segment }, p) => ({ segment, gone: before[p] ?? NOTHING })))
      replace(parts, before, merged)
    } catch (error) {
      failure = { error }
    }
    merging = undefined
    tidy()
  }

  return {
    add(segment, gone) {
      const living = levelOf(segment, gone)
      segments.push(living)
      tidy()
      return living
    },
    bury(article, paragraph) {
      for (const living of segments) {
        const at = placeOf(living, article, paragraph)
        if (at < 0) continue
        lay(living, at)
        return true
      }
      return false
    },
    segments: () => segments,
    settled,
    async unite() {
      await settled()
      if (segments.length > 1) begin(segments)
      await settled()
    },
  }
}

const NOTHING = new Uint8Array(0)

function levelOf(segment: Segment, gone: Uint8Array = new Uint8Array(segment.articles.length)): Level {
  const { articles } = segment
  let isSorted = true
  for (let at = 1; at < articles.length && isSorted; at++) isSorted = (articles[at - 1] ?? 0) <= (articles[at] ?? 0)
  return { segment, gone, isSorted, living: livingIn(gone) }
}

/** Has a paragraph gone that was not. */
function lay(level: Level, paragraph: number): void {
  level.gone[paragraph] = 1
  level.living--
}

/** The number of an article's paragraph in a segment; -1 where it has none, or it is gone. */
function placeOf(
  { segment: { articles, paragraphs }, gone, isSorted }: Level,
  article: number,
  paragraph: number,
): number {
  for (let at = isSorted ? firstOf(articles, article) : 0; at < articles.length; at++) {
    if (isSorted && articles[at] !== article) return -1
    if (articles[at] === article && paragraphs[at] === paragraph && gone[at] === 0) return at
  }
  return -1
}

/** The first place in ascending values of one that is not below `value`. */
function firstOf(values: Uint32Array, value: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
