// What people type for a name, as keys that the name and what was typed have in common: the same sound, a sound easily
// taken for it, one character wrong, missing or extra.

/** The length of the names that are looked for, in characters. */
export const LONGEST = 6
export const SHORTEST = 2
/** With a character wrong two others must be right; with one missing or extra a name is known by three more. */
const WRONG_FROM = 3
const MISSING_FROM = 4

/** What input methods offer as fuzzy pinyin: z/zh, c/ch, s/sh, n/l, f/h, an/ang, en/eng, in/ing fall together. */
export const blur = (syllables: readonly string[]): string => syllables.map(blurSyllable).join(" ")

/** Of the few hundred syllables that there are, and of letters. */
const blurred = new Map<string, string>()

function blurSyllable(syllable: string): string {
  const known = blurred.get(syllable)
  if (known !== undefined) return known
  const made = syllable
    .replace(/^([zcs])h/u, "$1")
    .replace(/^n(?=.)/u, "l")
    .replace(/^(?:f|hu(?=a))/u, "h")
    .replace(/(?<=[aei])ng$/u, "n")
  blurred.set(syllable, made)
  return made
}

/** The first letters of syllables: rcx. */
export const initialsOf = (syllables: readonly string[]): string => syllables.map((syllable) => syllable[0]).join("")

/** A name, or what was typed for one, with each of its characters left open in turn: ?城县, 汝?县, 汝城?. */
export const leftOpen = (name: string): string[] =>
  name.length >= WRONG_FROM ? places(name).map((at) => `${name.slice(0, at)}?${name.slice(at + 1)}`) : []

/** A name without each of its characters in turn: what is typed where one is missing. */
export const lacking = (name: string): string[] => (name.length >= MISSING_FROM ? shortened(name) : [])

/** What was typed without each of its characters in turn: names that are meant where one is too many. */
export const lackingExtra = (typed: string): string[] => (typed.length > MISSING_FROM ? shortened(typed) : [])

const shortened = (name: string): string[] => places(name).map((at) => name.slice(0, at) + name.slice(at + 1))
const places = (name: string): number[] => Array.from({ length: name.length }, (_, at) => at)
