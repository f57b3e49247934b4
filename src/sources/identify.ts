// An article's id: the given one, or one made from its own words, so that it survives restarts and renamed files.

import { createHash } from "node:crypto"
import { isDeepStrictEqual } from "node:util"
import type { Article } from "../library/article.js"
import type { Fault } from "../library/fault.js"
import type { Steps } from "../library/steps.js"
import type { Placed } from "./file.js"
import { dateOf } from "./file-date.js"
import type { Draft } from "./reader.js"

export interface Identified {
  /** By id, in the order given. */
  articles: Map<string, Article>
  faults: Fault[]
}

export interface Identifier {
  /**
   * The articles that these drafts are, in steps. The first to have an id keeps it. What is as it was in `before` is the
   * same object.
   */
  identify(placed: Iterable<Placed>, before: ReadonlyMap<string, Article>): Steps<Identified>
  /** Whether one of these articles is this draft's. */
  isTaken(draft: Draft, articles: ReadonlyMap<string, Article>): boolean
}

export function createIdentifier(): Identifier {
  /** What was made of a draft before: its words as a hash, and the article. */
  const known = new WeakMap<Draft, { hash: string; article?: Article }>()
  const recall = (draft: Draft) => {
    const found = known.get(draft) ?? { hash: shortHash(wordsOf(draft)) }
    known.set(draft, found)
    return found
  }

  function articleOf({ draft, file }: Placed, id: string, before: Article | undefined): Article {
    const made = recall(draft)
    if (made.article?.id === id && made.article.file === file) return made.article
    const { id: given, ...rest } = draft
    const key = given === undefined ? id : keyOf(id)
    const article = { ...rest, date: dateOf(draft, file), id, key, file }
    made.article = before && isDeepStrictEqual(before, article) ? before : article
    return made.article
  }

  return {
    isTaken(draft, articles) {
      const article = known.get(draft)?.article
      return article !== undefined && articles.get(article.id) === article
    },

    *identify(placed, before) {
      const articles = new Map<string, Article>()
      /** How often an id was wanted that is made of the same words: a file may have a thousand times the same article. */
      const wanted = new Map<string, number>()
      const faults: Fault[] = []
      for (const each of placed) {
        const { draft, file } = each
        const id = draft.id ?? freeId(articles, wanted, recall(draft).hash, draft)
        if (articles.has(id)) faults.push({ kind: "duplicate-id", file, line: draft.line, id })
        else articles.set(id, articleOf(each, id, before.get(id)))
        yield
      }
      return { articles, faults }
    },
  }
}

const wordsOf = ({ headline, paragraphs }: Draft): string => `${headline}\n${paragraphs[0]?.text ?? ""}`

/** The hash of an article's words, or of them and a number where another has the same. */
function freeId(taken: ReadonlyMap<string, unknown>, wanted: Map<string, number>, hash: string, draft: Draft): string {
  for (let again = wanted.get(hash) ?? 0; ; again++) {
    const id = again === 0 ? hash : shortHash(`${wordsOf(draft)}\n${again}`)
    wanted.set(hash, again + 1)
    if (!taken.has(id)) return id
  }
}

/** Bulk ids may be long or of any script; buttons need something short. */
const keyOf = (id: string): string => (/^[\w-]{1,12}$/u.test(id) ? id : shortHash(id))

/** 40 bits: among a million articles about one clash of keys can be expected, among a hundred thousand none. */
export const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 10)
