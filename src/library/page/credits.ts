// Lines that say who made an article rather than what it says: bylines, datelines on a line of their own, and captions,
// which are told by their credit.

import { SURNAMES } from "../surnames.js"

/** Who wrote or sent a text, on a line of its own: 本报记者 张三 通讯员 李四, （新华社记者 王明）, 来源：湖南日报 */
export function isByline(text: string): boolean {
  if (text.length > LONGEST_BYLINE) return false
  if (ONLY_NAMES.test(text) || SENDER_ALONE.test(text)) return true
  const bare = text.replace(/^[□■●◎○◆◇▲△★☆口]\s*/, "").replace(/^[（(【[](.*)[）)】\]]$/, "$1")
  if (SENDER_ALONE.test(bare) || LABELLED.test(bare)) return true
  // （王明）, ■李小红: a mark or brackets around nothing but a name.
  if (bare !== text && BRACKETED_NAMES.test(bare)) return true
  return namesItsMakers(bare)
}

const LONGEST_BYLINE = 60

const NAME = "[\\u4e00-\\u9fff·]{2,4}"
const BETWEEN = "[\\s、,，/／]"
const SIGNED = `[${SURNAMES}][\\u4e00-\\u9fff]{1,2}`
/** Two or more names and nothing else: 王明 李小红 */
const ONLY_NAMES = new RegExp(`^${SIGNED}(?:${BETWEEN}+${SIGNED})+$`)
const BRACKETED_NAMES = new RegExp(`^${SIGNED}(?:${BETWEEN}+${SIGNED})*$`)

/** An agency's name with nothing after it. */
const SENDER_ALONE =
  /^(?:本报讯|本报综合|本报综合消息|据?新华社(?:电|讯)?|据?中新社(?:电|讯)?|(?:本报|人民日报|新华社)评论员)$/
const LABELLED =
  /^(?:作者|文|图|撰文|采写|摄影|整理|来源|供稿|文字|策划|摄影报道|作者单位)\s*[:：/／][^。]{2,40}$|^作者[系为][^。]+$/

/** Where a paper or agency says that it speaks: its own name, or a name that ends as theirs do. */
const AGENCY =
  "(?:本报|本网|本刊|本台|本社|新华社|中新社|[\\u4e00-\\u9fffA-Za-z·]{1,12}?(?:报|社|网|电视台|广播电台|台|中心|媒体|融媒|客户端|在线|新闻|周刊|杂志))"
const RANK =
  "(?:全媒体|融媒体?|首席|见习|实习|特约|特派|特别|驻[\\u4e00-\\u9fff]{2,6}?|[\\u4e00-\\u9fff]{2}站|摄影|文字|本报)"
const ROLE = `(?:${RANK})*(?:记者|通讯员|评论员|观察员|撰稿人?|作者)`
const CREDIT =
  /(?:文[/／、]?图|图[/／、]?文|摄影报道|综合报道|采写报道|报道|供稿|撰文|采写|整理|摄影|来源[:：]\s*[\u4e00-\u9fff]{2,10})$/

const OPENING = new RegExp(`^(${AGENCY})?(${ROLE})[:：]?(${BETWEEN}*)`)
const DATELINE = new RegExp(
  `^据?${AGENCY}?[\\u4e00-\\u9fff]{0,8}(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日(?:电|讯|消息)${BETWEEN}*`,
)
const LATER_ROLE = new RegExp(`${BETWEEN}+(?:${AGENCY})?${ROLE}[\\s:：]*`, "g")

/** Agency, roles, names and credits, and nothing else. */
function namesItsMakers(bare: string): boolean {
  const undated = bare.replace(DATELINE, "").replace(/^[（(](.*)[）)]$/, "$1")
  if (undated === "" && bare !== "") return true
  const uncredited = undated.replace(CREDIT, "").trim()
  const [opening = "", agency, role, gap] = OPENING.exec(uncredited) ?? []
  const credited = uncredited !== undated
  if (role === undefined && !(credited && /[/／]|摄影报道|供稿$/.test(undated))) return false
  const names = uncredited.slice(opening.length).replace(LATER_ROLE, " ").trim()
  if (names === "") return agency !== undefined
  // 记者王明: without agency or gap only a surname tells a name from 记者节快乐.
  const apart = (agency !== undefined && role !== undefined) || gap !== ""
  return new RegExp(`^${apart && !credited ? NAME : SIGNED}(?:${BETWEEN}+${NAME})*$`).test(names)
}

/** A picture's caption. It has a credit, or says that it is one. */
export function isCaption(text: string): boolean {
  if (text.length > LONGEST_CAPTION) return false
  return CAPTIONS.some((pattern) => pattern.test(text))
}

const LONGEST_CAPTION = 120

const CAPTIONS = [
  /[（(【][^（(【]{0,30}(?:供图|摄|摄影|资料图片?|图片|制图|截图|发)[）)】]$/,
  /(?:^|[\s。])(?:本报|新华社|通讯员|记者)[^。]{0,24}\s*(?:摄|发|供图|摄影)$/,
  /^(?:[▲△▼↑↓←→]|图[①-⑳\d一二三四][:：为\s]?|图为|图片[:：]|[上下左右题]图[:：为]|资料图|图[:：])/,
  /[\s　。！？”][\u4e00-\u9fff]{2,3}\s*[/／]?\s*摄$/,
]
