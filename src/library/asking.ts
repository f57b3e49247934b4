// The words of a question that only ask. All texts folded.

import type { Range } from "../text/sentences.js"

/** Words that ask, or that say nothing about what is asked. Folded. */
export const ASKING: ReadonlySet<string> = new Set(
  (
    "什么 东西 多少 几 谁 哪 哪里 哪儿 哪个 哪些 哪位 哪种 哪家 哪年 哪一 哪一年 哪天 哪国 怎么 怎么样 怎样 如何 为什么 为何 为啥 何时 何处 何人 何 何种 啥 咋 " +
    "吗 呢 吧 啊 呀 么 嘛 的 了 着 过 得 地 之 请问 请 想 知道 告诉 我 你 您 是 有 在 被 把 将 和 与 及 或 也 都 就 还 又 个 这 那 其 多少钱 几个 几天 几年 几条 几位 几次 几名 几月 几种 几座 几人 叫什么 叫做 名字 名叫 多久 多大 多长 多高 多远 第几 有没有 是不是 能不能 会不会 可不可以 谢谢 多谢 谢 你好 您好 麻烦"
  ).split(" "),
)

/** Asking words that the dictionary glues to what follows them: 哪条路, 几条, 多少钱; not 哪吒, 几内亚, 几何. */
const GLUED = /^(?:哪(?!吒)|啥|咋|多少|什么|几[^内何乎率])/u

/** What links an asking word to the rest: 县长是谁 is cut as 长是 otherwise, a word that no article has. */
export const LINKING = /[是叫](?=谁|什么|哪|多少|几|啥|怎)|(?<=谁|什么|啥|哪[里儿个位家])是/gu

/** Whether a word only asks. */
export const asks = (word: string): boolean => ASKING.has(word) || GLUED.test(word)

/** What tells where a question asks, within whatever word. */
const ASKING_PART = /为[什甚]么|为何|[什甚]么|多少|几(?![内乎何])|谁|哪|何(?!况)|怎么|怎样|如何|啥/u

/** Where a folded question has the word that asks; its end where it has none. */
export function askingAt(question: string): Range {
  const asking = ASKING_PART.exec(question)
  return asking
    ? { start: asking.index, end: asking.index + asking[0].length }
    : { start: question.length, end: question.length }
}
