// What Telegram shows of the bot before anything is asked: its name, and what it says of itself.

import type { Api } from "grammy"
import { words } from "../../chat/words/words.js"
import type { GrammySignal } from "./client.js"
import { LANGUAGES } from "./menu.js"

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

/**
 * Brings the name, where one is configured, and the descriptions up to date, in each language. Written only where they
 * differ: Telegram allows few changes. What the operator has written at @BotFather stays. Rejects when the signal aborts.
 */
export async function updateProfile(api: ProfileApi, name: string | undefined, signal?: GrammySignal): Promise<void> {
  if (name !== undefined && (await api.getMyName({}, signal)).name !== name) await api.setMyName(name, {}, signal)
  for (const { locale, ...language } of LANGUAGES) {
    const { about, howToAsk } = words(locale)
    // A text of ours from another version begins alike.
    const isToWrite = (now: string, text: string) => now !== text && (now === "" || now.startsWith(about))
    const text = `${about}\n\n${howToAsk}`
    const { description } = await api.getMyDescription(language, signal)
    if (isToWrite(description, text)) await api.setMyDescription(text, language, signal)
    const { short_description: short } = await api.getMyShortDescription(language, signal)
    if (isToWrite(short, about)) await api.setMyShortDescription(about, language, signal)
  }
}
