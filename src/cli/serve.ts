// Runs platforms side by side: one that fails is said so, and the others go on.

import type { Chat } from "../chat/chat.js"
import { type Log, OperatorError, type Platform } from "../chat/platform.js"

/** Runs all platforms until each has ended; resolves to whether any of them failed. Never rejects. */
export async function serve(
  platforms: readonly Platform[],
  chat: Chat,
  { signal, log }: { signal: AbortSignal; log: Log },
): Promise<boolean> {
  const ends = await Promise.all(
    platforms.map(async (platform) => {
      try {
        await platform.run(chat, signal)
        return false
      } catch (error) {
        if (error instanceof OperatorError) log.error(error.message)
        else log.error(`${platform.name} 停了。这是程序的错误，请带上下面的记录报告：`, error)
        return true
      }
    }),
  )
  return ends.some(Boolean)
}
