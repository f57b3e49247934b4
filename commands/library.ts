// /library: which library a chat asks, and choosing another.

import { createHash } from "node:crypto"
import { type Asker, type Command, param } from "../src/chat/command.js"
import type { Choice, Reply } from "../src/chat/reply.js"
import { type OwnerWords, ownerWords } from "../src/chat/words/owners.js"
import type { Choices } from "../src/keep/choices.js"
import type { Libraries, Shelved } from "../src/library/libraries.js"

/** Libraries offered at once: what a select on Discord holds, with all of them beside. */
const MOST = 24

/** The chat that a choice is for. */
export const chatOf = ({ chat, conversation }: Asker): string => chat ?? conversation

export function library(libraries: Libraries, choices: Choices): Command {
  return {
    name: "library",
    audience: "managers",
    summary: {
      "zh-CN": "这个群问哪些文章",
      "zh-TW": "這個群問哪些文章",
      en: "Which articles this chat asks",
    },
    params: [
      param({
        name: "name",
        label: { "zh-CN": "文章库", "zh-TW": "文章庫", en: "library" },
        summary: {
          "zh-CN": "子文件夹的名字，或者“全部”",
          "zh-TW": "子資料夾的名字，或者「全部」",
          en: "A folder's name, or “all”",
        },
        required: false,
      }),
    ],
    async run({ name = "" }, asker) {
      const say = ownerWords(asker.locale)
      const shelves = libraries.shelves()
      const wanted = name.trim()
      if (wanted === "") return overview(libraries, choices, asker, say)
      if (asker.manages === undefined) return hint(say.useSlash)
      if (!asker.manages) return hint(say.onlyManagers)
      const found = shelves.find((each) => wanted === each.name || wanted === keyOf(each))
      if (!found && !isAll(wanted)) return hint(say.noSuchLibrary(wanted))
      if (found) await libraries.open(found.name)
      const isKept = await choices.choose(chatOf(asker), found?.name)
      const blocks = [say.nowAsks(found?.name), ...(isKept ? [] : [say.notKept])]
      return { blocks: blocks.map((text) => ({ kind: "paragraph", spans: [text] })) }
    },
    suggest: async (typed, { locale }) =>
      [{ label: ownerWords(locale).all, value: ALL }, ...libraries.shelves().map(suggestion)].filter(({ label }) =>
        label.includes(typed.trim()),
      ),
  }
}

/** What stands for all articles, whatever the language. */
const ALL = "#all"
const isAll = (text: string): boolean => text === ALL || /^(?:all|全部|所有)(?:文章)?$/iu.test(text)

const suggestion = ({ name }: Shelved) => ({ label: name, value: name })

/** A library as a button names it: folders may have names longer than a button holds. */
const keyOf = ({ name }: Shelved): string => `#${createHash("sha256").update(name).digest("hex").slice(0, 10)}`

function overview(libraries: Libraries, choices: Choices, asker: Asker, say: OwnerWords): Reply {
  const shelves = libraries.shelves()
  const chosen = choices.of(chatOf(asker))
  const here = shelves.find(({ name }) => name === chosen)
  const said = here
    ? say.asksOne(here.name, here.articles)
    : chosen === undefined
      ? say.asksAll(libraries.all.size.articles)
      : say.libraryGone(chosen)
  if (shelves.length === 0) return hint(said, say.noLibraries)
  if (!asker.manages) return hint(said, asker.manages === undefined ? say.useSlash : say.onlyManagers)
  return {
    blocks: [{ kind: "paragraph", spans: [said] }],
    choices: [
      choiceOf(ALL, say.all, say.articlesIn(libraries.all.size.articles)),
      ...shelves.slice(0, MOST).map((each) => choiceOf(keyOf(each), each.name, say.articlesIn(each.articles))),
    ],
    choose: say.chooseLibrary,
  }
}

const choiceOf = (name: string, label: string, detail: string): Choice => ({
  label,
  detail,
  call: { command: "library", args: { name } },
})

const hint = (...texts: string[]): Reply => ({
  blocks: texts.map((text) => ({ kind: "paragraph", spans: [text] })),
  private: true,
})
