// What is wrong with the articles, said to the operator: the thing, what happened, what to do next.

import type { Fault, SynonymFault } from "../library/fault.js"
import { shown } from "./folder.js"
import { EXTENSIONS } from "./readers.js"

/** A sentence or two for a fault, on one line and of signs alone: names and contents of files are anybody's. */
export const describeFault = (fault: Fault): string => shown(described(fault))

function described(fault: Fault): string {
  switch (fault.kind) {
    case "missing":
      return `${fault.path}：没有这个文件夹或文件。建好它，放进文章（.txt、.docx、.pdf 等），或用 ARTICLES / --articles 指到别处。`
    case "no-articles":
      return `${fault.path}：里面没有读到任何文章。放进文章（${EXTENSIONS.join("、")}）就行。`
    case "unreadable":
      return `${fault.file}：读不了（${fault.code}）。检查这个文件的权限和磁盘；其余文件照常使用。`
    case "no-file":
      return `${fault.file}：${NO_FILES[fault.what]}；其余文件照常使用。`
    case "format":
      return `${named(fault.files)}：不认识这种文件，已跳过。能读的是 ${EXTENSIONS.join("、")}；旧的 .doc 请另存为 .docx。`
    case "empty":
      return `${named(fault.files)}：里面没有文章。写上再放进来，或者移走；其余文件照常使用。`
    case "too-large":
      return `${fault.file}：有 ${megabytes(fault.size)} MB，这种文件最多读 ${megabytes(fault.most)} MB，没有收。拆成几个再放进来。`
    case "damaged":
      return `${fault.file}：打不开，没有收（${fault.reason}）。用原来的软件打开，重新保存一份；其余文件照常使用。`
    case "emptied":
      return `${fault.file}：现在里面没有文章，仍用它原来的。写回内容，或者不要了就删掉这个文件。`
    case "column":
      return `${fault.file}：第一行没有“${fault.column}”这一列，没有收。把那一列的名字改成“${fault.column}”（也认 ${fault.called.join("、")}）；其余文件照常使用。`
    case "encoding":
      return `${fault.file}：${fault.detail}；其余文件照常使用。`
    case "json":
      return `${fault.file} 第 ${fault.line} 行：不是完整的 JSON（${fault.reason}）。改好这一行即可；其余各行照常使用。`
    case "lines":
      return `${fault.file}：还有 ${fault.count} 行也不对，没有一一列出。改好列出的，就会看到其余的。`
    case "record":
      return fault.field === ""
        ? `${fault.file} 第 ${fault.line} 行：应当是一个 JSON 对象，例如 {"id": "1", "headline": "标题", "paragraphs": ["段落"]}。`
        : `${fault.file} 第 ${fault.line} 行：缺少“${fault.field}”或类型不对，应当是${EXPECTED[fault.expected] ?? fault.expected}。改好这一行即可；其余各行照常使用。`
    case "duplicate-id":
      return `${fault.file} 第 ${fault.line} 行：id “${fault.id}”已经用过，这一篇没有收。给它换一个 id。`
    case "feeds":
      return fault.wrong === "twice"
        ? `${fault.file} 第 ${fault.line} 行：${fault.text} 前面已经写过，去掉这一行。`
        : `${fault.file} 第 ${fault.line} 行：“${fault.text}”不是订阅源的地址。一行一个，写全，后面可以空一格写来源名，例如：https://example.com/rss.xml 湘阴报。其余各行照常使用。`
    case "feeds-not-fetched":
      return `${fault.file}：里面的订阅源还没有取到过文章。npm start 开着就会去取；npm run -s check 现在就取一次，并说出取不到的原因。`
    case "kept-feed":
      return fault.code === "damaged"
        ? `${fault.path}：${fault.address} 存下来的文章坏了，这次没有收。npm start 或 npm run -s check 会把它改名放到一边，重新去取。`
        : `${fault.path}：${fault.address} 存下来的文章读不了（${fault.code}），这次没有收。让运行问报的用户能读它。`
    case "synonyms":
      return `${fault.file} 第 ${fault.line} 行：${SYNONYM_MENDS[fault.wrong](fault.expression)}其余各行照常使用。`
    case "dictionary":
      return fault.wrong === "word"
        ? `${fault.file} 第 ${fault.line} 行：“${fault.text}”不能当一个词。至少两个字，里面没有空格、引号和逗号句号，例如：云湖河。其余各行照常使用。`
        : `${fault.file} 第 ${fault.line} 行：“${fault.text}”看不懂。一行一个词，后面可以空一格写词性，例如：云湖河 ns。其余各行照常使用。`
    case "no-word-file":
      return `${fault.variable} 指的 ${fault.path}：没有这个文件（文件夹不行）。改正 .env 里 ${fault.variable} 的路径，或者去掉这一行；没有它照样运行。`
    default:
      return fault satisfies never
  }
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024)

/** A few by name, the others by their number. */
function named(files: readonly string[]): string {
  const shown = files.slice(0, NAMED).join("、")
  return files.length > NAMED ? `${shown} 等 ${files.length} 个文件` : shown
}
const NAMED = 3

const NO_FILES: Readonly<Record<Extract<Fault, { kind: "no-file" }>["what"], string>> = {
  folder: "是指到一个文件夹的链接，没有跟过去。把文件夹本身放进来",
  elsewhere: "是指到文章文件夹外面的链接，没有收。把文件本身放进来",
  gone: "读的时候不在了：刚被删掉，或是指到没有的文件的链接。不要了就不用管",
  other: "不是普通的文件（是管道、设备之类），没有读。把它移走",
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: "有内容的文字",
  "string[]": "文字的数组，一段一项",
}

const SYNONYM_MENDS: Readonly<Record<SynonymFault, (expression: string) => string>> = {
  sign: (expression) => `“${expression}”不是词。词与词之间空一格，单向用 =>，例如：修路 => 道路整治 公路养护。`,
  arrow: () => "=> 只能有一个，两边都要有词，例如：修路 => 道路整治 公路养护。",
  alone: (expression) => `只有“${expression}”一个词。同一行至少写两个，中间空一格，例如：橘子 柑橘。`,
  short: (expression) =>
    `“${expression}”只有一个字，到处都会碰上。写长一点，或只放在 => 的左边，例如：搬 => 搬迁 迁移。`,
}
