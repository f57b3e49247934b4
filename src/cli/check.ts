// `npm run check`: is this set-up right? A line for each thing that is looked at, each fault with its mend.

import { OperatorError } from "../chat/platform.js"

export interface Finding {
  ok: boolean
  text: string
}

/** A platform's token: without `attempt` it is not set. */
export interface Token {
  /** The variable it comes from. */
  name: string
  /** Tries it on the platform; resolves to whom it belongs, rejects with an OperatorError. */
  attempt?: () => Promise<string>
}

/** Tries every token; a fault in one hides nothing of the others. */
export const checkTokens = (tokens: readonly Token[]): Promise<Finding[]> => Promise.all(tokens.map(checkToken))

async function checkToken({ name, attempt }: Token): Promise<Finding> {
  if (!attempt) return { ok: true, text: `${name} 没有设置，这个平台不启动。` }
  try {
    return { ok: true, text: `${name} 可用：${await attempt()}` }
  } catch (error) {
    if (error instanceof OperatorError) return { ok: false, text: error.message }
    throw error
  }
}

export const describeFinding = ({ ok, text }: Finding): string => `${ok ? "✓" : "✗"} ${text}`
