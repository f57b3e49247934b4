// All that a reader can ask for, in the order that menus show it.

import type { Command } from "../src/chat/command.js"
import type { Library } from "../src/library/library.js"
import { about } from "./about.js"
import { article } from "./article.js"
import { articles } from "./articles.js"
import { ask } from "./ask.js"
import { help } from "./help.js"
import { read } from "./read.js"

/** The commands over a library. `version` is the program's own. */
export function createCommands(library: Library, version: string): readonly Command[] {
  const commands: Command[] = [
    ask(library),
    article(library),
    read(library),
    articles(library),
    help(library, () => commands),
    about(library, version),
  ]
  return commands
}
