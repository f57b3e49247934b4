// What people say to a bot that is no question about the newspaper.

import { fold } from "../../src/library/fold.js"

/** What a remark is about: only these are worth a reply of their own. */
export type Remark = "greeting" | "thanks" | "farewell" | "doubt" | "complaint" | "bot" | "usage" | "articles"

/** Whole phrases, as they are folded; of those that begin alike the longest comes first. */
const PHRASES: readonly (readonly [Remark, string])[] = [
  [
    "greeting",
    "你好吗?|您好|大家好|早上好|早|上午好|中午好|下午好|晚上好|早安|hi|hello|hey|good (?:morning|afternoon|evening)|测试|test|嗨|哈喽|哈罗|在吗|在不在|有人吗|喂",
  ],
  [
    "thanks",
    "谢谢(?:你们|你|您|了|老师|大家)?|多谢|感谢|辛苦了|thank you(?: very much| so much)?|thanks(?: a lot)?|thx|好|ok|嗯|哦|知道了|明白了?|收到|[讲说答]得(?:不错|真好|好)|" +
      "不错|太好|(?:你?(?:真|太))?厉害|你?(?:真|太)棒|很?有用|赞|666|哈哈+|[👍🙏❤👏🌹💪🎉😊😄😂👌]",
  ],
  ["farewell", "再见|拜拜|bye|晚安"],
  ["doubt", "真的吗|是吗|真的假的|确定吗"],
  [
    "complaint",
    "(?:这个?|你的)?(?:答案|回答)?(?:不对|错了|不准|有误)|你?[讲说答](?:得不对|错了)|答非所问|胡说(?:八道)?|看不懂|没用|垃圾机器人|太差",
  ],
  [
    "bot",
    "(?:你|您)(?:是不是|是)(?:谁|什么|干嘛的|做什么的|机器人吗?|ai吗?|真人吗?)|(?:你|您)叫(?:什么(?:名字)?|啥)|谁(?:做|开发)的你|who are you|" +
      "问报(?:是什么|是谁|是干什么的|是做什么的)?",
  ],
  [
    "usage",
    "(?:你|您)?(?:会(?:做|干)?|能(?:做|干))(?:什么|啥|些什么)|(?:你|您)有什么(?:用|功能)|(?:你|您)会干嘛|怎么(?:用|使用|玩|问)你?|如何使用|使用说明|(?:可以|能)问(?:什么|啥)|帮助|help(?: me)?|how (?:to|do i) use(?: (?:it|this|you))?|what can you do|菜单",
  ],
  [
    "articles",
    "(?:都|今天|最近|现在)?有(?:哪些|什么|多少篇?|几篇)(?:文章|新闻|报道|内容)|(?:一共|总共)(?:有)?(?:几|多少)篇(?:文章|报道)?|" +
      "(?:文章)?(?:目录|列表)|(?:所有|全部)文章|看新闻|最新的?(?:文章|新闻|报道)|随便看看|推荐(?:一|几)篇(?:文章)?",
  ],
]

const REMARKS = PHRASES.map(([remark, phrases]) => ({ remark, pattern: new RegExp(phrases, "uy") }))
/** No phrase begins with one of these: a text is divided in one way only, and is told at once whatever it is. */
const BETWEEN = /[呀啊啦吧呢的了\s\p{P}\p{S}\p{M}\u200d]*/uy
/** Longer, in UTF-16 units, nobody is only polite. */
const LONGEST = 40

/** What a text is that is nothing but small talk, by its last phrase (你好，怎么用: how to use it); undefined for any other. */
export function remarkOf(text: string): Remark | undefined {
  if (text.length > LONGEST) return undefined
  const said = fold(text.trim())
  let last: Remark | undefined
  for (let at = 0; at < said.length; ) {
    const found = phraseAt(said, at)
    if (!found) return undefined
    last = found.remark
    at = matched(BETWEEN, said, found.end)
  }
  return last
}

/** The longest phrase that begins here. */
function phraseAt(said: string, at: number): { remark: Remark; end: number } | undefined {
  const found = REMARKS.map(({ remark, pattern }) => ({ remark, end: matched(pattern, said, at) }))
  const [longest] = found.sort((a, b) => b.end - a.end)
  return longest && longest.end > at ? longest : undefined
}

/** Where a sticky pattern's match ends; where it began if it does not match. */
function matched(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
