// What the library is made of: articles and their paragraphs, as plain values.

/** A run of body text that the newspaper printed as one paragraph. */
export interface Paragraph {
  /** The text as printed, without the white space around it. */
  text: string
  /** The line of the file it begins on, from 1. */
  line: number
}

/** A section head inside an article: it stands before the paragraph with this index. */
export interface Heading {
  before: number
  text: string
}

/** An article as it stands on a page, before it has an id. */
export interface PageArticle {
  headline: string
  /** The line above the headline (眉题), if any. */
  kicker: string | null
  /** The line below it, as printed, with its dash (副题), if any. */
  subtitle: string | null
  /** ISO date or its known part (`2022-11-14`, `2022-11`, `2022`); null where the text does not say for certain. */
  date: string | null
  /** Who wrote it, as printed, without brackets around it: 本报记者 张三 通讯员 李四. */
  byline: string | null
  /** The page or column it stands in: 要闻. */
  section: string | null
  /** Where it was sent from, as the dateline says, or is about, as the file says. */
  place: string | null
  /** The dateline that opens it, as printed: 本报长沙11月14日讯. */
  dateline: string | null
  /** Where the article was published, if known. */
  source: string | null
  /** The line of the file that the headline stands on, from 1. */
  line: number
  /** Body text only. */
  paragraphs: Paragraph[]
  headings: Heading[]
  /** Picture captions with their credit. */
  captions: string[]
}

/** An article of the library. */
export interface Article extends PageArticle {
  /** The id given in bulk input, else one made from the article's own words: it survives restarts and renamed files. */
  id: string
  /** A short name for buttons: the id where that is short, else a hash of it. At most 12 ASCII characters. */
  key: string
  /** The file it came from, relative to the articles folder. */
  file: string
  /** A public page of the article, if known. */
  url: string | null
}
