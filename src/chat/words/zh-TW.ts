// What readers see, in traditional Chinese as written in Taiwan. The newspaper's own words stay as printed.

import type { Words } from "./words.js"

const quoted = (list: readonly string[]) => list.map((word) => `「${word}」`).join("、")

export const zhTW: Words = {
  unknownCommand: (name) => `沒有「/${name}」這個指令。傳送 /help 看看能做什麼。`,
  bug: "出了點問題，這次沒能答上來。已經記下了，請稍後再試。",
  together: (sentences) => sentences.join(""),
  askMessage: "問問這條",
  onlyMe: "只給我看",
  onlyMeSummary: "只有你自己看得到這次回答",
  expired: "這個按鈕已經過期了，請重新提問。",
  askEmpty: "想問什麼？可以直接問，例如：",
  notFound: "沒有找到。",
  missing: (list) => `文章裡沒有提到${quoted(list)}。`,
  nowhereTogether: "文章裡沒有能回答這個問題的段落。",
  mentions: (list) => `不過，這一篇提到了${quoted(list)}：`,
  didYouMean: "是不是想問：",
  nearest: (articles, headline) => `庫裡現有 ${articles} 篇文章，最接近的是《${headline}》。`,
  taken: (typed, taken) => `沒有「${typed}」，按「${taken}」找到：`,
  askedOn: (question) => `接著問：${question}`,
  noMore: "沒有更多段落了。",
  empty: "庫裡還沒有文章。",
  readAll: "讀全文",
  readThis: (headline) => `讀《${headline}》`,
  more: "更多段落",
  back: "返回",
  seeArticles: "看看有哪些文章",
  titleEmpty: "想找哪篇文章？寫上標題、地名或話題，例如：",
  noArticle: (text) => `沒有找到和「${text}」有關的文章。`,
  severalArticles: (text, count) => `和「${text}」有關的文章有 ${count} 篇，選一篇：`,
  page: (page, of) => `第 ${page} / ${of} 頁`,
  nextPage: "下一頁",
  previousPage: "上一頁",
  askThis: "問這篇文章",
  rated: (good) => (good ? "謝謝，記下了。" : "謝謝，記下了，會用來改進回答。"),
  rateGone: "沒能找回這則回答，所以沒有記。請重新提問再按。",
  rateFailed: "抱歉，這次沒能記下來，原因寫進了日誌。",
  cutOff: "……（原文到此為止）",
  articlesTitle: (count) => `共 ${count} 篇文章`,
  tryThese: "試試這樣問：",
  tryAbout: (headline) => `關於《${headline}》，可以這樣問：`,
  tryFreely: (headline) => `關於《${headline}》，直接把問題傳給我就行。`,
  helpIntro: "用報紙的原文回答問題：答案加粗，出處在上。",
  about: "問報用報紙自己的句子回答關於報紙文章的問題，不編寫任何內容。",
  aboutLibrary: (articles, paragraphs) => `現有 ${articles} 篇文章，${paragraphs} 段。`,
  aboutNewest: (headline, date) => `最新一篇：《${headline}》（${date}）。`,
  aboutVersion: (version) => `版本 ${version}`,
  joinedGroup: (command, name, hears) =>
    hears
      ? `大家好！想問報紙上的事，傳送「/${command} 問題」，或者 ${name} 加上問題；回覆我的訊息可以接著問。其餘的話我不聽也不記。`
      : `大家好！想問報紙上的事，傳送「/${command}${name} 問題」；回覆我的訊息可以接著問。只寫 ${name} 我收不到，除非讓我當管理員。`,
}
