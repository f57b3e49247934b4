// /admin add: a file is sent, what it gives is shown, and it goes in when that is right.

import { randomBytes } from "node:crypto"
import { type Asker, type Command, param, type SentFile } from "../../src/chat/command.js"
import { cutText } from "../../src/chat/excerpt.js"
import type { Block, Reply, Span } from "../../src/chat/reply.js"
import { type OwnerWords, ownerWords } from "../../src/chat/words/owners.js"
import { MOST_SENT } from "../../src/sources/collection.js"
import { describeFault } from "../../src/sources/faults.js"
import type { Preview } from "../../src/sources/file.js"
import { codeOf } from "../../src/sources/folder.js"
import { forOwners, type OwnersOptions, paragraph, privately } from "./owners.js"

/** A file that waits for its owner's word. */
interface Draft {
  place: string
  bytes: Uint8Array
  /** When it came. Milliseconds. */
  at: number
}

/** Drafts at hand, and for how long. Each may have 20 MB. */
const MOST_DRAFTS = 5
const KEPT_FOR = 60 * 60 * 1000
/** Articles and faults that are shown of a file. */
const SHOWN = 10
const FAULTS = 3
/** How much of an article's first words is shown, in characters. */
const FIRST_WORDS = 24

/** The command, and the two that its buttons carry. */
export function add(options: OwnersOptions): Command[] {
  const drafts = new Map<string, Draft>()
  const { collection, now } = options

  function keep(draft: Draft): string {
    for (const [id, { at }] of drafts) if (drafts.size >= MOST_DRAFTS || now() - at > KEPT_FOR) drafts.delete(id)
    const id = randomBytes(6).toString("base64url")
    drafts.set(id, draft)
    return id
  }

  async function received(file: SentFile, asker: Asker, say: OwnerWords): Promise<Reply> {
    const refusal = await collection.refusal(file.name, file.size)
    if (refusal) return privately([describeFault(refusal)])
    let bytes: Uint8Array
    try {
      bytes = await file.bytes(MOST_SENT)
    } catch (error) {
      return privately([say.fetchFailed(error instanceof Error ? error.message : String(error))])
    }
    const place = collection.placeOf(file.name, options.folderOf(asker))
    const reading = await collection.preview(place, bytes)
    const faults = faultBlocks(reading, say)
    // A list of feeds has its articles later.
    const isPromising = reading.articles.length > 0 || reading.faults.some(({ kind }) => kind === "feeds-not-fetched")
    if (!isPromising) return { blocks: [paragraph(say.givesNothing), ...faults] }
    const former = collection.sources().find((each) => each.file === place)
    const draft = keep({ place, bytes, at: now() })
    const call = (command: string) => ({ command, args: { draft } })
    return {
      blocks: [
        { kind: "heading", spans: [file.name] },
        { kind: "note", spans: [say.goesTo(sizeOf(bytes.byteLength), place)] },
        ...(former ? [paragraph(say.replaces(former.articles))] : []),
        ...(reading.articles.length > 0 ? [paragraph(say.gives(reading.articles.length))] : []),
        ...articleBlocks(reading, say),
        ...faults,
      ],
      next: [
        { label: say.take, call: call(TAKE) },
        { label: say.cancel, call: call(CANCEL) },
      ],
    }
  }

  async function taken(id: string, say: OwnerWords): Promise<Reply> {
    const draft = drafts.get(id)
    if (!draft) return privately([say.draftGone])
    // A second press finds it gone.
    drafts.delete(id)
    try {
      await collection.put(draft.place, draft.bytes)
    } catch (error) {
      drafts.set(id, draft)
      return privately([say.writeFailed(draft.place, codeOf(error))])
    }
    const found = collection.sources().find(({ file }) => file === draft.place)
    return {
      blocks: [
        paragraph(say.taken(draft.place, found?.articles ?? 0)),
        ...faultBlocks({ faults: [...(found?.faults ?? [])] }, say),
      ],
    }
  }

  return [
    forOwners(
      options,
      {
        name: "admin add",
        summary: { "zh-CN": "收一个文件进来", "zh-TW": "收一個檔案進來", en: "Take a file in" },
        params: [
          param({
            name: "file",
            label: { "zh-CN": "文件", "zh-TW": "檔案", en: "file" },
            summary: {
              "zh-CN": "稿件：.txt、.docx、.pdf、.html、.md、.zip 等",
              "zh-TW": "稿件：.txt、.docx、.pdf、.html、.md、.zip 等",
              en: "Articles: .txt, .docx, .pdf, .html, .md, .zip and others",
            },
            kind: "file",
          }),
        ],
        async run(_args, asker, file) {
          const say = ownerWords(asker.locale)
          return file ? received(file, asker, say) : privately([say.howToAdd])
        },
      },
      OPEN,
    ),
    forOwners(
      options,
      {
        ...carried(TAKE, { "zh-CN": "收下这个文件", "zh-TW": "收下這個檔案", en: "Take this file" }),
        run: async ({ draft = "" }, { locale }) => taken(draft, ownerWords(locale)),
      },
      OPEN,
    ),
    forOwners(
      options,
      {
        ...carried(CANCEL, { "zh-CN": "不收这个文件", "zh-TW": "不收這個檔案", en: "Do not take this file" }),
        async run({ draft = "" }, { locale }) {
          const say = ownerWords(locale)
          return drafts.delete(draft) ? { blocks: [paragraph(say.cancelled)] } : privately([say.draftGone])
        },
      },
      OPEN,
    ),
  ]
}

/** A file that was sent to a group has been seen there. */
const OPEN = { open: true }
const TAKE = "admin take"
const CANCEL = "admin cancel"

/** A command that only a button carries, with the draft it is about. */
const carried = (name: string, summary: Command["summary"]) => ({
  name,
  summary,
  typed: false as const,
  params: [
    param({
      name: "draft",
      label: { "zh-CN": "文件", "zh-TW": "檔案", en: "file" },
      summary: { "zh-CN": "哪个文件", "zh-TW": "哪個檔案", en: "Which file" },
      typed: false,
    }),
  ],
})

function articleBlocks({ articles }: Preview, say: OwnerWords): Block[] {
  const items = articles.slice(0, SHOWN).map(({ headline, paragraphs }): Span[] => {
    const first = cutText(paragraphs[0]?.text ?? "", FIRST_WORDS)
    return [{ strong: headline }, `  ${[say.paragraphs(paragraphs.length), first].filter(Boolean).join(" · ")}`]
  })
  const more = articles.length - items.length
  return [{ kind: "list", items }, ...(more > 0 ? [{ kind: "note" as const, spans: [say.andMore(more)] }] : [])]
}

const faultBlocks = ({ faults }: Pick<Preview, "faults">, say: OwnerWords): Block[] => [
  ...faults.slice(0, FAULTS).map((fault): Block => ({ kind: "note", spans: [describeFault(fault)] })),
  ...(faults.length > FAULTS ? [{ kind: "note" as const, spans: [say.andMore(faults.length - FAULTS)] }] : []),
]

/** Bytes as people read them. */
const sizeOf = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 ** 2
      ? `${Math.ceil(bytes / 1024)} KB`
      : `${(bytes / 1024 ** 2).toFixed(1)} MB`
