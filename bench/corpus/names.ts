// Names that no dictionary has, coined as a growing archive brings them: most that are mentioned have been mentioned
// before, and ever fewer are new.

import { SURNAMES } from "../../src/library/surnames.js"
import type { Chance } from "../pages/chance.js"
import type { Dictionary } from "./dictionary.js"

/** What a name is of: persons, places, organisations. */
export type NameKind = "person" | "place" | "organisation"

export interface Names {
  /** A name of this kind: one that was mentioned lately, or a new one. */
  mention(kind: NameKind, chance: Chance): string
  /** A name of this kind that `mention` never gives. */
  absent(kind: NameKind, chance: Chance): string
}

/**
 * The chance that a mention is of a new name after n mentions of t names is (θ + d·t) ÷ (θ + n), the two-parameter
 * Chinese restaurant process of Pitman and Yor; t then grows as n^d. Chosen with REUSED and COINED in corpus.ts, as said there.
 */
const THETA = 200
const D = 0.8
/** Of so many mentions, the last ones, an old name is drawn from: what was in the news comes again. */
const LATELY = 65_536

const PLACES = "镇 镇 镇 村 村 村 村 乡 乡 县 社区 街道 路 水库 大桥".split(" ")
const ORGANISATIONS = "公司 公司 集团 合作社 学校 医院 科技 食品厂 农场 协会".split(" ")
/** Surnames that are common enough to be coined with; the commonest come first, and come most. */
const COINED_SURNAMES = [...SURNAMES].slice(0, 120)

/** A name of which a character is among these is absent: every seventh of the characters that names are made of. */
const ABSENT_EVERY = 7

export function createNames(dictionary: Dictionary): Names {
  const given = charactersIn(dictionary.words("nr").map((word) => word.slice(1)))
  const local = charactersIn(dictionary.words("ns").map((word) => word.slice(0, -1)))
  const states: Record<NameKind, State> = { person: stateOf(), place: stateOf(), organisation: stateOf() }

  function coin(kind: NameKind, chance: Chance, from: "present" | "absent"): string {
    if (kind === "person") {
      const surname = pick(COINED_SURNAMES, chance.next() * chance.next())
      return surname + several(given[from], chance.happens(0.75) ? 2 : 1, chance)
    }
    const stem = several(local[from], chance.happens(0.85) ? 2 : 3, chance)
    return stem + pick(kind === "place" ? PLACES : ORGANISATIONS, chance.next())
  }

  return {
    mention(kind, chance) {
      const state = states[kind]
      const share = (THETA + D * state.names.length) / (THETA + state.mentions)
      const at = state.mentions++ % LATELY
      const among = Math.min(at === state.mentions - 1 ? at : LATELY, LATELY)
      if (among === 0 || chance.happens(share)) {
        state.lately[at] = state.names.length
        state.names.push(coin(kind, chance, "present"))
      } else state.lately[at] = state.lately[Math.floor(chance.next() * among)] ?? 0
      return state.names[state.lately[at] ?? 0] ?? ""
    },
    absent: (kind, chance) => coin(kind, chance, "absent"),
  }
}

interface State {
  /** All names so far, and the indices of those mentioned last, in a ring. */
  names: string[]
  lately: Uint32Array
  mentions: number
}

const stateOf = (): State => ({ names: [], lately: new Uint32Array(LATELY), mentions: 0 })

interface Characters {
  present: string[]
  absent: string[]
}

/** The characters of some words, as often as they have them, divided into those to coin with and those never used. */
function charactersIn(words: readonly string[]): Characters {
  const all = words.flatMap((word) => [...word])
  const kinds = [...new Set(all)]
  const kept = new Set(kinds.filter((_, i) => i % ABSENT_EVERY === 0))
  return { present: all.filter((char) => !kept.has(char)), absent: all.filter((char) => kept.has(char)) }
}

const several = (characters: readonly string[], count: number, chance: Chance): string =>
  Array.from({ length: count }, () => pick(characters, chance.next())).join("")

const pick = (list: readonly string[], share: number): string => list[Math.floor(share * list.length)] ?? ""
