// Lines that belong to the page and to no article: rules, page numbers, standing lines, editors, jump notes, end marks.

export function isFurniture(text: string): boolean {
  const bare = text.replace(/^[（(【[]\s*(.*?)\s*[）)】\]]$/, "$1").replace(/^[▶►▷➤→◀◄◁←]+\s*/, "")
  return RULE.test(text) || [...MARKS, ...STANDING, ...EDITORS].some((pattern) => pattern.test(bare))
}

/** Rules and ornaments: no letter, no digit, and none of the marks that can close a sentence. */
const RULE = /^[^\p{L}\p{N}。！？”’」』）)》…，、；：]+$/u

/** Jump notes and end marks. */
const MARKS = [
  /^(?:下转|上接|紧接|接)第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版[^。]{0,30}$/,
  /^(?:完|全文完|待续|本报综合)$/,
  /^(?:原载|转载自?|转自|摘自|据)\s*(?:《[^》]{2,16}》|新华社|人民网|新华网|中新社|央视新闻)(?:\s*[\d年月日期版第]{1,16})?$/,
]

/** Page numbers with their section, in which issue it was printed, dates of issue, names of sections. */
const STANDING = [
  /^第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版(?:\s*[:：·|/]?\s*[\u4e00-\u9fff]{0,6})?(?:\s*[\d年月日期星]+.{0,12})?$/,
  /^《[^《》]{2,20}》\s*[（(]\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日.{0,12}版\s*[）)]$/,
  /^[A-Z]\d{1,2}(?:\s*[\u4e00-\u9fff]{2,6})?$/,
  /^[-—·\s]*\d{1,3}[-—·\s]*$/,
  /^(?:要闻|综合|综合新闻|本地新闻|国内新闻|国际新闻|时政|时政要闻|广告|今日导读|导读)$/,
  /^\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\s*\d{1,2}[:：]\d{2}(?::\d{2})?)?(?:\s*(?:来源|作者|编辑|星期|周|农历|夏历|总?第).{0,30})?$/,
  /^(?:\d{1,2}月\d{1,2}日|农历.{2,12}|(?:星期|周)[一二三四五六日天])(?:\s*(?:星期|周)[一二三四五六日天])?$/,
]

/** Who made the page. */
const EDITORS = [
  /^(?:[一二三终初]审|终审|编审|编校|本版编辑|本版责编)(?:[:：/／丨|].*|\s+[\u4e00-\u9fff\s]{2,20})$/,
  /^(?:本版|本期|今日|[\d一二三四五六七八九十]{1,2}版)?(?:责任编辑|责编|编辑|美编|美术编辑|版式|版面|校对|校检|主编|总编|值班主任|值班总编|组版|排版|审核|审读|监制|统筹|制图|视觉|电话|热线|新闻热线|(?:投稿)?邮箱|投稿|网址|E-?mail)(?:[:：/／丨|].*|\s+[\u4e00-\u9fff\s]{2,20})$/i,
]
