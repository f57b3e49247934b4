// Numbers as one prints and another types them: 1.3万, 1万3千 and 一万三千 are all matched as 13000. What only looks like
// a number (三一重工, 万达, 十分, 二三十) is left alone.

const DIGITS = "零一二三四五六七八九"
/** The largest first. */
const SCALES = Object.entries({ 亿: 1e8, 万: 1e4, 千: 1e3, 百: 100, 十: 10 })

/** What numerals are made of, for character classes. */
const CHINESE = `〇两${DIGITS}十百千万亿`
const ANY = `\\p{Nd}${CHINESE}`
/** Tells a text with numerals in it. */
export const NUMERALS = new RegExp(`[${ANY}]`, "u")
const ARABIC = "\\p{Nd}+(?:\\.\\p{Nd}+)?"
/**
 * Beside these a numeral is part of something longer: a list (一百,二百), a version (1.2.3). Looking ahead first makes the
 * patterns several times faster.
 */
const ALONE = { before: `(?=[${ANY}])(?<![${ANY}][,.]?)`, after: `(?![多余]*[,.]?[${ANY}])` }

/** Takes all that matches and gives nothing back: otherwise a long run of digits is tried in every way it can be divided. */
const whole = (pattern: string): string => `(?=(${pattern}))\\1`

/**
 * A run of numerals, and the 多 or 余 that says it is a round one, between it and what it counts (150多亩, 10多万元). 三十多年
 * keeps it: 30年 would read as a date.
 */
const NUMBER = new RegExp(
  `${ALONE.before}(?<!分之)${whole(`(?:${ARABIC}|[${CHINESE}]|[多余]+(?=[万亿]))+`)}([多余]+(?=\\p{Script=Han})(?!年))?${ALONE.after}`,
  "gu",
)
/** 百分之30, 百分之三点五. */
const PERCENT = new RegExp(
  `${ALONE.before}百分之${whole(`(?:${ARABIC}|[${CHINESE}])+`)}(?:点([〇${DIGITS}]+))?${ALONE.after}`,
  "gu",
)
/** 三成 where the word before it wants a share: 石田三成 is a person, 三五成群 a saying, 达成 an achievement. */
const TENTHS = new RegExp(`(?=[${DIGITS.slice(1)}]成)(?<=[约近逾占达]|超过)(.)成(?![功为员立半])`, "gu")
/** 多少万亩 asks for what is matched as 13000亩. */
const SCALE_ASKED = /(?=[万亿])(?<=多少)[万亿]+(?=平方|立方|公[里斤顷]|[亩元人户吨斤名个件只头株])/gu

/** The numbers of a folded text in plain Arabic numerals; where they are so already nothing changes. */
export function plainNumbers(text: string): string {
  // What a pattern cannot do without is looked for first: that is far faster, and few texts have it.
  const percents = text.includes("百分之")
    ? text.replace(PERCENT, (match, whole: string, decimals?: string) => percentOf(whole, decimals) ?? match)
    : text
  const tenths = percents.includes("成")
    ? percents.replace(TENTHS, (_, digit: string) => `${digitsOf(digit)}0%`)
    : percents
  const numbers = hasCompound(tenths) ? tenths.replace(NUMBER, plainNumber) : tenths
  return numbers.includes("多少") ? numbers.replace(SCALE_ASKED, "") : numbers
}

/** What stands in the place of a run of numerals, and of the word behind it that says it is a round one. */
function plainNumber(match: string, numeral: string, roughly = "", at: number, all: string): string {
  const plain = numberOf(numeral, all[at - 1] ?? "", all[at + numeral.length] ?? "")
  return plain === undefined ? match : plain + (plain.length > 1 ? "" : roughly)
}

/** What characters are in numbers, as bits; by UTF-16 unit, 0 where it is not known yet. */
const PARTS = new Uint8Array(0x10000)
const [DIGIT, NUMERAL, ROUGH, OTHER] = [1, 2, 4, 8]

function partFor(unit: number): number {
  const char = String.fromCharCode(unit)
  // Half of a character may be half of a digit.
  const isDigit = /[\p{Nd}\p{Cs}]/u.test(char)
  const part = isDigit ? DIGIT : CHINESE.includes(char) ? NUMERAL : /[多余]/u.test(char) ? ROUGH : OTHER
  PARTS[unit] = part
  return part
}

/**
 * Whether two neighbours of a text make a number together that is not of digits alone. Where none do no number is read:
 * of most sentences that is seen faster so than by the pattern.
 */
function hasCompound(text: string): boolean {
  let before = OTHER
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const part = PARTS[unit] || partFor(unit)
    const both = before | part
    if (both > DIGIT && both < OTHER) return true
    before = part
  }
  return false
}

function percentOf(whole: string, decimals = ""): string | undefined {
  const number = whole === "百" ? 100 : readNumeral(whole)
  return number === undefined ? undefined : `${number}${decimals && "."}${digitsOf(decimals)}%`
}

/** What a run of numerals says between two characters; undefined where it is to be left alone. */
function numberOf(numeral: string, before: string, after: string): string | undefined {
  if (isPlain(numeral)) return numeral
  if (isSpelt(numeral, after)) return digitsOf(numeral)
  if (numeral.length === 1 || !/[十百千万亿]/u.test(numeral) || (after === "年" && OF_A_REIGN.test(numeral)))
    return undefined
  // 几十万 is no number, and 5千克 has a unit of its own.
  if (/[几数]/u.test(before) || (/\p{Nd}千$/u.test(numeral) && /[克米瓦]/u.test(after))) return undefined
  return readNumeral(numeral.replace(/[多余]/gu, ""))?.toString()
}

/** 民国十八年 is asked for as it is printed: as 18年 it would be any year's. */
const OF_A_REIGN = /^.?十.?$/u

/** Digit by digit: a year (一九四九年), or what has a nought and no scale (一〇六国道). */
const isSpelt = (numeral: string, after: string): boolean =>
  SPELT.test(numeral) && (/[〇零]/u.test(numeral) || (numeral.length === 4 && after === "年"))
const SPELT = new RegExp(`^[${DIGITS.slice(1)}][〇${DIGITS}]{2,}$`, "u")

const isPlain = (numeral: string): boolean => /^[\p{Nd}.]+$/u.test(numeral)
const digitsOf = (chinese: string): string => chinese.replace(/./gu, (digit) => String(digitOf(digit)))
const digitOf = (digit: string): number => (digit === "两" ? 2 : digit === "〇" ? 0 : DIGITS.indexOf(digit))

/** Numerals of a number that is held exactly, spelt in full; thousands of 千 in a row are no number. */
const LONGEST = 40

/** The value of a numeral, Arabic, Chinese or mixed; undefined where it is not well formed. */
function readNumeral(numeral: string): number | undefined {
  if (numeral.length > LONGEST) return undefined
  if (/^(?:0|[1-9]\d{0,14})(?:\.\d+)?$/u.test(numeral)) return Number(numeral)
  if (numeral.length === 1 && digitOf(numeral) > 0) return digitOf(numeral)
  for (const [scale, size] of SCALES) {
    const at = numeral.lastIndexOf(scale)
    if (at >= 0) return scaled(numeral.slice(0, at), size, numeral.slice(at + 1))
  }
  return undefined
}

/** Head times size plus rest, as 一千零三十 is 一 times 1000 plus 零三十. */
function scaled(head: string, size: number, rest: string): number | undefined {
  const times = head === "" && size === 10 ? 1 : readNumeral(head)
  const more = rest === "" ? 0 : restOf(rest, size)
  if (times === undefined || more === undefined || more >= size) return undefined
  // 一万三 and 三百五 name the next scale without saying it; a fraction has nothing after its scale.
  if ((size < 1e4 && times >= 10) || (rest !== "" && !Number.isInteger(times))) return undefined
  const value = Number((times * size + more).toPrecision(15))
  return value < LARGEST && value >= 1 ? value : undefined
}

/** More digits than a number holds exactly count nothing. */
const LARGEST = 1e15

/** What follows a scale: 零三十 is 30, and a digit alone counts the next scale (一万三, 三百五). */
function restOf(rest: string, size: number): number | undefined {
  if (/^[〇零]/u.test(rest)) return readNumeral(rest.slice(1))
  const value = readNumeral(rest)
  return value !== undefined && rest.length === 1 && rest !== "十" ? (value * size) / 10 : value
}
