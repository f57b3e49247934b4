// A library's articles in bytes: a million paragraphs as objects are a gigabyte and keep the garbage collector busy for
// seconds. What stands above a text stays at hand; the text is decoded when somebody asks for it.

import type { Article } from "./article.js"
import { createNumbers } from "./numbers-list.js"

export interface ArticleStore {
  /** Takes an article in; one with the same id goes. Gives it as it is kept: the same, its text in bytes. */
  add(article: Article): Article
  remove(id: string): void
  /** The article with this id, or undefined. */
  get(id: string): Article | undefined
  /** In the order they came. */
  all(): Iterable<Article>
  readonly size: number
  /** These articles of it, in this order. */
  save(articles: Iterable<Article>): SavedStore
}

/** As it is kept: JSON in UTF-16, bytes that are not written to any more. */
export interface SavedStore {
  chunks: Uint8Array[]
  /** Of each article four numbers: its chunk, where it begins there, the bytes of its head and those of its text. */
  places: Uint32Array
}

/** What is at hand, in the order in which it is written. */
const HEAD = [
  "id",
  "key",
  "file",
  "url",
  "headline",
  "kicker",
  "subtitle",
  "date",
  "byline",
  "section",
  "place",
  "dateline",
  "source",
  "line",
] as const
type Head = Pick<Article, (typeof HEAD)[number]>
/** What is decoded when asked for. */
type Text = Omit<Article, (typeof HEAD)[number]>

/** Bytes of a chunk; an article that is larger has a chunk of its own. */
const CHUNK = 4 * 1024 * 1024
/** Chunks with less than this share in use are given up, and what is used of them is written again. */
const WASTEFUL = 0.5

interface Chunk {
  bytes: Uint8Array
  /** Bytes that are written, and those of them that belong to an article. */
  end: number
  used: number
}

/** Where an article is: its head, and its text behind that. */
interface Place {
  chunk: Chunk
  start: number
  head: number
  text: number
}

export function createArticleStore(saved?: SavedStore): ArticleStore {
  const articles = new Map<string, StoredArticle>()
  let open: Chunk = emptyChunk(0)

  function write(bytes: Uint8Array): Pick<Place, "chunk" | "start"> {
    if (open.end + bytes.length > open.bytes.length) open = emptyChunk(Math.max(CHUNK, bytes.length))
    const chunk = open
    const start = chunk.end
    chunk.bytes.set(bytes, start)
    chunk.end += bytes.length
    chunk.used += bytes.length
    return { chunk, start }
  }

  function drop(id: string): void {
    const article = articles.get(id)
    if (!article) return
    articles.delete(id)
    const { chunk, head, text } = placeOf(article)
    chunk.used -= head + text
    if (chunk !== open && chunk.used < chunk.end * WASTEFUL) giveUp(chunk)
  }

  function giveUp(chunk: Chunk): void {
    for (const place of Array.from(articles.values(), placeOf))
      if (place.chunk === chunk)
        Object.assign(place, write(chunk.bytes.subarray(place.start, place.start + place.head + place.text)))
  }

  if (saved)
    for (const article of restored(saved)) {
      const { chunk, head, text } = placeOf(article)
      chunk.used += head + text
      articles.set(article.id, article)
    }

  return {
    add(article) {
      drop(article.id)
      const { paragraphs, headings, captions } = article
      const head = encoded(HEAD.map((name) => article[name]))
      const text = encoded({ paragraphs, headings, captions })
      const place = { ...write(Buffer.concat([head, text])), head: head.length, text: text.length }
      const stored = new StoredArticle(article, place)
      articles.set(article.id, stored)
      return stored
    },
    remove: drop,
    get: (id) => articles.get(id),
    all: () => articles.values(),
    get size() {
      return articles.size
    },
    save(given) {
      const numbers = new Map<Chunk, number>()
      const places = createNumbers()
      for (const { id } of given) {
        const article = articles.get(id)
        if (!article) continue
        const { chunk, start, head, text } = placeOf(article)
        const number = numbers.get(chunk) ?? numbers.size
        numbers.set(chunk, number)
        for (const value of [number, start, head, text]) places.add(value)
      }
      return { chunks: Array.from(numbers.keys(), ({ bytes, end }) => bytes.subarray(0, end)), places: places.values() }
    },
  }
}

const emptyChunk = (size: number): Chunk => ({ bytes: new Uint8Array(size), end: 0, used: 0 })

/** Two bytes a character: in UTF-8 a Chinese one takes three, and longer to decode. */
const ENCODING = "utf16le"
const encoded = (value: unknown): Buffer => Buffer.from(JSON.stringify(value), ENCODING)
const decoded = ({ bytes }: Chunk, start: number, length: number) =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString(ENCODING))

function* restored({ chunks: saved, places }: SavedStore): Generator<StoredArticle> {
  const chunks = saved.map((bytes): Chunk => ({ bytes, end: bytes.length, used: 0 }))
  const same = createSame()
  for (let at = 0; at < places.length; at += 4) {
    const number = places[at] ?? 0
    const [start, head, text] = [places[at + 1] ?? 0, places[at + 2] ?? 0, places[at + 3] ?? 0]
    const chunk = chunks[number]
    if (!chunk) throw new RangeError(`an article in chunk ${number} of ${chunks.length}`)
    const [id, key, file, url, headline, kicker, subtitle, date, byline, section, place, dateline, source, line] =
      decoded(chunk, start, head)
    const shown: Head = {
      id,
      key,
      file: same(file),
      url,
      headline,
      kicker,
      subtitle,
      date: same(date),
      byline: same(byline),
      section: same(section),
      place: same(place),
      dateline,
      source: same(source),
      line,
    }
    yield new StoredArticle(shown, { chunk, start, head, text })
  }
}

/** Articles share their files, sections, dates and bylines: of strings that are equal one is kept. */
function createSame() {
  const known = new Map<string, string>()
  return <Value extends string | null>(value: Value): Value | string => {
    if (value === null) return value
    const found = known.get(value)
    if (found === undefined) known.set(value, value)
    return found ?? value
  }
}

/** A plain value to whoever copies or compares it, whose text is decoded when asked for. */
class StoredArticle implements Article {
  declare readonly paragraphs: Text["paragraphs"]
  declare readonly headings: Text["headings"]
  declare readonly captions: Text["captions"]
  readonly id: string
  readonly key: string
  readonly file: string
  readonly url: string | null
  readonly headline: string
  readonly kicker: string | null
  readonly subtitle: string | null
  readonly date: string | null
  readonly byline: string | null
  readonly section: string | null
  readonly place: string | null
  readonly dateline: string | null
  readonly source: string | null
  readonly line: number
  readonly #at: Place

  constructor(head: Head, at: Place) {
    Object.defineProperties(this, StoredArticle.#text)
    this.id = head.id
    this.key = head.key
    this.file = head.file
    this.url = head.url
    this.headline = head.headline
    this.kicker = head.kicker
    this.subtitle = head.subtitle
    this.date = head.date
    this.byline = head.byline
    this.section = head.section
    this.place = head.place
    this.dateline = head.dateline
    this.source = head.source
    this.line = head.line
    this.#at = at
  }

  static placeOf = (article: StoredArticle): Place => article.#at

  static #getter = (name: keyof Text) => ({
    enumerable: true,
    get(this: StoredArticle) {
      return textOf(this.#at)[name]
    },
  })

  /** The same functions for all articles: each costs an article nothing. */
  static readonly #text: PropertyDescriptorMap & ThisType<StoredArticle> = {
    paragraphs: StoredArticle.#getter("paragraphs"),
    headings: StoredArticle.#getter("headings"),
    captions: StoredArticle.#getter("captions"),
  }
}

const { placeOf } = StoredArticle

/** Texts that are remembered as decoded, and their bytes all together. */
const REMEMBERED = 1_000
const REMEMBERED_BYTES = 16 * 1024 * 1024
/** The one used last is the last to go. */
const remembered = new Map<Place, Text>()
let rememberedBytes = 0

function textOf(place: Place): Text {
  const known = remembered.get(place)
  const text: Text = known ?? decoded(place.chunk, place.start + place.head, place.text)
  if (known) remembered.delete(place)
  else rememberedBytes += place.text
  remembered.set(place, text)
  for (const oldest of remembered.keys()) {
    if (remembered.size <= REMEMBERED && rememberedBytes <= REMEMBERED_BYTES) break
    remembered.delete(oldest)
    rememberedBytes -= oldest.text
  }
  return text
}
