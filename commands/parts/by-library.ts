// The same commands over several libraries: each chat is answered from the one that it has chosen.

import type { Asker, Command } from "../../src/chat/command.js"
import type { Choices } from "../../src/keep/choices.js"
import type { Libraries } from "../../src/library/libraries.js"
import type { Library } from "../../src/library/library.js"
import { chatOf } from "../library.js"

/** Commands as `over` makes them of a library, each going to those of the library that the asker's chat has chosen. */
export function byLibrary(
  over: (library: Library) => readonly Command[],
  libraries: Libraries,
  choices: Choices,
): readonly Command[] {
  const made = new WeakMap<Library, readonly Command[]>()
  const commandsOf = (library: Library): readonly Command[] => {
    const commands = made.get(library) ?? over(library)
    made.set(library, commands)
    return commands
  }
  /** Where the chosen one has no articles any more, all are asked. */
  async function chosenBy(asker: Asker): Promise<Library> {
    const name = choices.of(chatOf(asker))
    return (name === undefined ? undefined : await libraries.open(name)) ?? libraries.all
  }
  const inChosen = async (name: string, asker: Asker): Promise<Command> => {
    const found = commandsOf(await chosenBy(asker)).find((each) => each.name === name)
    if (!found) throw new Error(`No library has the command ${name}`)
    return found
  }
  return commandsOf(libraries.all).map((command) => {
    const { name, suggest, results } = command
    return {
      ...command,
      run: async (args, asker, file) => (await inChosen(name, asker)).run(args, asker, file),
      ...(suggest && {
        suggest: async (typed, asker) => (await (await inChosen(name, asker)).suggest?.(typed, asker)) ?? [],
      }),
      ...(results && {
        results: async (typed, asker) => (await (await inChosen(name, asker)).results?.(typed, asker)) ?? [],
      }),
    }
  })
}
