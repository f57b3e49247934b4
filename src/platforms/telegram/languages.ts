// The languages that Telegram shows readers the bot in.

import type { Locale } from "../../chat/command.js"

/** One without a code is for all the others. `zh` covers both scripts, so traditional readers see the simplified texts. */
export const LANGUAGES: readonly { locale: Locale; language_code?: "zh" | "en" }[] = [
  { locale: "zh-CN" },
  { locale: "zh-CN", language_code: "zh" },
  { locale: "en", language_code: "en" },
]
