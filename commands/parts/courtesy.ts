// What people say to a bot that is no question about the newspaper.

import { fold } from "../../src/library/fold.js"

const GREETING = "你好|您好|大家好|早上好|下午好|晚上好|hi|hello|hey|嗨|哈喽|哈罗|在吗|在不在|有人吗|喂"
const THANKS = "谢谢(?:你|您|了)?|多谢|感谢|辛苦了?|thanks?|thank you|thx|好|ok|嗯|哦|知道了|明白了?|收到|不错|厉害"
const FAREWELL = "再见|拜拜|bye|晚安"
const ABOUT_BOT =
  "(?:你|您|这)是(?:谁|什么|干嘛的|做什么的|机器人吗?)|(?:你|您)(?:叫什么(?:名字)?|会(?:做|干)?什么|能(?:做|干)(?:什么|啥)|有什么(?:用|功能))|怎么(?:用|使用|玩)|如何使用|使用说明|帮助|help|菜单|(?:真的|是)吗"
/** No phrase begins with one of these: a text is divided in one way only, and is told at once whatever it is. */
const BETWEEN = "[呀啊啦吧呢的\\s\\p{P}\\p{S}]*"
const COURTESY = new RegExp(`^(?:(?:${GREETING}|${THANKS}|${FAREWELL}|${ABOUT_BOT})${BETWEEN})+$`, "u")
/** Longer, in UTF-16 units, nobody is only polite. */
const LONGEST = 40

/** Whether a text is nothing but courtesy, or asks how to use the bot: 你好, 谢谢！, 你能做什么. */
export const isCourtesy = (text: string): boolean => text.length <= LONGEST && COURTESY.test(fold(text.trim()))
