// The seam: a call in, a reply out, between plain values. Platforms know nothing else of the house.

import type { Asker, Call, Command, Result, Suggestion } from "./command.js"
import type { Log } from "./platform.js"
import type { Reply } from "./reply.js"
import { words } from "./words/words.js"

export interface Chat {
  readonly commands: readonly Command[]
  /** Answers any call; an unknown command or a bug is a reply too. Never rejects. */
  handle(call: Call): Promise<Reply>
  /** Completes the first parameter of a command from what is typed so far. Never rejects; [] where there is nothing to offer. */
  suggest(command: string, typed: string, from: Asker): Promise<Suggestion[]>
  /** What bare text brings, to choose from. Never rejects; [] where there is nothing. */
  find(typed: string, from: Asker): Promise<Result[]>
}

/** A chat over these commands. Bugs are logged whole; the reader gets one sentence. */
export function createChat(commands: readonly Command[], log: Log): Chat {
  const named = new Map(commands.map((command) => [command.name, command]))
  const turn = createTurns()
  return {
    commands,

    async handle({ command: name, args, from, file }) {
      const command = named.get(name)
      if (!command) return { blocks: [{ kind: "paragraph", spans: [words(from.locale).unknownCommand(name)] }] }
      await turn()
      try {
        return await command.run(args, from, file)
      } catch (error) {
        log.error(`/${name} 出错了（参数 ${JSON.stringify(args)}）。这是程序的错误，请带上下面的记录报告：`, error)
        return { blocks: [{ kind: "paragraph", spans: [words(from.locale).bug] }] }
      }
    },

    async suggest(name, typed, from) {
      await turn()
      try {
        return (await named.get(name)?.suggest?.(typed, from)) ?? []
      } catch (error) {
        log.error(`/${name} 补全“${typed}”时出错。这是程序的错误，请带上下面的记录报告：`, error)
        return []
      }
    },

    async find(typed, from) {
      await turn()
      try {
        return (await commands.find(({ bare }) => bare)?.results?.(typed, from)) ?? []
      } catch (error) {
        log.error(`查找“${typed}”时出错。这是程序的错误，请带上下面的记录报告：`, error)
        return []
      }
    },
  }
}

/**
 * Turns, one to each round of the event loop. A search keeps the process busy while it lasts: with a crowd of calls at
 * once, what is to be sent meanwhile (that an answer is on its way) goes out between one and the next.
 */
function createTurns(): () => Promise<void> {
  let last = Promise.resolve()
  return () => {
    last = last.then(() => new Promise<void>((resolve) => setImmediate(resolve)))
    return last
  }
}
