// All that a reader can ask for, in the order that menus show it.

import type { Command } from "../src/chat/command.js"
import type { Feedback } from "../src/keep/feedback.js"
import type { Library } from "../src/library/library.js"
import { about } from "./about.js"
import { article } from "./article.js"
import { articles } from "./articles.js"
import { ask } from "./ask.js"
import { help } from "./help.js"
import { rate } from "./rate.js"
import { read } from "./read.js"

/** The commands over a library. `version` is the program's own; without `feedback` no answer can be rated. */
export function createCommands(library: Library, version: string, feedback?: Feedback): readonly Command[] {
  const commands: Command[] = [
    ask(library, feedback !== undefined),
    article(library),
    read(library),
    articles(library),
    help(library, () => commands),
    about(library, version),
    ...(feedback ? [rate(library, feedback)] : []),
  ]
  return commands
}
