// /admin sources: every file, how many articles it gives, and what was refused and why. /admin reload: all of it anew.

import type { Command } from "../../src/chat/command.js"
import type { Block, Next, Span } from "../../src/chat/reply.js"
import { type OwnerWords, ownerWords } from "../../src/chat/words/owners.js"
import { words } from "../../src/chat/words/words.js"
import { describeFault } from "../../src/sources/faults.js"
import type { Source } from "../../src/sources/shelf.js"
import { PAGE_PARAM } from "../parts/pages.js"
import { forOwners, type OwnersOptions, paragraph } from "./owners.js"

/** Files on a page. */
const PAGE = 10
/** Faults that are told of a file, and of a look. */
const FAULTS = 2
const FAULTS_OF_ALL = 5

export const sources = (options: OwnersOptions): Command =>
  forOwners(options, {
    name: "admin sources",
    summary: { "zh-CN": "有哪些文件，哪些没收", "zh-TW": "有哪些檔案，哪些沒收", en: "Which files there are" },
    params: [PAGE_PARAM],
    async run({ page: wanted = "1" }, { locale }) {
      const [say, common] = [ownerWords(locale), words(locale)]
      // What is wrong comes first: that is what one looks for.
      const all = options.collection.sources().toSorted((a, b) => Number(isFaulty(b)) - Number(isFaulty(a)))
      const pages = Math.max(1, Math.ceil(all.length / PAGE))
      const page = Math.min(Math.max(1, Math.trunc(Number(wanted)) || 1), pages)
      const turn = (to: number, label: string): Next => ({
        label,
        call: { command: "admin sources", args: { page: String(to) } },
      })
      return {
        blocks: [
          { kind: "heading", spans: [say.files(all.length, articlesOf(all))] },
          ...(pages > 1 ? [{ kind: "note" as const, spans: [common.page(page, pages)] }] : []),
          { kind: "list", items: all.slice((page - 1) * PAGE, page * PAGE).map((each) => lineOf(each, say)) },
        ],
        next: [
          ...(page > 1 ? [turn(page - 1, common.previousPage)] : []),
          ...(page < pages ? [turn(page + 1, common.nextPage)] : []),
        ],
      }
    },
  })

export const reload = (options: OwnersOptions): Command =>
  forOwners(options, {
    name: "admin reload",
    summary: { "zh-CN": "全部文件重新读一遍", "zh-TW": "全部檔案重新讀一遍", en: "Read all files again" },
    params: [],
    async run(_args, { locale }) {
      const say = ownerWords(locale)
      const { added, changed, removed } = await options.collection.reload()
      const all = options.collection.sources()
      const isSame = added + removed === 0
      const said = isSame
        ? say.unchanged(articlesOf(all))
        : say.changed(added - changed, changed, removed, articlesOf(all))
      const faults = options.collection.faults()
      return {
        blocks: [
          paragraph(said),
          ...faults.slice(0, FAULTS_OF_ALL).map((fault): Block => ({ kind: "note", spans: [describeFault(fault)] })),
          ...(faults.length > FAULTS_OF_ALL
            ? [{ kind: "note" as const, spans: [say.andMoreFaults(faults.length - FAULTS_OF_ALL)] }]
            : []),
        ],
        next: [{ label: say.allFiles, call: { command: "admin sources", args: {} } }],
      }
    },
  })

const isFaulty = ({ faults }: Source): boolean => faults.length > 0
const articlesOf = (all: readonly Source[]): number => all.reduce((sum, { articles }) => sum + articles, 0)

function lineOf({ file, articles, faults, former }: Source, say: OwnerWords): Span[] {
  // The file's name stands before it already.
  const told = faults.slice(0, FAULTS).map((fault) => describeFault(fault).replace(`${file}：`, ""))
  const about = [say.articlesIn(articles), ...(former ? [say.former] : []), ...told]
  return [{ strong: file }, `  ${about.join("；")}`]
}
