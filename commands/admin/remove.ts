// /admin remove: a file is taken out, once its owner has said so again.

import { createHash } from "node:crypto"
import { type Command, param } from "../../src/chat/command.js"
import type { Choice, Reply } from "../../src/chat/reply.js"
import { type OwnerWords, ownerWords } from "../../src/chat/words/owners.js"
import { codeOf } from "../../src/sources/folder.js"
import type { Source } from "../../src/sources/shelf.js"
import { forOwners, type OwnersOptions, paragraph, privately } from "./owners.js"

/** Files offered at once: what a select on Discord holds. */
const MOST = 25

/** The command, and the one that its button carries. */
export function remove(options: OwnersOptions): Command[] {
  const { collection } = options
  const named = (text: string): Source[] => {
    const sources = collection.sources()
    const exact = sources.filter((source) => source.file === text || keyOf(source) === text)
    return exact.length > 0 ? exact : sources.filter(({ file }) => file.toLowerCase().includes(text.toLowerCase()))
  }

  async function removed(key: string, say: OwnerWords): Promise<Reply> {
    const source = collection.sources().find((each) => keyOf(each) === key)
    if (!source) return privately([say.gone(key)])
    try {
      const { kept } = await collection.remove(source.file)
      return { blocks: [paragraph(say.removed(source.file, kept))] }
    } catch (error) {
      if (codeOf(error) === "ENOENT") return privately([say.gone(source.file)])
      return privately([say.writeFailed(source.file, codeOf(error))])
    }
  }

  const file = param({
    name: "file",
    label: { "zh-CN": "文件", "zh-TW": "檔案", en: "file" },
    summary: {
      "zh-CN": "文件名，或者其中几个字",
      "zh-TW": "檔名，或者其中幾個字",
      en: "A file's name, or a part of it",
    },
  })
  return [
    forOwners(options, {
      name: "admin remove",
      summary: { "zh-CN": "拿走一个文件", "zh-TW": "拿走一個檔案", en: "Take a file out" },
      params: [file],
      async run({ file: text = "" }, { locale }) {
        const say = ownerWords(locale)
        const found = named(text.trim())
        const [first] = found
        const asked = text.trim() === "" ? say.whichToRemove : say.severalToRemove(text.trim())
        if (!first) return privately([say.nothingToRemove(text.trim())])
        if (found.length > 1 || text.trim() === "")
          return {
            blocks: [paragraph(asked)],
            choices: found.slice(0, MOST).map((source) => choiceOf(source, say)),
            choose: say.chooseFile,
          }
        return {
          blocks: [paragraph(say.removeThis(first.file, first.articles))],
          next: [
            { label: say.remove, call: { command: DISCARD, args: { file: keyOf(first) } } },
            { label: say.cancel, call: { command: "admin sources", args: {} } },
          ],
        }
      },
      suggest: async (typed) =>
        named(typed.trim())
          .slice(0, MOST)
          .map((source) => ({ label: source.file, value: keyOf(source) })),
    }),
    forOwners(options, {
      name: DISCARD,
      typed: false,
      summary: { "zh-CN": "真的拿走", "zh-TW": "真的拿走", en: "Take it out for good" },
      params: [{ ...file, typed: false }],
      run: async ({ file: key = "" }, { locale }) => removed(key, ownerWords(locale)),
    }),
  ]
}

const DISCARD = "admin discard"

/** A file as a button names it: paths may be longer than a button holds. */
const keyOf = ({ file }: Source): string => `#${createHash("sha256").update(file).digest("hex").slice(0, 12)}`

const choiceOf = (source: Source, say: OwnerWords): Choice => ({
  label: source.file,
  detail: say.articlesIn(source.articles),
  call: { command: "admin remove", args: { file: keyOf(source) } },
})
