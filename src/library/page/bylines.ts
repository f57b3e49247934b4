// Who made an article, and whose it is, as its own lines say: bylines, the brackets behind a dateline or at the end of
// the text, and what stands beside 来源 and 作者. The words in brackets stay in their paragraph as well.

import { isByline } from "./credits.js"
import { datelineOf } from "./dateline.js"

/** What is said of an article's makers; null where nothing is. */
export interface Credit {
  /** As printed: 本报记者 张三 通讯员 李四 */
  byline: string | null
  /** Where the article comes from: 湖南日报 */
  source: string | null
}

const NOTHING: Credit = { byline: null, source: null }

/** What a line of its own says: （新华社记者 王明）, □ 本报记者 周文, 来源：湖南日报, 据新华社电. */
export function creditOf(line: string): Credit {
  const fields = labelled(line)
  if (fields.byline !== null || fields.source !== null) return fields
  const bare = unwrapped(line.replace(/^[□■●◎○◆◇▲△★☆口]\s*/u, ""))
  const undated = unwrapped(bare.slice(datelineOf(bare)?.text.length ?? 0))
  const [, agency] = SENDER_ALONE.exec(undated === "" ? bare : undated) ?? []
  if (agency !== undefined) return { byline: null, source: agency.startsWith("本报") ? null : agency }
  return undated === "" ? NOTHING : { byline: undated, source: null }
}

/** An agency's name with nothing after it; a commentator without a name signs as one. */
const SENDER_ALONE =
  /^据?(本报(?:讯|综合|综合消息)|新华社|中新社)(?:电|讯)?(?:$|(?=[\p{Script=Han}]{0,8}\d{1,2}月\d{1,2}日))/u

const unwrapped = (text: string): string =>
  text
    .trim()
    .replace(/^[（(【[](.*)[）)】\]]$/u, "$1")
    .trim()

/** What a line is made of where it is made of labels: 来源：湖南日报 作者：张三 编辑：李四. */
const LABEL =
  /(?:^|[\s|｜丨（(])((?:信息|稿件|文章|新闻)?来源|作者|记者|通讯员|责任编辑|责编|编辑|审核|校对|(?:发布|更新)?(?:时间|日期)|浏览(?:次数|量)?|点击(?:数|量)?|阅读(?:量|数)?|字体|字号)\s*[:：]\s*/u

/** What stands beside 来源 and 作者, or 记者 and 通讯员 where the source is named as well; nothing without such a label. */
export function labelled(line: string): Credit {
  const [, ...parts] = line.split(LABEL)
  const fields = parts.flatMap((label, i) => (i % 2 === 0 ? [{ label, value: valueIn(parts[i + 1] ?? "") }] : []))
  const value = (name: RegExp) => fields.find(({ label, value: said }) => name.test(label) && said !== "")?.value
  const source = value(/来源$/u) ?? null
  const author = value(/^作者$/u)
  const makers = fields.filter(({ label, value: said }) => /^(?:记者|通讯员)$/u.test(label) && said !== "")
  const reported = source === null ? "" : makers.map(({ label, value: said }) => `${label} ${said}`).join(" ")
  return { byline: author ?? (reported || null), source }
}

/** No name is longer, in UTF-16 units: what is, is a text. */
const LONGEST = 100

/** Without what closes a field, and without a date behind it. */
const valueIn = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/(?:^|\s)\d{4}[-年./].*$/u, "")
    .replace(/[\s|｜丨;；]+$/u, "")
    .replace(/^([^（(]*)[）)]$/u, "$1")
    .trim()

/** 本报讯（记者 张三）, 新华社北京11月14日电（记者王明、李红）, and without brackets: 本报讯 记者张三 通讯员李四报道： */
const OPENING =
  /^[^，。！？；]{0,30}?(?:讯|电|消息)\s*(?:[（(](?<within>[^（）()]{2,60})[）)]|(?<open>[^，。：:]{4,40}?报道)[：:，])/u
const CLOSING = /(?<before>.?)\s?(?<bracket>[（(](?<within>[^（）()]{2,60})[）)])$/u
/** Names alone are signed after the last sentence only. */
const ENDED = /[。！？…”’」』!?]$/u

/** What the brackets around a text say: behind its dateline, or else at its end. */
export function creditIn(paragraphs: readonly { text: string }[]): Credit {
  const { within = "", open = within } = OPENING.exec(paragraphs[0]?.text ?? "")?.groups ?? {}
  if (isByline(open)) return creditOf(open)
  const {
    before = "",
    bracket = "",
    within: closing = "",
  } = CLOSING.exec(paragraphs.at(-1)?.text.trim() ?? "")?.groups ?? {}
  const says = isByline(closing) || (ENDED.test(before) && isByline(bracket))
  return says && !/^作者[系为]/u.test(closing) ? creditOf(bracket) : NOTHING
}

/** Several credits as one: bylines one after the other, each once; the first source. */
export function together(credits: readonly Credit[]): Credit {
  const bylines = new Set(credits.flatMap(({ byline }) => byline ?? []))
  return {
    byline: bylines.size > 0 ? [...bylines].join(" ") : null,
    source: credits.find(({ source }) => source !== null)?.source ?? null,
  }
}
