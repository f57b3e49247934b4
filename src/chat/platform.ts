// What a platform is to the rest of the house, and how it tells the operator of trouble.

import type { Chat } from "./chat.js"

export interface Platform {
  name: string
  /**
   * Serves the chat until the signal aborts, then finishes what is in flight and resolves.
   * Rejects with an OperatorError when it cannot go on (a refused token), with any other error on a bug.
   */
  run(chat: Chat, signal: AbortSignal): Promise<void>
}

/** A fault that the operator can mend. The message names the thing, says what happened and what to do next. */
export class OperatorError extends Error {
  override name = "OperatorError"
}

/** Lines for the operator, most of them sentences. An error passed along is printed whole. */
export interface Log {
  debug(message: string): void
  info(message: string): void
  warn(message: string, cause?: unknown): void
  error(message: string, cause?: unknown): void
}
