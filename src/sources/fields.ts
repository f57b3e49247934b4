// What files call the things that they say of an article: in front matter, in the columns of a table, in a line of JSON.

/** The names of each field, in lower case, that which is looked for first at the beginning. */
export const FIELDS = {
  headline: ["headline", "title", "标题"],
  kicker: ["kicker", "眉题", "引题"],
  subtitle: ["subtitle", "副题", "副标题"],
  date: ["date", "published", "日期", "发布时间", "发布日期"],
  byline: ["byline", "author", "authors", "署名", "作者", "记者"],
  section: ["section", "category", "column", "版面", "版名", "栏目", "频道"],
  place: ["place", "location", "地点", "地区"],
  source: ["source", "来源"],
  url: ["url", "link", "链接", "网址"],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Field = keyof typeof FIELDS

/** The value of a field among values by name, as text on one line; several as one. Undefined where there is none. */
export function fieldOf(given: ReadonlyMap<string, unknown>, field: Field): string | undefined {
  for (const name of FIELDS[field]) {
    const text = textOf(given.get(name))
    if (text !== undefined) return text
  }
  return undefined
}

/** A record's values by name; names may be in any case. */
export const givenIn = (record: object): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]))

/** Dates that a parser has read as such are written again. */
function textOf(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString().slice(0, 10)
  if (Array.isArray(value)) return value.flatMap((each) => textOf(each) ?? []).join(" ") || undefined
  return typeof value === "string" || typeof value === "number" ? String(value).trim() || undefined : undefined
}
