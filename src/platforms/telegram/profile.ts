// What Telegram shows of the bot before anything is asked: its name, and what it says of itself.

import type { Api } from "grammy"
import { type Words, words } from "../../chat/words/words.js"
import type { GrammySignal } from "./client.js"
import { LANGUAGES } from "./languages.js"

/** The members of grammY's Api that are used. */
export type ProfileApi = Pick<
  Api,
  | "getMyName"
  | "setMyName"
  | "getMyDescription"
  | "setMyDescription"
  | "getMyShortDescription"
  | "setMyShortDescription"
>

/** Gives the bot this name, unless it has it: Telegram allows few changes. Rejects when the signal aborts. */
export async function updateName(api: ProfileApi, name: string | undefined, signal?: GrammySignal): Promise<void> {
  if (name !== undefined && (await api.getMyName({}, signal)).name !== name) await api.setMyName(name, {}, signal)
}

/**
 * Brings the descriptions up to date in each language, written only where they differ. What the operator has written at
 * @BotFather stays, and is what readers of all languages see. Rejects when the signal aborts.
 */
export async function updateDescriptions(api: ProfileApi, signal?: GrammySignal): Promise<void> {
  await updateText(({ about, howToAsk }) => `${about}\n\n${howToAsk}`, {
    get: async (language) => (await api.getMyDescription(language, signal)).description,
    set: (text, language) => api.setMyDescription(text, language, signal),
  })
  await updateText(({ about }) => about, {
    get: async (language) => (await api.getMyShortDescription(language, signal)).short_description,
    set: (text, language) => api.setMyShortDescription(text, language, signal),
  })
}

interface Shown {
  get(language: { language_code?: "zh" | "en" }): Promise<string>
  set(text: string, language: { language_code?: "zh" | "en" }): Promise<unknown>
}

async function updateText(textIn: (say: Words) => string, { get, set }: Shown): Promise<void> {
  for (const { locale, ...language } of LANGUAGES) {
    const say = words(locale)
    const [now, text] = [await get(language), textIn(say)]
    // A text of ours from another version begins alike. The first one is for all who have none in their language.
    const isOurs = now === "" || now.startsWith(say.about)
    if (!isOurs && language.language_code === undefined) return
    if (isOurs && now !== text) await set(text, language)
  }
}
