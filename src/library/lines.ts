// A page's lines, each with what its form alone says it may be: a title (headline, kicker or section head: which one, the
// text around it decides), a byline, a caption, furniture of the page, or body text.

/** What the form of a line says. Only `title` and `head` compete for headlines and section heads. */
export type Shape =
  | "body"
  /** Short and unclosed: a headline, a kicker, a subtitle without dash or a section head. */
  | "title"
  /** Numbered like a section head: 一、…, （二）… */
  | "head"
  /** Begins with a dash. */
  | "subtitle"
  /** Who wrote or sent it, on a line of its own. */
  | "byline"
  /** A picture's caption, told by its credit. */
  | "caption"
  /** Rules, page numbers, editors, jump notes, end marks. */
  | "furniture"

export interface Line {
  /** Without the white space around it. */
  text: string
  /** From 1. */
  number: number
  shape: Shape
  /** Whether it begins with an indent. */
  indented: boolean
  /** Whether a blank line stands before it. */
  spaced: boolean
  /** Whether a rule or an end mark (（完）, （下转第3版）, 责任编辑：…) stands between it and the text before. */
  ended: boolean
}

/** The lines of a page that hold anything, in order. */
export function readLines(text: string): Line[] {
  const lines: Line[] = []
  let spaced = true
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const trimmed = raw.trim()
    if (trimmed === "") {
      spaced = true
      continue
    }
    lines.push({
      text: trimmed,
      number: index + 1,
      shape: shapeOf(trimmed),
      indented: /^[\s\u3000]{2}|^\t|^\u3000/.test(raw),
      spaced,
      ended: false,
    })
    spaced = false
  }
  return lines
}

/** The lines of a page that are not its furniture; what stood below a rule or an end mark remembers it. */
export function withoutFurniture(lines: readonly Line[]): Line[] {
  const kept: Line[] = []
  let ended = false
  for (const line of lines) {
    if (line.shape === "furniture") ended ||= !/上接|紧接/.test(line.text)
    else {
      kept.push(ended ? { ...line, ended } : line)
      ended = false
    }
  }
  return kept
}

/**
 * Settles what form alone leaves open, from the lines around. Titles: a quotation with a dash subtitle below it, and what
 * opens a page without closing like a sentence. Body text: a short line indented like the paragraphs, on a page that sets
 * its titles without indent.
 */
export function settleTitles(lines: readonly Line[]): Line[] {
  const titles = lines.filter((line) => line.shape === "title")
  const indentsBodyOnly =
    share(lines.filter((line) => line.shape === "body")) > HABIT && share(titles) < 1 - HABIT && titles.length > 1
  return lines.map((line, index) => {
    const next = lines[index + 1]
    if (line.shape === "title") return indentsBodyOnly && line.indented ? { ...line, shape: "body" } : line
    if (line.shape !== "body" || next === undefined || line.text.length > LONGEST_TITLE) return line
    const above = isQuotation(line.text) && next.shape === "subtitle"
    const opens = index === 0 && !/[。；;：:，,]/.test(line.text) && next.shape !== "title"
    return above || opens ? { ...line, shape: "title" } : line
  })
}

/** What more than four lines in five do is a page's habit. */
export const HABIT = 0.8

function share(lines: readonly Line[]): number {
  return lines.filter((line) => line.indented).length / Math.max(1, lines.length)
}

/** Of 16,000 broadcast headlines 99 in 100 are shorter. */
const LONGEST_TITLE = 66

/** What the form of one line, without white space around it, says it may be. */
export function shapeOf(text: string): Shape {
  if (isFurniture(text)) return "furniture"
  if (isByline(text)) return "byline"
  if (isCaption(text)) return "caption"
  if (text.length > LONGEST_TITLE) return "body"
  if (DASHED.test(text)) return isClosed(text) ? "body" : "subtitle"
  if (/^(?:[问答]|记者)[:：]/.test(text)) return "body"
  if (isClosed(text) || isCut(text) || isQuotation(text) || REFERS_BACK.test(text)) return "body"
  if (NUMBERED.test(text)) return "head"
  return "title"
}

const DASHED = /^(?:[—–―─－]+|-{2,})\s*[^\s—–―─－-]/
const NUMBERED =
  /^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}(?:[、．]|\.(?!\d))|第[一二三四五六七八九十]{1,3}[章节]|[①-⑳])/
/** 该县…, 该镇…: a line that refers back stands in running text; headlines and heads stand alone. */
const REFERS_BACK = /^该[\u4e00-\u9fff]/
/** How running text begins and a title with a comma does not. */
const RUNS_ON =
  /(?:表示|介绍|认为|说)，|^(?:近日|日前|目前|当前|今天|昨天|如今|此外|另外|同时|据|随着|其中|对此|为此|例如|比如|近年来|连日来|截至|下一步|记者|会议)[^，]{0,24}，/

/** Ends as a sentence or a clause of running text ends. A headline may ask or exclaim, but then holds no comma. */
export function isClosed(text: string): boolean {
  if (/[。；;：:，,、…—]$/.test(text)) return true
  if (/[。；;．.！？!?][”’」』）)]+$/.test(text)) return true
  return /[！？!?]$/.test(text) && /[，,。]/.test(text)
}

/** A paragraph that the page cut off: unclosed like a title, but with marks or an ending that titles do not have. */
function isCut(text: string): boolean {
  if (/[。；]/.test(text) || PAIRS.some(([open, close]) => count(text, open) !== count(text, close))) return true
  if (/[的把被和]$/.test(text) || RUNS_ON.test(text)) return true
  const clauses = text.replace(/【.*?】/g, "").split("，")
  return clauses.length > 1 && (clauses.at(-1) ?? "").length < SHORTEST_CLAUSE
}

/** …发展韧劲强，成色足 is a headline; what stops one or two characters after a comma was cut off. */
const SHORTEST_CLAUSE = 3

const PAIRS = [
  ["“", "”"],
  ["‘", "’"],
  ["《", "》"],
  ["「", "」"],
] as const

function count(text: string, mark: string): number {
  return text.split(mark).length - 1
}

/** One quotation from end to end: somebody speaks, or a saying is quoted. */
function isQuotation(text: string): boolean {
  return /^“[^”]*”$/.test(text) || /^「[^」]*」$/.test(text)
}

function isFurniture(text: string): boolean {
  return FURNITURE.some((pattern) => pattern.test(text))
}

const FURNITURE = [
  // Rules and ornaments: no letter, no digit, and none of the marks that can close a sentence.
  /^[^\p{L}\p{N}。！？”’」』）)》…，、；：]+$/u,
  // Jump notes.
  /^[（(【[]?\s*(?:下转|上接|紧接|接)第?\s*[A-Z]?\d{1,2}\s*版[^。]{0,16}$/,
  // Page numbers with their section, and standing lines of a page.
  /^第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版(?:\s*[:：·|/]?\s*[\u4e00-\u9fff]{0,6})?(?:\s*[\d年月日期星]+.{0,12})?$/,
  /^[A-Z]\d{1,2}(?:\s*[\u4e00-\u9fff]{2,6})?$/,
  /^[-—·\s]*\d{1,3}[-—·\s]*$/,
  /^(?:要闻|综合|综合新闻|本地新闻|国内新闻|国际新闻|时政|时政要闻|广告|今日导读|导读)$/,
  /^(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*[农夏]历.{0,12})?(?:\s*第?\s*\d+\s*[期版])?$/,
  /^(?:农历.{2,12}|(?:星期|周)[一二三四五六日天])$/,
  // Who made the page.
  /^(?:本版|本期|今日)?(?:责任编辑|责编|编辑|美编|美术编辑|版式|版面|校对|校检|主编|总编|值班主任|值班总编|组版|排版|审核|审读|监制|统筹|制图|视觉|电话|热线|新闻热线|邮箱|投稿|网址|E-?mail)(?:[:：/／丨|].*|\s+[\u4e00-\u9fff\s]{2,20})$/i,
  // End marks.
  /^[（(]\s*(?:完|全文完|待续|本报综合)\s*[）)]$/,
]

const AGENCY =
  "(?:本报|本网|本刊|本台|本社|新华社|中新社|中新网|人民日报|央视|总台|[\\u4e00-\\u9fff]{2,8}(?:日报|晚报|晨报|早报|都市报|融媒体?中心|融媒体?|电视台|新闻网|通讯社|客户端|广播电台|台))"
const RANK =
  "(?:全媒体|融媒体?|首席|见习|实习|特约|特派|特别|驻[\\u4e00-\\u9fff]{2,6}|[\\u4e00-\\u9fff]{2}站|摄影|文字)"
const ROLE = `(?:${RANK})*(?:记者|通讯员|评论员|观察员|撰稿人?|特约作者)`
const NAME = "[\\u4e00-\\u9fff·]{2,4}"
const NAMES = `${NAME}(?:[\\s、,，/／]+${NAME})*`
const CREDIT = "(?:文[/／、]?图|图[/／、]?文|摄影报道|整理|供稿|撰文|综合|报道|采写)"

const BYLINES = [
  // 本报记者 张三 通讯员 李四 文/图; an agency may stand without a name.
  new RegExp(`^${AGENCY}${ROLE}?(?:[\\s:：]*${NAMES})?(?:[\\s、]*${ROLE}[\\s:：]*${NAMES})*[\\s]*${CREDIT}?$`),
  // 记者 张三: without agency the name must be set off.
  new RegExp(`^${ROLE}[\\s:：]+${NAMES}(?:[\\s、]*${ROLE}[\\s:：]*${NAMES})*[\\s]*${CREDIT}?$`),
  /^(?:作者|文|图|撰文|采写|摄影|整理|来源|据|供稿|文字|策划)[\s]*[:：/／][\s]*[^。，]{2,30}$/,
  new RegExp(`^${NAMES}[\\s]*(?:文[/／]图|图[/／]文|摄影报道|供稿)$`),
  // 新华社北京11月14日电 on a line of its own.
  new RegExp(`^(?:据)?${AGENCY}[\\u4e00-\\u9fff]{0,8}\\d{1,2}月\\d{1,2}日(?:电|讯)?$`),
]

/** The hundred commonest surnames: most of the people who sign articles. */
const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧"
/** Two or more names and nothing else: 王明 李小红 */
const ONLY_NAMES = new RegExp(`^[${SURNAMES}][\\u4e00-\\u9fff]{1,2}(?:[\\s、]+[${SURNAMES}][\\u4e00-\\u9fff]{1,2})+$`)

function isByline(text: string): boolean {
  if (text.length > 60) return false
  if (ONLY_NAMES.test(text)) return true
  const bare = text.replace(/^[□■●◎○◆◇▲△★☆口]\s*/, "").replace(/^[（(【](.*)[）)】]$/, "$1")
  if (AGENCY_ALONE.test(bare)) return true
  if (bare.startsWith("本报讯") && bare.length <= 4) return true
  return bare !== text && new RegExp(`^(?:${ROLE}[\\s:：]*)?${NAMES}$`).test(bare)
    ? true
    : BYLINES.some((pattern) => pattern.test(bare)) && HAS_ROLE.test(bare)
}

/** An agency's name with nothing after it is who sent the text. */
const AGENCY_ALONE =
  /^(?:本报讯|本报综合|据?新华社(?:电|讯)?|据?中新社(?:电|讯)?|本报评论员|人民日报评论员|新华社评论员)$/
/** The patterns above are loose about names; none holds without one of these words. */
const HAS_ROLE =
  /记者|通讯员|评论员|观察员|撰稿|作者|文[/／:：]|图[/／:：]|撰文|采写|摄影|整理|来源|据|供稿|文字|策划|月\d{1,2}日/

function isCaption(text: string): boolean {
  if (text.length > 120) return false
  if (/[（(【][^（(【]{0,30}(?:供图|摄|摄影|资料图片?|图片|制图|截图|发)[）)】]$/.test(text)) return true
  if (/(?:^|[\s。])(?:本报|新华社|通讯员|记者)[^。]{0,24}\s*(?:摄|发|供图|摄影)$/.test(text)) return true
  if (/^(?:[▲△▼↑↓←→]|图[①-⑳\d一二三四][:：为\s]?|图为|图片[:：]|[上下左右题]图[:：为]|资料图|图[:：])/.test(text))
    return true
  return /[\s　][\u4e00-\u9fff]{2,3}\s*[/／]?\s*摄$/.test(text)
}
