// What readers see, in English. The newspaper's own words stay as printed.

import type { Words } from "./words.js"

const quoted = (list: readonly string[]) => list.map((word) => `“${word}”`).join(", ")
const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`

export const en: Words = {
  unknownCommand: (name) => `There is no command “/${name}”. Send /help to see what there is.`,
  bug: "Something went wrong and this could not be answered. It has been logged; please try again later.",
  together: (sentences) => sentences.join(" "),
  askMessage: "Ask about this",
  askedMessage: "Asked about this message",
  nothingToAsk: "There is no text in this message to ask about.",
  onlyMe: "only-me",
  onlyMeSummary: "Only you see the answer",
  hushed:
    "To keep the channel readable, this one is for your eyes only; ask again in a while and everybody will see it.",
  held: (seconds) => `That was a lot at once. Please ask again in ${counted(seconds, "second")}.`,
  slower: " was one of many just now, so I am not answering there. Ask again in a while, or use /ask with “only-me”.",
  tooMany: "Many questions here just now, so I pause for a moment. Ask again in a while, or write to me in private.",
  askInPrivate: "Not found: ask me in private",
  yourQuestion: "Your question",
  closedHere:
    "I am not allowed to write in this channel, so only you can see this. An admin can allow Send Messages in the channel’s permissions.",
  closedThere:
    " was asked where I am not allowed to write, so I answer here. An admin can allow Send Messages in the channel’s permissions.",
  leaving: "I am restarting and could not answer this one in time. Please ask again in a moment.",
  expired: "This button has expired. Please ask again.",
  askEmpty: "What would you like to know? Write the question after /ask, or reply to this message, for example:",
  hello: "Hello! What would you like to know? For example:",
  thanks: "You are welcome. Ask whenever you like.",
  farewell: "Goodbye. Come back with a question whenever you like.",
  doubt: "What is quoted was printed in the newspaper word for word; read the whole article to check.",
  complaint:
    "Sorry that this did not help. Try asking in other words, or press 👎 under that answer, so that it can be improved.",
  notFound: "Not found.",
  missing: (list) => `No article mentions ${quoted(list)}.`,
  nowhereTogether: "No passage answers this question.",
  mentions: (list) => `This one does mention ${quoted(list)}:`,
  didYouMean: "Did you mean:",
  nearest: (articles, headline, date) =>
    `There are ${counted(articles, "article")}; the nearest is 《${headline}》${date === null ? "" : ` (${date})`}.`,
  taken: (typed, taken) => `No “${typed}”; found for “${taken}”:`,
  askedOn: (question) => `Following up: ${question}`,
  noMore: "There are no more passages.",
  lookAt: "You may like to look at:",
  askChinese: "The articles are in Chinese: please ask in Chinese, or in pinyin.",
  empty: "There are no articles yet.",
  seeAlso: "See also: ",
  listComma: ", ",
  inBrackets: (parts) => ` (${parts.join(", ")})`,
  andOthers: (count) => ` and ${count} more`,
  readAll: "Read in full",
  readThis: (headline) => `Read 《${headline}》`,
  more: "More passages",
  back: "Back",
  seeArticles: "See the articles",
  chooseArticle: "Choose an article",
  chooseQuestion: "Choose a question",
  titleEmpty: "Which article? Write a headline, a place or a topic, for example:",
  noArticle: (text) => `No article about “${text}” was found.`,
  articleGone: "This article is no longer here. Ask again, or see which articles there are.",
  severalArticles: (text, count) => `${counted(count, "article")} about “${text}”. Choose one:`,
  page: (page, of) => `Page ${page} / ${of}`,
  nextPage: "Next page",
  previousPage: "Previous page",
  askThis: "Ask about this",
  rated: (good) => (good ? "Thank you, noted." : "Thank you, noted. It will help to improve answers."),
  rateGone: "This answer could not be found again, so nothing was noted. Please ask anew, then press.",
  rateFailed: "Sorry, this could not be noted.",
  cutOff: "…… (the source ends here)",
  articlesTitle: (count) => counted(count, "article"),
  listed: (count) => counted(count, "article"),
  sinceDate: (date) => `since ${date}`,
  untilDate: (date) => `until ${date}`,
  betweenDates: (since, until) => `${since} to ${until}`,
  undated: (count) => `${count} more without a date.`,
  noneListed: (what) => `No articles for “${what}”.`,
  wrongDate: (text) =>
    `“${text}” is no date that I know. Write 2022, 2022-10 or 2022-10-14, for example: /articles since:2022-10`,
  wrongOrder: (since, until) => `From ${since} to ${until}: the beginning is after the end. Please exchange them.`,
  tryThese: "Try asking:",
  tryAbout: (headline) => `About 《${headline}》 you could ask:`,
  tryFreely: (headline) => `Send me any question about 《${headline}》.`,
  helpIntro: "Answers from the newspaper's own sentences: the answer in bold, its source above.",
  helpHow:
    "Just write a question, in Chinese as the articles are, and ask on after an answer. In groups use /ask, or reply to me.",
  about:
    "wenbao answers questions about newspaper articles with the newspaper's own sentences. It writes nothing itself.",
  howToAsk:
    "Just write your question, in Chinese as the articles are; /help has examples, /articles lists the articles. In groups use /ask.",
  onlyText: "I can only read text.",
  aboutLibrary: (articles, paragraphs) => `${counted(articles, "article")}, ${counted(paragraphs, "paragraph")}.`,
  stillReading: (articles, left) =>
    `Still reading: ${counted(articles, "article")} so far, all of them in about ${duration(left)}. What is not read yet cannot be found yet.`,
  aboutNewest: (headline, date) => `Newest: 《${headline}》 (${date}).`,
  aboutVersion: (version) => `Version ${version}`,
  joinedGroup: (command, name, hears) =>
    hears
      ? `Hello! To ask about the newspaper, send “/${command} question”, or ${name} with a question; reply to me to ask on. I take no notice of anything else.`
      : `Hello! To ask about the newspaper, send “/${command}${name} question”; reply to me to ask on. A plain ${name} does not reach me unless I am an administrator.`,
}

const duration = (seconds: number): string =>
  seconds < 90 ? counted(Math.max(1, Math.ceil(seconds)), "second") : counted(Math.ceil(seconds / 60), "minute")
