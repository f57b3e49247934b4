// What readers see, in simplified Chinese: the language everything is written in first.

import type { Words } from "./words.js"

const quoted = (list: readonly string[]) => list.map((word) => `“${word}”`).join("、")

export const zhCN: Words = {
  unknownCommand: (name) => `没有“/${name}”这个命令。发送 /help 看看能做什么。`,
  bug: "出了点问题，这次没能答上来。已经记下了，请稍后再试。",
  together: (sentences) => sentences.join(""),
  askMessage: "问问这条",
  onlyMe: "只给我看",
  onlyMeSummary: "只有你自己看得到这次回答",
  expired: "这个按钮已经过期了，请重新提问。",
  askEmpty: "想问什么？可以直接问，比如：",
  notFound: "没有找到。",
  missing: (list) => `文章里没有提到${quoted(list)}。`,
  nowhereTogether: "文章里没有能回答这个问题的段落。",
  mentions: (list) => `不过，这一篇提到了${quoted(list)}：`,
  didYouMean: "是不是想问：",
  nearest: (articles, headline) => `库里现有 ${articles} 篇文章，最接近的是《${headline}》。`,
  taken: (typed, taken) => `没有“${typed}”，按“${taken}”找到：`,
  askedOn: (question) => `接着问：${question}`,
  noMore: "没有更多段落了。",
  empty: "库里还没有文章。",
  readAll: "读全文",
  readThis: (headline) => `读《${headline}》`,
  more: "更多段落",
  back: "返回",
  seeArticles: "看看有哪些文章",
  titleEmpty: "想找哪篇文章？写上标题、地名或话题，比如：",
  noArticle: (text) => `没有找到和“${text}”有关的文章。`,
  severalArticles: (text, count) => `和“${text}”有关的文章有 ${count} 篇，选一篇：`,
  page: (page, of) => `第 ${page} / ${of} 页`,
  nextPage: "下一页",
  previousPage: "上一页",
  askThis: "问这篇文章",
  rated: (good) => (good ? "谢谢，记下了。" : "谢谢，记下了，会用来改进回答。"),
  rateGone: "没能找回这条回答，所以没有记。请重新提问再按。",
  rateFailed: "抱歉，这次没能记下来，原因写进了日志。",
  cutOff: "……（原文到此为止）",
  articlesTitle: (count) => `共 ${count} 篇文章`,
  tryThese: "试试这样问：",
  tryAbout: (headline) => `关于《${headline}》，可以这样问：`,
  tryFreely: (headline) => `关于《${headline}》，直接把问题发给我就行。`,
  helpIntro: "用报纸的原文回答问题：答案加粗，出处在上。",
  about: "问报用报纸自己的句子回答关于报纸文章的问题，不编写任何内容。",
  aboutLibrary: (articles, paragraphs) => `现有 ${articles} 篇文章，${paragraphs} 段。`,
  aboutNewest: (headline, date) => `最新一篇：《${headline}》（${date}）。`,
  aboutVersion: (version) => `版本 ${version}`,
  joinedGroup: (command, name, hears) =>
    hears
      ? `大家好！想问报纸上的事，发送“/${command} 问题”，或者 ${name} 加上问题；回复我的消息可以接着问。其余的话我不听也不记。`
      : `大家好！想问报纸上的事，发送“/${command}${name} 问题”；回复我的消息可以接着问。只写 ${name} 我收不到，除非让我当管理员。`,
}
