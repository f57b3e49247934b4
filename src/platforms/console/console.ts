// A chat on a terminal. On a pipe: a line in, an answer out.

import { createInterface } from "node:readline/promises"
import type { Readable, Writable } from "node:stream"
import type { Asker, Call } from "../../chat/command.js"
import { parseCall } from "../../chat/parse.js"
import type { Platform } from "../../chat/platform.js"
import type { Next } from "../../chat/reply.js"
import { render, type Style } from "./render.js"

export interface ConsoleOptions extends Style {
  input: Readable
  output: Writable
  /** Whether a person types at it: then there is a prompt and numbers can be pressed. */
  interactive: boolean
  /** Whether there will be a next line to press a button with; default true. */
  buttons?: boolean
}

const ASKER: Asker = { conversation: "console", manages: true, locale: "zh-CN" }
const LEAVE = /^[/／]?(?:exit|quit|q|退出|再见)$/iu

/** The chat on a terminal or a pipe. Ends with its input, on /quit, or when the signal aborts. */
export function createConsole({ input, output, interactive, colour, buttons = true }: ConsoleOptions): Platform {
  return {
    name: "console",
    async run(chat, signal) {
      if (signal.aborted) return
      const lines = createInterface({ input, ...(interactive && { output }), prompt: "> ", terminal: interactive })
      signal.addEventListener("abort", () => lines.close(), { once: true })
      lines.on("SIGINT", () => lines.close())
      let pressable: Next[] = []
      if (interactive) lines.prompt()
      for await (const line of lines) {
        if (LEAVE.test(line.trim())) break
        const pressed = /^\d{1,3}$/u.test(line.trim()) ? pressable[Number(line) - 1] : undefined
        const call: Call | undefined = read(line, pressed)
        if (call) {
          const { blocks, ...rest } = await chat.handle(call)
          const aside = pressed?.aside === true
          const { text, pressable: now } = render({ blocks, ...(buttons && !aside && rest) }, { colour })
          // After a word aside the numbers are still those of the reply before it.
          if (!aside) pressable = now
          output.write(interactive ? `\n${text}\n\n` : `${text}\n\n`)
        }
        if (interactive) lines.prompt()
      }
      lines.close()

      /** What a line asks for: the button pressed, or what is typed. A blank line asks nothing of a person at a prompt. */
      function read(line: string, pressed: Next | undefined): Call | undefined {
        if (pressed) return { ...pressed.call, from: ASKER }
        if (interactive && line.trim() === "") return undefined
        const { command, args } = parseCall(line, chat.commands)
        return { command, args, from: ASKER }
      }
    },
  }
}
