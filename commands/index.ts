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

export interface CommandsOptions {
  /** The program's own. */
  version: string
  /** The time in milliseconds. */
  now(): number
  /** Where readers' judgements go; without it no answer can be rated. */
  feedback?: Feedback
}

/** The commands over a library. */
export function createCommands(library: Library, { version, now, feedback }: CommandsOptions): readonly Command[] {
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
  return commands
}
