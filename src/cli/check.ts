// `npm run check`: is this set-up right? A line for each thing that is looked at, each fault with its mend.

import { access, constants, stat } from "node:fs/promises"
import { OperatorError } from "../chat/platform.js"
import { whyNotKept } from "../keep/feedback.js"
import type { WordFiles } from "../library/words.js"

export interface Finding {
  ok: boolean
  text: string
}

/** A platform's token: without `attempt` it is not set. */
export interface Token {
  /** The variable it comes from. */
  name: string
  /** Tries it on the platform; resolves to whom it belongs, rejects with an OperatorError. */
  attempt?: () => Promise<string>
}

/** Tries every token; a fault in one hides nothing of the others. */
export const checkTokens = (tokens: readonly Token[]): Promise<Finding[]> => Promise.all(tokens.map(checkToken))

async function checkToken({ name, attempt }: Token): Promise<Finding> {
  if (!attempt) return { ok: true, text: `${name} 没有设置，这个平台不启动。` }
  try {
    return { ok: true, text: `${name} 可用：${await attempt()}` }
  } catch (error) {
    if (error instanceof OperatorError) return { ok: false, text: error.message }
    throw error
  }
}

export const describeFinding = ({ ok, text }: Finding): string => `${ok ? "✓" : "✗"} ${text}`

export const proxyFinding = (proxy: URL | undefined): Finding => ({
  ok: true,
  text: proxy
    ? `代理：设为 ${proxy.host}（NO_PROXY 里的和本机的地址除外）；通不通，看下面各平台。`
    : "代理：没有设置，直接连接。",
})

/** Who looks after the articles from the chat, and whether files can be put there. */
export async function ownersFinding(owners: ReadonlySet<string>, articles: string): Promise<Finding> {
  if (owners.size === 0) return { ok: true, text: "ADMINS 没有设置，聊天里的 /admin 没有人能用。" }
  const said = `ADMINS：${owners.size} 个人可以在聊天里管理文章`
  const isFolder = await stat(articles).then(
    (stats) => stats.isDirectory(),
    () => true,
  )
  if (!isFolder) return { ok: true, text: `${said}；${articles} 是一个文件，收不了新文件，要收就指到文件夹。` }
  return access(articles, constants.W_OK).then(
    () => ({ ok: true, text: `${said}，收的文件放进 ${articles}。` }),
    () => ({
      ok: false,
      text: `${said}，但是写不进 ${articles}，收不了文件。让运行问报的用户能写它，挂载时去掉只读。`,
    }),
  )
}

/** Whether the readers' feedback can be kept. */
export async function feedbackFinding({ feedback, data }: { feedback: boolean; data: string }): Promise<Finding> {
  if (!feedback) return { ok: true, text: "FEEDBACK=off：回答下面没有 👍 👎，不记评价。" }
  const wrong = await whyNotKept(data)
  return wrong === undefined ? { ok: true, text: `DATA：读者的 👍 👎 记在 ${data}。` } : { ok: false, text: wrong }
}

/** How many synonyms and words of its own the library has, a line for each file that is set and gave any. */
export const wordFindings = (files: WordFiles, words: { synonyms: number; dictionary: number }): Finding[] => [
  ...(words.synonyms > 0 ? [{ ok: true, text: `SYNONYMS：${files.synonyms}，${words.synonyms} 组说法。` }] : []),
  ...(words.dictionary > 0 ? [{ ok: true, text: `DICTIONARY：${files.dictionary}，${words.dictionary} 个词。` }] : []),
]
