// What readers see in three languages: no sentence is missing, and none is in the script of another.

import { Converter } from "opencc-js"
import { describe, expect, it } from "vitest"
import { LOCALES, type Locale } from "../../src/chat/command.js"
import { type Words, words } from "../../src/chat/words/words.js"

const HEADLINE = "RUCHENG"

/** What each sentence is given here: values of Latin letters and digits, so that only our own words are looked at. */
const GIVEN = {
  unknownCommand: ["nope"],
  together: [["RUCHENG", "LIXIAN"]],
  missing: [["BITCOIN", "ETHER"]],
  mentions: [["BITCOIN", "ETHER"]],
  nearest: [6, HEADLINE, "2022-11-14"],
  taken: ["LIXIAN", "LI"],
  askedOn: ["LIXIAN?"],
  inBrackets: [["2022-11-14", "RUCHENG"]],
  andOthers: [4],
  readThis: [HEADLINE],
  noArticle: [HEADLINE],
  severalArticles: [HEADLINE, 3],
  held: [7],
  page: [1, 2],
  rated: [true],
  articlesTitle: [6],
  listed: [6],
  sinceDate: ["2022-10"],
  untilDate: ["2022-11"],
  betweenDates: ["2022-10", "2022-11"],
  undated: [3],
  noneListed: [HEADLINE],
  wrongDate: [HEADLINE],
  wrongOrder: ["2022-11", "2022-10"],
  tryAbout: [HEADLINE],
  tryFreely: [HEADLINE],
  aboutLibrary: [6, 45],
  stillReading: [12_000, 40],
  aboutNewest: [HEADLINE, "2022-11-14"],
  aboutVersion: ["1.2.3"],
  joinedGroup: ["ask", "@wenbao_bot", true],
} satisfies { [Name in keyof Words as Words[Name] extends string ? never : Name]: unknown[] }

/** The sentences of a language by name, those made by a function with what is given above. */
function sentencesOf(locale: Locale): Map<string, string> {
  const given = new Map<string, unknown[]>(Object.entries(GIVEN))
  return new Map(
    Object.entries(words(locale)).map(([name, sentence]) => {
      const said: unknown =
        typeof sentence === "string" ? sentence : Reflect.apply(sentence, undefined, given.get(name) ?? [])
      return [name, String(said)]
    }),
  )
}

const notHearing = (locale: Locale) => words(locale).joinedGroup("ask", "@wenbao_bot", false)
const notGood = (locale: Locale) => words(locale).rated(false)

describe.each(LOCALES)("in %s", (locale) => {
  it("there are the same sentences as in all languages, none of them blank", () => {
    const sentences = sentencesOf(locale)
    expect([...sentences.keys()].sort()).toEqual([...sentencesOf("zh-CN").keys()].sort())
    expect([...sentences].filter(([, sentence]) => sentence.trim() === "")).toEqual([])
  })

  it("every sentence shows what it is given", () => {
    const sentences = sentencesOf(locale)
    const shown = Object.entries(GIVEN).flatMap(([name, values]) =>
      values
        .flat()
        .filter((value) => typeof value !== "boolean" && !sentences.get(name)?.includes(String(value)))
        .map((value) => `${name} does not show ${value}`),
    )
    expect(shown).toEqual([])
  })

  it("no sentence shows undefined or an object", () => {
    const odd = [...sentencesOf(locale)].filter(([, sentence]) => /undefined|\[object|NaN|=>/u.test(sentence))
    expect(odd).toEqual([])
  })

  it("a bot that a plain @name does not reach says something else on joining than one it does", () => {
    expect(notHearing(locale)).not.toBe(sentencesOf(locale).get("joinedGroup"))
  })
})

it.each(LOCALES)("in %s a reader who found an answer bad is thanked otherwise than one who found it good", (locale) => {
  expect(notGood(locale)).not.toBe(words(locale).rated(true))
})

/** Traditional characters come out as they are; simplified ones do not. */
const toTraditional = Converter({ from: "cn", to: "tw" })
const toSimplified = Converter({ from: "tw", to: "cn" })

it("traditional Chinese has no simplified character", () => {
  const said = [...sentencesOf("zh-TW").values(), notHearing("zh-TW"), notGood("zh-TW")]
  expect(said.map((sentence) => toTraditional(sentence))).toEqual(said)
})

it("simplified Chinese has no traditional character", () => {
  const said = [...sentencesOf("zh-CN").values(), notHearing("zh-CN"), notGood("zh-CN")]
  expect(said.map((sentence) => toSimplified(sentence))).toEqual(said)
})

it("the check finds a simplified character", () => {
  expect(toTraditional("没有找到")).not.toBe("没有找到")
})

it("English has no Chinese but the marks of titles", () => {
  for (const sentence of [...sentencesOf("en").values(), notHearing("en"), notGood("en")])
    expect(sentence).not.toMatch(/\p{Script=Han}/u)
})

it("counts one thing in English as one", () => {
  expect(words("en").articlesTitle(1)).toBe("1 article")
  expect(words("en").aboutLibrary(1, 2)).toBe("1 article, 2 paragraphs.")
})
