// Articles by what stands above them: headline, kicker, subtitle, their pinyin, their key. Made for 200,000 of them: what
// is typed is searched for in columns of text (catalogue/column.ts), block by block, the newest first.

import type { Article } from "./article.js"
import { byDate } from "./calendar.js"
import { BLOCK, type Block, inserted, merged, replaced, single, sounded, split, without } from "./catalogue/block.js"
import { entryOf, squeeze } from "./catalogue/entry.js"
import { restoring, type SavedCatalogue, saving } from "./catalogue/saved.js"
import { completing, holding, named, titled } from "./catalogue/search.js"
import type { Steps } from "./steps.js"

export type { SavedCatalogue } from "./catalogue/saved.js"

export interface Catalogue {
  /** Adds an article; one with the same id is replaced. */
  add(article: Article): void
  remove(article: Article): void
  /** The article with this key. */
  keyed(key: string): Article | undefined
  /** All, newest first, those without a date after them, in the order of their files. It stays as it is when others come. */
  all(): readonly Article[]
  /** How many there are. */
  readonly size: number
  /** Articles of this headline, newest first. */
  named(headline: string): Article[]
  /** Articles whose headline is, holds, or else whose kicker or subtitle holds all words of a folded text. */
  titled(folded: string): Article[]
  /** Articles that have each word of a folded text in their title, place, section, byline, source or first words. */
  holding(folded: string): Article[]
  /**
   * Articles whose title, or its pinyin or initials, or else whose first words have what is typed, best first: a place
   * is named early. With nothing typed the newest. Pinyin and initials count as far as `preparing` has come.
   */
  complete(typed: string, limit: number): Article[]
  /** Makes what the first change of a catalogue that was restored, or `keyed`, would wait for. */
  noting(): Steps
  /** Makes what completing from pinyin needs, where it is not there yet: some 0.2 ms a title. */
  preparing(): Steps
  /** What was dear to make, of the articles that `all()` gives when the first step is taken. */
  saving(): Steps<SavedCatalogue>
}

export interface CatalogueOptions {
  saved: SavedCatalogue
  /** What `all()` gave when it was saved, in that order. Their paragraphs are not looked at. */
  articles: readonly Article[]
}

/** Restored articles that go into the maps in one step. */
const NOTED_AT_ONCE = 2_000

/** @throws RangeError where what was saved is not of so many articles. */
export function createCatalogue(options?: CatalogueOptions): Catalogue {
  const blocks: Block[] = options ? restoring(options.saved, options.articles) : []
  const articles = new Map<string, Article>()
  /** Those whose key is not their id. */
  const keys = new Map<string, Article>()
  const joined: readonly Article[] = []
  let all: readonly Article[] | undefined = options?.articles.slice()
  /** Restored articles that are not in the maps yet: of 200,000 these take as long as all the rest of restoring. */
  const unnoted = [...(options?.articles ?? [])]
  let size = unnoted.length

  function note(article: Article): void {
    articles.set(article.id, article)
    if (article.key !== article.id) keys.set(article.key, article)
  }

  /** Puts up to `most` restored articles into the maps. */
  function noteRestored(most: number): void {
    for (const article of unnoted.splice(Math.max(0, unnoted.length - most))) note(article)
  }

  /** Puts others in the place of `count` blocks. */
  function put(at: number, count: number, ...others: Block[]): void {
    blocks.splice(at, count, ...others)
    all = undefined
  }

  function take(article: Article): void {
    const { at, row, block } = placeOf(blocks, article)
    const next = blocks[at + 1]
    const left = without(block, row)
    if (left.articles.length === 0) put(at, 1)
    else if (next && left.articles.length + next.articles.length <= BLOCK / 2) put(at, 2, merged(left, next))
    else put(at, 1, left)
  }

  return {
    add(article) {
      noteRestored(unnoted.length)
      const former = articles.get(article.id)
      note(article)
      if (!former) size++
      const entry = entryOf(article)
      if (former && inOrder(former, article) === 0) {
        const { at, row, block } = placeOf(blocks, former)
        put(at, 1, replaced(block, row, entry))
        return
      }
      if (former) take(former)
      const at = blockFor(blocks, article)
      const block = blocks[at]
      if (!block) return put(0, 0, single(entry))
      const row = firstAfter(block.articles, article)
      if (block.articles.length < BLOCK) return put(at, 1, inserted(block, row, entry))
      // What comes in order fills its blocks.
      if (row === 0 || row === BLOCK) return put(row === 0 ? at : at + 1, 0, single(entry))
      const [upper, lower] = split(block, BLOCK / 2)
      if (row <= BLOCK / 2) put(at, 1, inserted(upper, row, entry), lower)
      else put(at, 1, upper, inserted(lower, row - BLOCK / 2, entry))
    },
    remove({ id, key }) {
      noteRestored(unnoted.length)
      const former = articles.get(id)
      if (!former) return
      size--
      articles.delete(id)
      keys.delete(key)
      take(former)
    },
    keyed(key) {
      noteRestored(unnoted.length)
      const article = keys.get(key) ?? articles.get(key)
      return article?.key === key ? article : undefined
    },
    all() {
      all ??= joined.concat(...blocks.map((block) => block.articles))
      return all
    },
    get size() {
      return size
    },
    named: (headline) => named(blocks, squeeze(headline)),
    titled: (folded) => titled(blocks, squeeze(folded), wordsIn(folded)),
    holding: (folded) => holding(blocks, wordsIn(folded)),
    complete(typed, limit) {
      return completing(blocks, squeeze(typed), limit)
    },
    *noting() {
      for (; unnoted.length > 0; yield) noteRestored(NOTED_AT_ONCE)
    },
    *preparing() {
      // Blocks come and go between the steps: what has come above is found in another round.
      while (blocks.some(({ waiting }) => waiting > 0))
        for (let at = 0; at < blocks.length; at++)
          for (let block = blocks[at]; block && block.waiting > 0; block = blocks[at]) {
            blocks[at] = sounded(block)
            yield
          }
    },
    saving: () => saving(blocks),
  }
}

/** Newest first, those without a date after them, in the order of their files. */
const inOrder = (a: Article, b: Article): number => byDate(a, b) || byFile(a, b)

const byFile = (a: Article, b: Article): number => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)

/** The number of the block that an article stands in or belongs to: the last that begins with it or before it. */
function blockFor(blocks: readonly Block[], article: Article): number {
  const after = bisect(blocks.length, (at) => {
    const first = blocks[at]?.articles[0]
    return first !== undefined && inOrder(first, article) > 0
  })
  return Math.max(0, after - 1)
}

/** Where an article stands that is there: of those that come at the same place any may be it, in blocks before as well. */
function placeOf(blocks: readonly Block[], article: Article): { at: number; row: number; block: Block } {
  for (let at = blockFor(blocks, article); at >= 0; at--) {
    const block = blocks[at]
    const row = block?.articles.indexOf(article) ?? -1
    if (block && row >= 0) return { at, row, block }
  }
  throw new Error(`The catalogue does not hold the article ${article.id}: this is a bug.`)
}

/** Where in a block articles begin that come after this one. */
const firstAfter = (articles: readonly Article[], article: Article): number =>
  bisect(articles.length, (row) => {
    const there = articles[row]
    return there !== undefined && inOrder(there, article) > 0
  })

/** The first of `length` numbers that passes a test which all after it pass too. */
function bisect(length: number, passes: (at: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (passes(middle)) high = middle
    else low = middle + 1
  }
  return low
}

const wordsIn = (folded: string): string[] => folded.split(/\s+/u).map(squeeze).filter(Boolean)
