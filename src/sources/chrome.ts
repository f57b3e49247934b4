// What the pages of sites have around and in their articles that is none of them: tools, lists of others, notices.

import { type Piece, tidy } from "./document.js"

/** Lines with a tool, a notice, or what an article was called elsewhere. */
const LINES = [
  /^[（(【[]?(?:原标题|原题|原题为|本文来源|本文原标题|文章来源)[:：为].*$/u,
  /^(?:(?:特别|免责|版权|郑重)?声明|版权说明|免责条款)[:：].*$/u,
  /^(?:未经.{0,12}授权.{0,8}不得转载|(?:转载|转发)(?:请|时|须|需)?(?:务必)?(?:注明|标明).*|版权所有.*)$/u,
  /^(?:分享(?:到|至|按钮)?[:：]?.{0,24}|打印(?:本页|文章)?|关闭(?:窗口|本页)?|收藏(?:本文|本页)?|【?(?:打印|关闭|纠错|字号|大 中 小)】?|我要(?:纠错|评论|分享|打印).*)$/u,
  /^(?:字[号体]|【?字号)[:：]?.{0,16}$/u,
  /^(?:扫一扫|微信扫|扫描?(?:上方|下方|右侧)?二维码|长按(?:识别|扫描)?二维码|点击(?:上方|下方|蓝字|阅读原文|进入专题|关注)).{0,40}$/u,
  /^(?:返回|回到)[^。]{0,10}(?:首页|列表|顶部|频道)?\s*[>》»]*$/u,
  /^(?:上|下)一(?:篇|条|页|版|则)\s*[:：]?.{0,60}$/u,
  /^(?:阅读原文|查看原文|预览时标签不可点|微信号[:：]?.*|功能介绍.*|收录于合集.*|继续滑动看下一个|轻触阅读原文|向上滑动看下一个)$/u,
  /^(?:点赞|在看|举报|评论|收起|展开(?:全文)?|[+＋]\d|\d+\s*(?:人)?(?:评论|点赞|阅读|跟贴|参与).{0,8}|阅读\s*\d+|(?:浏览|点击|阅读)(?:次数|量|数)?[:：]?\s*\d*次?)$/u,
  /^(?:责任编辑|责编|编辑|校对|审核|来源|作者|标签|关键词|关键字|文章关键词)[:：]?\s*.{0,24}$/u,
]

/** What begins a list of other articles, on a line of its own. */
const LISTS =
  /^[【[]?(?:相关(?:阅读|新闻|报道|链接|文章|推荐|专题|稿件)|延伸阅读|推荐阅读|更多阅读|热门(?:推荐|文章|新闻|评论)|猜你喜欢|为你推荐|大家都在看|精彩推荐|今日热点|新闻排行|热点排行|网友评论|最新评论|全部评论|发表评论|发表回复|您可能(?:也|还)?(?:喜欢|感兴趣).{0,8})[】\]]?[:：>》]*$/u

/** A text without the lines that are the page's or lead elsewhere, and without the lists of other articles that end it. */
export function withoutChrome(pieces: readonly Piece[]): Piece[] {
  const list = pieces.findIndex(({ text }, i) => i > 0 && LISTS.test(tidy(text)))
  const kept = list < 0 ? pieces : pieces.slice(0, list)
  return kept.filter(
    ({ kind, text, link }) => (kind !== "text" || !link) && !LINES.some((line) => line.test(tidy(text))),
  )
}
