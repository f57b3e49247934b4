// Every sentence a reader sees, one file a language.

import type { Locale } from "../command.js"
import { en } from "./en.js"
import { zhCN } from "./zh-CN.js"
import { zhTW } from "./zh-TW.js"

/** Counts and pages are whole numbers from 1; headlines and questions come without quotation marks. */
export interface Words {
  unknownCommand(name: string): string
  bug: string
  /** Sentences one after the other. */
  together(sentences: readonly string[]): string
  /** In the menu of a message: ask what the message says. */
  askMessage: string
  /** A link to the message that was asked about; and instead of an answer, where it says nothing. */
  askedMessage: string
  nothingToAsk: string
  /** An option of a command, without spaces: nobody else sees the answer; and what it says of itself. */
  onlyMe: string
  onlyMeSummary: string
  /** Above an answer that others would see if they asked less. */
  hushed: string
  /** Instead of an answer to somebody who asks faster than anyone can read. */
  held(seconds: number): string
  /** In private, about a question that is not answered where it was asked: follows `yourQuestion`. */
  slower: string
  /** Once, instead of the answers to a group that asks more than it can follow. */
  tooMany: string
  /** A button where an inline query finds nothing: leads to a private chat, where the question is asked. */
  askInPrivate: string
  /** A link to the reader's message. */
  yourQuestion: string
  /** Above an answer in private: the bot may not write where it was asked, here or (following `yourQuestion`) there. */
  closedHere: string
  closedThere: string
  /** The bot stops before it has answered. */
  leaving: string
  /** A button from another time: its article or command is gone. */
  expired: string
  /** Before examples: a question was left out; somebody said hello. */
  askEmpty: string
  hello: string
  /** In reply to what is no question. */
  thanks: string
  farewell: string
  doubt: string
  complaint: string
  notFound: string
  /** Words of the question that no article has. */
  missing(words: readonly string[]): string
  /** All words are there, but nowhere together. */
  nowhereTogether: string
  /** Specific words of a question without an answer that the article shown below has. */
  mentions(words: readonly string[]): string
  /** Questions like the one refused follow. */
  didYouMean: string
  /** How many articles there are, and the headline nearest to the question with its article's date. */
  nearest(articles: number, headline: string, date: string | null): string
  /** A word that no article has, and the one taken for it. */
  taken(typed: string, taken: string): string
  /** The question that a follow-up was taken for. */
  askedOn(question: string): string
  /** All passages that matched have been shown. */
  noMore: string
  /** Before articles that have nothing to do with the question. */
  lookAt: string
  /** To a question without a Chinese character that has no answer. */
  askChinese: string
  empty: string
  /** Before other articles that tell the same; between them; behind one, its date and source; behind those named. */
  seeAlso: string
  listComma: string
  inBrackets(parts: readonly string[]): string
  andOthers(count: number): string
  readAll: string
  readThis(headline: string): string
  more: string
  back: string
  seeArticles: string
  /** On a closed select: what there is to choose. */
  chooseArticle: string
  chooseQuestion: string
  titleEmpty: string
  noArticle(text: string): string
  /** A button or a completion led to an article that has been taken away. */
  articleGone: string
  severalArticles(text: string, count: number): string
  page(page: number, of: number): string
  nextPage: string
  previousPage: string
  askThis: string
  /** Thanks for a verdict that was kept. */
  rated(good: boolean): string
  /** The question does not bring that answer any more, or the button could not hold it whole. */
  rateGone: string
  rateFailed: string
  cutOff: string
  articlesTitle(count: number): string
  /** Behind what a list is limited to: how many there are; dates are `2022-11-14`, `2022-11` or `2022`. */
  listed(count: number): string
  sinceDate(date: string): string
  untilDate(date: string): string
  betweenDates(since: string, until: string): string
  /** How many articles dates cannot tell about. */
  undated(count: number): string
  noneListed(what: string): string
  /** What was typed where a date should stand. */
  wrongDate(text: string): string
  wrongOrder(since: string, until: string): string
  tryThese: string
  tryAbout(headline: string): string
  tryFreely(headline: string): string
  helpIntro: string
  /** How to ask, in private and in a group. */
  helpHow: string
  about: string
  /** Before the first question, where there is nothing to see but this. */
  howToAsk: string
  /** In private, to a picture, a voice message and the like; what to ask follows. */
  onlyText: string
  aboutLibrary(articles: number, paragraphs: number): string
  aboutNewest(headline: string, date: string): string
  /** Articles read so far, and seconds until all are. */
  stillReading(articles: number, left: number): string
  aboutVersion(version: string): string
  /** Sent on joining a group: the command that asks, the bot's @name, and whether a plain @name reaches it there. */
  joinedGroup(command: string, name: string, hears: boolean): string
}

const BY_LOCALE: Readonly<Record<Locale, Words>> = { "zh-CN": zhCN, "zh-TW": zhTW, en }

export const words = (locale: Locale): Words => BY_LOCALE[locale]
