// All that a reader can ask for, in the order that menus show it.

import type { Asker, Command } from "../src/chat/command.js"
import type { Choices } from "../src/keep/choices.js"
import type { Feedback } from "../src/keep/feedback.js"
import type { Libraries } from "../src/library/libraries.js"
import type { Library } from "../src/library/library.js"
import { about } from "./about.js"
import { admin, type OwnersOptions } from "./admin/index.js"
import { article } from "./article.js"
import { articles } from "./articles.js"
import { ask } from "./ask.js"
import { help } from "./help.js"
import { chatOf, library as chooseLibrary } from "./library.js"
import { byLibrary } from "./parts/by-library.js"
import { type Reading, whileReading } from "./parts/while-reading.js"
import { rate } from "./rate.js"
import { read } from "./read.js"

export interface CommandsOptions {
  /** The program's own. */
  version: string
  /** The time in milliseconds. */
  now(): number
  /** Where readers' judgements go; without it no answer can be rated. */
  feedback?: Feedback
  /** The libraries among which a chat chooses, and what chats have chosen; without them all ask the one library. */
  choosing?: { libraries: Libraries; choices: Choices }
  /** How far the reading of articles has come; undefined when all are read. */
  reading?: () => Reading | undefined
  /** For those who own the bot; without it the articles are looked after in their folder alone. */
  owners?: Pick<OwnersOptions, "collection" | "isOwner">
}

/** The commands over a library. */
export function createCommands(library: Library, options: CommandsOptions): readonly Command[] {
  const { choosing, owners, now } = options
  const folderOf = (asker: Asker) => {
    const name = choosing?.choices.of(chatOf(asker))
    return choosing?.libraries.shelves().find((each) => each.name === name)?.name
  }
  const others = [
    ...(choosing ? [chooseLibrary(choosing.libraries, choosing.choices)] : []),
    ...(owners ? admin({ ...owners, now, folderOf }) : []),
  ]
  const over = (one: Library) => readersCommands(one, options)
  return [...(choosing ? byLibrary(over, choosing.libraries, choosing.choices) : over(library)), ...others]
}

/** What all may ask for. */
function readersCommands(library: Library, { version, now, feedback, reading }: CommandsOptions): readonly Command[] {
  const others = {
    article: article(library),
    articles: articles(library),
    usage: help(library, () => commands),
    bot: about(library, version),
  }
  const commands: Command[] = [
    ask(library, { now, rated: feedback !== undefined, others }),
    others.article,
    read(library),
    others.articles,
    others.usage,
    others.bot,
    ...(feedback ? [rate(library, feedback)] : []),
  ]
  return reading ? commands.map((command) => whileReading(command, reading)) : commands
}
