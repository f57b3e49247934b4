// What those see who own the bot or decide for a chat: /admin and /library in three languages.

import type { Locale, Localised } from "../command.js"

/** Counts are whole numbers; files and libraries come without quotation marks. */
export interface OwnerWords {
  /** Instead of what only owners may do: how this reader, by their name of the platform, becomes one. */
  notOwner(reader: string | undefined): string
  /** Instead of what is for the owner's eyes alone, where others read. */
  inPrivate: string
  whichToRemove: string
  andMoreFaults(count: number): string
  /** What there is. */
  files(files: number, articles: number): string
  usage: string
  /** How a file is sent. */
  howToAdd: string
  /** A file's size, and where it would go. */
  goesTo(size: string, place: string): string
  replaces(articles: number): string
  /** What a file would give. */
  gives(articles: number): string
  givesNothing: string
  andMore(count: number): string
  paragraphs(count: number): string
  take: string
  cancel: string
  taken(place: string, articles: number): string
  cancelled: string
  draftGone: string
  fetchFailed(reason: string): string
  /** The system's name of what kept a file from being written or moved. */
  writeFailed(place: string, code: string): string
  nothingToRemove(text: string): string
  severalToRemove(text: string): string
  removeThis(file: string, articles: number): string
  remove: string
  removed(file: string, kept: string): string
  gone(file: string): string
  /** What has changed at a look. */
  changed(added: number, changed: number, removed: number, articles: number): string
  unchanged(articles: number): string
  articlesIn(count: number): string
  former: string
  chooseFile: string
  /** A button that leads to the list of all files. */
  allFiles: string
  /** /library */
  asksAll(articles: number): string
  asksOne(name: string, articles: number): string
  libraryGone(name: string): string
  chooseLibrary: string
  all: string
  onlyManagers: string
  useSlash: string
  nowAsks(name: string | undefined): string
  notKept: string
  noSuchLibrary(name: string): string
  noLibraries: string
}

/** What the system calls an error, in words. */
function whyNot(code: string, locale: Locale): string {
  const said = REASONS.find(([codes]) => codes.includes(code))?.[1][locale]
  if (said === undefined) return code
  return locale === "en" ? `${said}, ${code}` : `${said}，${code}`
}

const REASONS: readonly [readonly string[], Localised][] = [
  [
    ["EACCES", "EPERM", "EROFS"],
    {
      "zh-CN": "程序没有权限写文章文件夹，挂载时去掉只读",
      "zh-TW": "程式沒有權限寫文章資料夾，掛載時去掉唯讀",
      en: "the program may not write to the articles' folder; mount it writable",
    },
  ],
  [["ENOSPC", "EDQUOT"], { "zh-CN": "磁盘满了", "zh-TW": "磁碟滿了", en: "the disk is full" }],
  [
    ["EISDIR", "ENOTEMPTY"],
    { "zh-CN": "已经有这个名字的文件夹", "zh-TW": "已經有這個名字的資料夾", en: "there is a folder of that name" },
  ],
  [["ENOENT"], { "zh-CN": "文件夹已经不在了", "zh-TW": "資料夾已經不在了", en: "the folder is not there any more" }],
  [
    ["ENOTDIR"],
    {
      "zh-CN": "ARTICLES 指的是一个文件，不是文件夹",
      "zh-TW": "ARTICLES 指的是一個檔案，不是資料夾",
      en: "ARTICLES is a file, not a folder",
    },
  ],
  [
    ["EOUTSIDE"],
    { "zh-CN": "会写到文章文件夹外面", "zh-TW": "會寫到文章資料夾外面", en: "it is outside the articles' folder" },
  ],
]

const zhCN: OwnerWords = {
  notOwner: (reader) =>
    reader === undefined
      ? "这个命令只给管理文章的人用。"
      : `这个命令只给管理文章的人用。如果就是你：把 ${reader} 写进 .env 的 ADMINS，再重新启动。`,
  inPrivate: "这里别人也看得到，管理文章请私聊我。",
  whichToRemove: "要拿走哪个文件？",
  andMoreFaults: (count) => `……还有 ${count} 处，看所有文件。`,
  files: (files, articles) => `${files} 个文件，${articles} 篇文章。`,
  usage: "可以这样管理：",
  howToAdd:
    "把文件发给我：Telegram 里直接发，或者发文件时写上 /admin add；Discord 里用 /admin add 选文件；在终端里，把文件放进文章文件夹就行。",
  goesTo: (size, place) => `${size}，会放到 ${place}`,
  replaces: (articles) => `会换掉现在的同名文件（${articles} 篇）。`,
  gives: (articles) => `拆成 ${articles} 篇，看看标题对不对：`,
  givesNothing: "里面没有读到文章，没有收。",
  andMore: (count) => `……还有 ${count} 篇`,
  paragraphs: (count) => `${count} 段`,
  take: "收下",
  cancel: "取消",
  taken: (place, articles) => `收下了：${place}，${articles} 篇，现在就能问。`,
  cancelled: "取消了，什么也没有放进去。",
  draftGone: "这份文件已经处理过，或者放得太久了。要收的话请再发一次。",
  fetchFailed: (reason) => `没能取到这个文件（${reason}）。请再发一次。`,
  writeFailed: (place, code) => `没能动 ${place}（${whyNot(code, "zh-CN")}）。什么也没有改。`,
  nothingToRemove: (text) => `没有名字里带“${text}”的文件。`,
  severalToRemove: (text) => `名字里带“${text}”的文件有几个，选一个：`,
  removeThis: (file, articles) => `要拿走 ${file}（${articles} 篇）吗？`,
  remove: "拿走",
  removed: (file, kept) =>
    `拿走了 ${file}，里面的文章已经问不到。要放回来，在服务器上把文章文件夹里的 ${kept} 移回原处。`,
  gone: (file) => `${file} 已经不在了。`,
  changed: (added, changed, removed, articles) =>
    `新增 ${added} 篇，改动 ${changed} 篇，去掉 ${removed} 篇；现在共 ${articles} 篇。`,
  unchanged: (articles) => `全部重新读了一遍，没有变化；共 ${articles} 篇。`,
  articlesIn: (count) => `${count} 篇`,
  former: "现在的读不了，仍用原来的",
  chooseFile: "选一个文件",
  allFiles: "看看所有文件",
  asksAll: (articles) => `这里问的是全部文章（${articles} 篇）。`,
  asksOne: (name, articles) => `这里只问“${name}”（${articles} 篇）。`,
  libraryGone: (name) => `原来选的“${name}”已经没有文章了，现在问的是全部文章。`,
  chooseLibrary: "选一个文章库",
  all: "全部文章",
  onlyManagers: "只有群主和管理员能换。",
  useSlash: "要换的话，请管理员用斜杠命令 /library。",
  nowAsks: (name) => (name === undefined ? "好，这里从现在起问全部文章。" : `好，这里从现在起只问“${name}”。`),
  notKept: "不过没能存下来，重新启动之后要再选一次。",
  noSuchLibrary: (name) => `没有“${name}”这个文章库。`,
  noLibraries: "文章没有分库。把文章放进文章文件夹的子文件夹里，一个子文件夹就是一个库。",
}

const zhTW: OwnerWords = {
  notOwner: (reader) =>
    reader === undefined
      ? "這個命令只給管理文章的人用。"
      : `這個命令只給管理文章的人用。如果就是你：把 ${reader} 寫進 .env 的 ADMINS，再重新啟動。`,
  inPrivate: "這裡別人也看得到，管理文章請私聊我。",
  whichToRemove: "要拿走哪個檔案？",
  andMoreFaults: (count) => `……還有 ${count} 處，看所有檔案。`,
  files: (files, articles) => `${files} 個檔案，${articles} 篇文章。`,
  usage: "可以這樣管理：",
  howToAdd:
    "把檔案傳給我：Telegram 裡直接傳，或者傳檔案時寫上 /admin add；Discord 裡用 /admin add 選檔案；在終端裡，把檔案放進文章資料夾就行。",
  goesTo: (size, place) => `${size}，會放到 ${place}`,
  replaces: (articles) => `會換掉現在的同名檔案（${articles} 篇）。`,
  gives: (articles) => `拆成 ${articles} 篇，看看標題對不對：`,
  givesNothing: "裡面沒有讀到文章，沒有收。",
  andMore: (count) => `……還有 ${count} 篇`,
  paragraphs: (count) => `${count} 段`,
  take: "收下",
  cancel: "取消",
  taken: (place, articles) => `收下了：${place}，${articles} 篇，現在就能問。`,
  cancelled: "取消了，什麼也沒有放進去。",
  draftGone: "這份檔案已經處理過，或者放得太久了。要收的話請再傳一次。",
  fetchFailed: (reason) => `沒能取到這個檔案（${reason}）。請再傳一次。`,
  writeFailed: (place, code) => `沒能動 ${place}（${whyNot(code, "zh-TW")}）。什麼也沒有改。`,
  nothingToRemove: (text) => `沒有名字裡帶「${text}」的檔案。`,
  severalToRemove: (text) => `名字裡帶「${text}」的檔案有幾個，選一個：`,
  removeThis: (file, articles) => `要拿走 ${file}（${articles} 篇）嗎？`,
  remove: "拿走",
  removed: (file, kept) =>
    `拿走了 ${file}，裡面的文章已經問不到。要放回來，在伺服器上把文章資料夾裡的 ${kept} 移回原處。`,
  gone: (file) => `${file} 已經不在了。`,
  changed: (added, changed, removed, articles) =>
    `新增 ${added} 篇，改動 ${changed} 篇，去掉 ${removed} 篇；現在共 ${articles} 篇。`,
  unchanged: (articles) => `全部重新讀了一遍，沒有變化；共 ${articles} 篇。`,
  articlesIn: (count) => `${count} 篇`,
  former: "現在的讀不了，仍用原來的",
  chooseFile: "選一個檔案",
  allFiles: "看看所有檔案",
  asksAll: (articles) => `這裡問的是全部文章（${articles} 篇）。`,
  asksOne: (name, articles) => `這裡只問「${name}」（${articles} 篇）。`,
  libraryGone: (name) => `原來選的「${name}」已經沒有文章了，現在問的是全部文章。`,
  chooseLibrary: "選一個文章庫",
  all: "全部文章",
  onlyManagers: "只有群主和管理員能換。",
  useSlash: "要換的話，請管理員用斜線命令 /library。",
  nowAsks: (name) => (name === undefined ? "好，這裡從現在起問全部文章。" : `好，這裡從現在起只問「${name}」。`),
  notKept: "不過沒能存下來，重新啟動之後要再選一次。",
  noSuchLibrary: (name) => `沒有「${name}」這個文章庫。`,
  noLibraries: "文章沒有分庫。把文章放進文章資料夾的子資料夾裡，一個子資料夾就是一個庫。",
}

const some = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`

const en: OwnerWords = {
  notOwner: (reader) =>
    reader === undefined
      ? "This is for those who look after the articles."
      : `This is for those who look after the articles. If that is you, put ${reader} into ADMINS in .env and start again.`,
  inPrivate: "Others can read this; look after the articles in private.",
  whichToRemove: "Which file is to be taken out?",
  andMoreFaults: (count) => `… and ${count} more; see all files.`,
  files: (files, articles) => `${some(files, "file")}, ${some(articles, "article")}.`,
  usage: "What you can do:",
  howToAdd: "Send me a file: on Telegram as it is, or with /admin add for a caption; on Discord with /admin add.",
  goesTo: (size, place) => `${size}, will go to ${place}`,
  replaces: (articles) => `It will replace the file of that name (${some(articles, "article")}).`,
  gives: (articles) => `It gives ${some(articles, "article")}. Are the headlines right?`,
  givesNothing: "No article was found in it. It was not taken.",
  andMore: (count) => `… and ${count} more`,
  paragraphs: (count) => some(count, "paragraph"),
  take: "Take it",
  cancel: "Cancel",
  taken: (place, articles) => `Taken: ${place}, ${some(articles, "article")}. You can ask about it now.`,
  cancelled: "Cancelled; nothing was put in.",
  draftGone: "That file has been dealt with, or too long ago. To take it in, please send it again.",
  fetchFailed: (reason) => `The file could not be fetched (${reason}). Please send it again.`,
  writeFailed: (place, code) => `${place} could not be changed (${whyNot(code, "en")}). Nothing was.`,
  nothingToRemove: (text) => `No file has “${text}” in its name.`,
  severalToRemove: (text) => `Several files have “${text}” in their names. Choose one:`,
  removeThis: (file, articles) => `Take ${file} out (${some(articles, "article")})?`,
  remove: "Take it out",
  removed: (file, kept) =>
    `${file} is out, and its articles with it. To put it back, move ${kept} in the articles' folder on the server.`,
  gone: (file) => `${file} is not there any more.`,
  changed: (added, changed, removed, articles) =>
    `${added} new, ${changed} changed, ${removed} gone; ${some(articles, "article")} now.`,
  unchanged: (articles) => `Everything was read again and nothing has changed; ${some(articles, "article")}.`,
  articlesIn: (count) => some(count, "article"),
  former: "cannot be read as it is; the version before is served",
  chooseFile: "Choose a file",
  allFiles: "See all files",
  asksAll: (articles) => `This chat asks all articles (${articles}).`,
  asksOne: (name, articles) => `This chat asks “${name}” alone (${some(articles, "article")}).`,
  libraryGone: (name) => `“${name}”, chosen before, has no articles any more: this chat asks all articles now.`,
  chooseLibrary: "Choose a library",
  all: "All articles",
  onlyManagers: "Only administrators can change that.",
  useSlash: "To change that, an administrator uses the slash command /library.",
  nowAsks: (name) =>
    name === undefined ? "This chat asks all articles from now on." : `This chat asks “${name}” alone from now on.`,
  notKept: "It could not be saved, though: choose again after the next start.",
  noSuchLibrary: (name) => `There is no library “${name}”.`,
  noLibraries: "There are no libraries. Put articles into folders below the articles' folder: each folder is one.",
}

const BY_LOCALE: Readonly<Record<Locale, OwnerWords>> = { "zh-CN": zhCN, "zh-TW": zhTW, en }

export const ownerWords = (locale: Locale): OwnerWords => BY_LOCALE[locale]
