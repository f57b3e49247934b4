// Names by what people type for them: the same sound, a sound easily taken for it, one character wrong, missing or extra.

/** The length of the names that are looked for, in characters. */
export const LONGEST = 6
export const SHORTEST = 2
/** With a character wrong two others must be right; with one missing or extra a name is known by three more. */
const WRONG_FROM = 3
const MISSING_FROM = 4

export interface Likeness {
  add(name: string, syllables: readonly string[]): void
  /** The name that sounds like this, syllable by syllable. */
  homophone(syllables: readonly string[]): string | undefined
  /** Names that sound like this or much like it. */
  soundsLike(syllables: readonly string[]): readonly string[]
  /** Names with one character other than these, or one more, or one less. */
  oneOff(typed: string): string[]
}

export function createLikeness(): Likeness {
  const names = new Set<string>()
  const homophones = new Map<string, string>()
  const blurred = new Map<string, string[]>()
  /** Names by themselves with a character left open, and left out. */
  const open = new Map<string, string[]>()
  const shorter = new Map<string, string[]>()
  return {
    add(name, syllables) {
      names.add(name)
      const sound = syllables.join(" ")
      if (!homophones.has(sound)) homophones.set(sound, name)
      push(blurred, blur(syllables), name)
      if (name.length >= WRONG_FROM) for (const at of places(name)) push(open, leftOpen(name, at), name)
      if (name.length >= MISSING_FROM) for (const at of places(name)) push(shorter, without(name, at), name)
    },
    homophone: (syllables) => homophones.get(syllables.join(" ")),
    soundsLike: (syllables) => blurred.get(blur(syllables)) ?? [],
    oneOff(typed) {
      const wrong = typed.length >= WRONG_FROM ? places(typed).flatMap((at) => open.get(leftOpen(typed, at)) ?? []) : []
      const extra = typed.length > MISSING_FROM ? places(typed).map((at) => without(typed, at)) : []
      return [...new Set([...wrong, ...(shorter.get(typed) ?? []), ...extra.filter((name) => names.has(name))])]
    },
  }
}

/** What input methods offer as fuzzy pinyin: z/zh, c/ch, s/sh, n/l, f/h, an/ang, en/eng, in/ing fall together. */
const blur = (syllables: readonly string[]): string => syllables.map(blurSyllable).join(" ")
const blurSyllable = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/u, "$1")
    .replace(/^n(?=.)/u, "l")
    .replace(/^(?:f|hu(?=a))/u, "h")
    .replace(/(?<=[aei])ng$/u, "n")

const places = (name: string): number[] => Array.from(name, (_, at) => at)
const leftOpen = (name: string, at: number): string => `${name.slice(0, at)}?${name.slice(at + 1)}`
const without = (name: string, at: number): string => name.slice(0, at) + name.slice(at + 1)

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
