// A question in its conversation: what it follows up, and what is kept of it for the next one.

import type { Asker } from "../../src/chat/command.js"
import { aboutNames, isMeant, isPlaceIn } from "../../src/library/follow-up/belief.js"
import { asksForMore, followUp, type Turn, type Turns } from "../../src/library/follow-up.js"
import type { Answer, Library } from "../../src/library/library.js"
import { placeOf } from "../../src/library/place.js"
import { createMemory } from "./memory.js"

/** Conversations remembered at once: a few kilobytes each, more than are active in a quarter of an hour. */
const CONVERSATIONS = 1_000
/** Long enough to read an article and ask on; after a longer pause a question is a new one. */
const REMEMBERED_MINUTES = 15

export interface Heard {
  answer: Answer
  /** The passage to begin with, from 0. */
  from: number
  /** The question that a follow-up was taken for. */
  continued?: string
}

/** What is kept of a conversation; it names no user. */
interface Talk extends Turns {
  /** To the last question. */
  answer: Answer
  /** The first passage of the last answer that has not been shown. */
  next: number
}

export interface Conversations {
  /**
   * Answers what was typed or, with `from`, the whole question of a button from this passage on. Questions of one
   * conversation are understood in the order they came, each after the one before it.
   */
  hear(asker: Asker, question: string, from: number | undefined): Promise<Heard>
}

export interface ConversationOptions {
  /** The time in milliseconds. */
  now: () => number
  /** Where the passages end that are shown of an answer. */
  shownTo(heard: Heard): number
}

export function createConversations(library: Library, { now, shownTo }: ConversationOptions): Conversations {
  const lasts = REMEMBERED_MINUTES * 60_000
  const talks = createMemory<Promise<Talk | undefined>>({ most: CONVERSATIONS, lasts, now })
  return {
    async hear({ conversation }, question, from) {
      const before = talks.get(conversation) ?? Promise.resolve(undefined)
      const turn = before.then(async (talk) => {
        const heard = await (from === undefined
          ? understood(library, question, talk)
          : pressed(library, question, from, talk))
        return { heard, talk: nextTalk(talk, heard, shownTo(heard)) }
      })
      // A question that fails leaves the conversation where it was; the failure is told to whoever asked it.
      talks.set(
        conversation,
        turn.then(
          ({ talk }) => talk,
          () => before,
        ),
      )
      return (await turn).heard
    },
  }
}

async function understood(library: Library, typed: string, talk: Talk | undefined): Promise<Heard> {
  if (talk?.answered && asksForMore(typed)) {
    const { question } = talk.answered
    return { answer: await library.ask(question), from: talk.next, continued: question }
  }
  const plain = await library.ask(typed)
  const meant = talk && followUp(typed, talk, (word) => isPlaceIn(plain, word) || isPlaceIn(talk.answer, word))
  const tried = meant && aboutNames(await library.ask(meant.question), meant)
  return meant && tried && isMeant(meant, tried, plain)
    ? { answer: tried, from: 0, continued: meant.question }
    : { answer: plain, from: 0 }
}

/** A button carries its question whole, but for what the platform cut off behind …; that is put back while it is known. */
async function pressed(library: Library, question: string, from: number, talk: Talk | undefined): Promise<Heard> {
  const whole = [talk?.last, talk?.answered].find(
    (turn) => question.endsWith("…") && turn?.question.startsWith(question.slice(0, -1)),
  )
  return { answer: await library.ask(whole?.question ?? question), from }
}

function nextTalk(before: Talk | undefined, { answer }: Heard, next: number): Talk {
  const last = turnOf(answer)
  return answer.answered
    ? { answer, last, answered: last, next }
    : { answer, last, answered: before?.answered, next: before?.next ?? 0 }
}

function turnOf({ question, answered, passages: [first] }: Answer): Turn {
  if (!answered || !first) return { question, answered, clause: "", said: "", passage: "", place: undefined }
  const { text, highlights, focus, article } = first
  const pick = (ranges: readonly { start: number; end: number }[]) =>
    ranges.map(({ start, end }) => text.slice(start, end)).join("")
  const clause = pick(focus).replace(/["“”‘’「」『』]/gu, "")
  return { question, answered, clause, said: pick(highlights), passage: text, place: placeOf(article) }
}
