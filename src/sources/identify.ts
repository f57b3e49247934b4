// An article's id: the given one, or one made from its own words, so that it survives restarts and renamed files.

import { shortHash } from "./portion.js"

/** What an article is told by. */
export interface Name {
  /** The given id, or the hash of its words. */
  name: string
  given: boolean
  /** The id it had, where that was another than its name: the one made of its words and this number. */
  own?: { id: string; again: number } | undefined
}

/** The id that an article has now; `again` as in `Name`, 0 where it is its name. */
export interface Identity {
  id: string
  again: number
}

export interface Identifier {
  /**
   * The id of the next article, in the order of their files: the first to have one keeps it. "double" where it is given
   * and another has it; undefined, and nothing done, where that cannot be told without the article's words.
   */
  identify(name: Name, words?: string): Identity | "double" | undefined
  /** Takes an id that is free; false where it is not. */
  claim(id: string): boolean
  /** Gives an id free again. */
  release(id: string): void
  has(id: string): boolean
}

/** Names the articles of a folder from the first on. */
export function createIdentifier(): Identifier {
  const taken = new Set<string>()
  /** How often an id was wanted that is made of the same words: a file may have a thousand times the same article. */
  const wanted = new Map<string, number>()

  function claim(id: string): boolean {
    if (taken.has(id)) return false
    taken.add(id)
    return true
  }

  return {
    identify({ name, given, own }, words) {
      if (given) return claim(name) ? { id: name, again: 0 } : "double"
      for (let again = wanted.get(name) ?? 0; ; again++) {
        const id = idOf(name, again, own, words)
        if (id === undefined) return undefined
        if (!claim(id)) continue
        if (again > 0) wanted.set(name, again + 1)
        return { id, again }
      }
    },
    claim,
    release: (id) => void taken.delete(id),
    has: (id) => taken.has(id),
  }
}

/** The hash of an article's words, or of them and a number where another has the same. */
function idOf(hash: string, again: number, own: Name["own"], words: string | undefined): string | undefined {
  if (again === 0) return hash
  if (own?.again === again) return own.id
  return words === undefined ? undefined : shortHash(`${words}\n${again}`)
}

/** Bulk ids may be long or of any script; buttons need something short. */
export const keyOf = (id: string): string => (/^[\w-]{1,12}$/u.test(id) ? id : shortHash(id))
