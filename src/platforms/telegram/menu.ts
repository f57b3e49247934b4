// The menu of commands behind the / in Telegram, from the chat's commands. Written only where it differs.

import { type Command, type Locale, typedOf } from "../../chat/command.js"
import type { GrammySignal } from "./client.js"
import { LANGUAGES } from "./languages.js"

interface Entry {
  command: string
  description: string
}

/** Where and for whom one menu is shown. */
interface Audience {
  scope: { type: "all_private_chats" | "all_group_chats" }
  /** Two letters; without it the menu is for everyone who has none in their language. */
  language_code?: "zh" | "en"
}

/** The members of grammY's Api that are used. */
export interface MenuApi {
  getMyCommands(audience: Audience, signal?: GrammySignal): Promise<readonly Entry[]>
  setMyCommands(menu: readonly Entry[], audience: Audience, signal?: GrammySignal): Promise<unknown>
}

/** Brings the menus of private chats and groups up to date, in each language. Rejects when the signal aborts. */
export async function updateMenus(api: MenuApi, commands: readonly Command[], signal?: GrammySignal): Promise<void> {
  for (const type of ["all_private_chats", "all_group_chats"] as const) {
    for (const { locale, ...language } of LANGUAGES) {
      const audience: Audience = { scope: { type }, ...language }
      const menu = menuOf(commands, locale)
      if (!isSame(menu, await api.getMyCommands(audience, signal))) await api.setMyCommands(menu, audience, signal)
    }
  }
}

/** A description holds 256 characters, and ours at most 100. */
const menuOf = (commands: readonly Command[], locale: Locale): Entry[] =>
  typedOf(commands).map(({ name, summary }) => ({ command: name, description: summary[locale] }))

const isSame = (ours: readonly Entry[], theirs: readonly Entry[]): boolean =>
  ours.length === theirs.length &&
  ours.every(({ command, description }, i) => {
    return command === theirs[i]?.command && description === theirs[i]?.description
  })
