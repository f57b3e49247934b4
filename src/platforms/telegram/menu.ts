// The menu of commands behind the / in Telegram, from the chat's commands. Written only where it differs.

import { GrammyError } from "grammy"
import { type Command, type Locale, listedOf, typedOf } from "../../chat/command.js"
import type { GrammySignal } from "./client.js"
import { LANGUAGES } from "./languages.js"

interface Entry {
  command: string
  description: string
}

/** Where and for whom one menu is shown. */
interface Audience {
  scope: Scope
  /** Two letters; without it the menu is for everyone who has none in their language. */
  language_code?: "zh" | "en"
}
type Scope =
  | { type: "all_private_chats" | "all_group_chats" | "all_chat_administrators" }
  | { type: "chat"; chat_id: number }

/** The members of grammY's Api that are used. */
export interface MenuApi {
  getMyCommands(audience: Audience, signal?: GrammySignal): Promise<readonly Entry[]>
  setMyCommands(menu: readonly Entry[], audience: Audience, signal?: GrammySignal): Promise<unknown>
}

/**
 * Brings the menus of private chats and groups up to date, in each language; those who decide for a group see more, and
 * those who own the bot (by their ids) more yet. Rejects when the signal aborts.
 */
export async function updateMenus(
  api: MenuApi,
  commands: readonly Command[],
  owners: readonly number[],
  signal?: GrammySignal,
): Promise<void> {
  const readers = listedOf(commands)
  const others = typedOf(commands).filter(({ audience, name }) => audience !== undefined && !name.includes(" "))
  const managers = [...readers, ...others.filter(({ audience }) => audience === "managers")]
  await update({ type: "all_private_chats" }, readers)
  await update({ type: "all_group_chats" }, readers)
  if (managers.length > readers.length) await update({ type: "all_chat_administrators" }, managers)
  if (others.length > 0)
    for (const chat_id of owners) await update({ type: "chat", chat_id }, [...readers, ...others]).catch(unlessUnknown)

  async function update(scope: Scope, shown: readonly Command[]): Promise<void> {
    for (const { locale, ...language } of LANGUAGES) {
      const audience: Audience = { scope, ...language }
      const menu = menuOf(shown, locale)
      if (!isSame(menu, await api.getMyCommands(audience, signal))) await api.setMyCommands(menu, audience, signal)
    }
  }
}

/** Whoever has not written to the bot yet has no chat with it. */
function unlessUnknown(error: unknown): void {
  if (!(error instanceof GrammyError && error.error_code === 400)) throw error
}

/** A description holds 256 characters, and ours at most 100. */
const menuOf = (commands: readonly Command[], locale: Locale): Entry[] =>
  commands.map(({ name, summary }) => ({ command: name, description: summary[locale] }))

const isSame = (ours: readonly Entry[], theirs: readonly Entry[]): boolean =>
  ours.length === theirs.length &&
  ours.every(({ command, description }, i) => {
    return command === theirs[i]?.command && description === theirs[i]?.description
  })
