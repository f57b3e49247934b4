// What the operator reads about Telegram, in one place. The token never appears: addresses are given by their host.

import type { UserFromGetMe, WebhookInfo } from "grammy/types"

/** `host` answered. */
export const tokenRefused = (code: number, host: string) =>
  `TELEGRAM_TOKEN 被 Telegram 拒绝（${code}）。在 Telegram 里找 @BotFather → /mybots → 选中机器人 → API Token 取新的一个。` +
  (code === 404 && host !== "api.telegram.org"
    ? `也可能是 TELEGRAM_API_ROOT（${host}）写错了：它是服务器的地址，后面不带 /bot。`
    : "")

/** `reason` is a short word such as ECONNREFUSED; `via` names the proxy, if there is one. */
export const unreachable = (host: string, via: string | undefined, reason: string) =>
  via === undefined
    ? `连不上 Telegram（${host}：${reason}）。检查网络；需要代理的话设置 PROXY_URL，如 PROXY_URL=http://127.0.0.1:7890。`
    : `经代理 ${via} 连不上 Telegram（${host}：${reason}）。检查代理是否开着、PROXY_URL 是否写对。`

/** It was reached, and it says what is wrong for now. */
export const busy = (host: string, reason: string) => `Telegram（${host}）暂时不接待（${reason}）。`

export const KEEPS_TRYING = "会一直重试，恢复后自动继续。"

export const REACHED_AGAIN = "Telegram 恢复了连接。"

export const CONFLICT =
  "另一个程序正用同一个 TELEGRAM_TOKEN 收消息（409），两边会互相抢。停掉另一个，或在 @BotFather 给这里另建一个机器人。会一直重试。"

/** `host` is where the webhook pointed. */
export const webhookDeleted = (host: string) =>
  `这个 TELEGRAM_TOKEN 设着 webhook（${host}），消息都送到了那里；已经删除，改由这里收。如果那边的程序还在用，请给它另一个机器人。`

export const webhookStuck = (reason: string) =>
  `这个 TELEGRAM_TOKEN 设着 webhook，这里收不到消息；想删掉它，没有成功（${reason}）。会一直重试。`

export const WEBHOOK_AGAIN =
  "TELEGRAM_TOKEN 的 webhook 删除后又被设上了（409）：另一个程序还在用它。停掉那个程序，或给这里另建一个机器人。会一直重试。"

/** What a browser shows at the webhook's address: that the way to here is right. */
export const HERE = "问报在这里收 Telegram 的消息。"

/** `host` is the webhook's, `address` where it is listened for. */
export const receiving = (host: string, address: string) =>
  `Telegram：消息由 Telegram 送到 ${host}（webhook），在端口 ${address} 上收。`

export const notListening = (address: string, reason: string) =>
  `不能在端口 ${address} 上收 Telegram 的消息（${reason}）。端口被别的程序占着，或者不让用：用 TELEGRAM_WEBHOOK_LISTEN 换一个，反向代理也指到那里。`

export const webhookRefused = (description: string) =>
  `Telegram 不接受 TELEGRAM_WEBHOOK_URL（${description}）。它要是公网上能打开的 https 地址，端口 443、80、88 或 8443。`

export const notBrought = (host: string, reason: string) =>
  `Telegram 没能把消息送到 ${host}（${reason}）。检查域名、证书和反向代理：浏览器打开 TELEGRAM_WEBHOOK_URL 应当看到一句“${HERE}”。Telegram 会再送。`

export const BROUGHT_AGAIN = "Telegram 又能把消息送到了。"

export const WEBHOOK_TAKEN =
  "TELEGRAM_TOKEN 的 webhook 被改掉或删掉了，会重新设上。要是有别的程序在用这个 token，停掉它，或给这里另建一个机器人。"

/** `bare`: the command that asks. */
export const online = (
  { username, can_read_all_group_messages: hears, supports_inline_queries }: UserFromGetMe,
  bare: string,
) =>
  (hears
    ? `Telegram：@${username} 已上线。隐私模式是关的：群里 @${username} 加问题、/${bare}、回复机器人的消息都能问；其余的话一概不答、不留。`
    : `Telegram：@${username} 已上线。隐私模式是开的（默认）：群里要用 /${bare}@${username} 或 /${bare} 提问，或者回复机器人的消息；` +
      `只写 @${username} 收不到，除非它是那个群的管理员。要让 @ 在哪个群都管用：@BotFather → /setprivacy → Disable，再把机器人移出群、重新加进去。`) +
  (supports_inline_queries
    ? ""
    : `inline 模式没开：要让人在任何聊天里打 @${username} 找文章，@BotFather → /setinline。`)

/** `ours`: where updates are to be brought, if they are. */
export function checked(bot: UserFromGetMe, webhook: WebhookInfo | undefined, ours: URL | undefined): string {
  const privacy = bot.can_read_all_group_messages
    ? "隐私模式已关，群里 @ 它就会回答"
    : "隐私模式开着，群里用 /ask 或回复它来提问，只 @ 它收不到"
  const inline = bot.supports_inline_queries ? "" : "inline 模式没开（@BotFather → /setinline）。"
  return `@${bot.username}，${privacy}。${inline}${webhook ? webhookState(webhook, ours) : ""}`
}

function webhookState(
  { url = "", pending_update_count, last_error_message }: WebhookInfo,
  ours: URL | undefined,
): string {
  const host = URL.canParse(url) ? new URL(url).host : ""
  if (!ours) return host === "" ? "" : `设着 webhook（${host}），启动时会删掉，改由问报去取消息。`
  if (url !== ours.href) return `webhook 启动时设到 ${ours.host}。`
  const fault = last_error_message === undefined ? "" : `，上一次没有送到：${last_error_message}`
  return `webhook 设在 ${host}，等着送来的有 ${pending_update_count} 条${fault}。`
}

export const MENU_FAILED = "没能更新 Telegram 的命令菜单，下次启动时再试；不影响回答。"

export const NAME_FAILED = "没能改机器人在 Telegram 上的名字，下次启动时再试；不影响回答。"

export const DESCRIPTIONS_FAILED = "没能更新机器人在 Telegram 上的简介，下次启动时再试；不影响回答。"

/** Once; nobody waits for an answer to what is so old. */
export const LATE =
  "有十分钟以前的消息，不再回答。要是刚刚才发的也这样，是这台机器的时间不对：校准它（如 timedatectl set-ntp true）。"

export const unsendable = (description: string) =>
  `一条回答没有发出：对方停用了机器人，或群里不让它发言（${description}）。`

export const undelivered = (reason: string) => `一条回答没能发到 Telegram（${reason}），已经重试过。`

export const UNCONFIRMED = "停止时没能告诉 Telegram 哪些消息已经处理过；重启后它会再送，答过的不会再答。"

export const SLOW_DISK =
  "DATA 所在的磁盘几秒钟没有反应，不等它了。程序要是这时中断，没答完的问题会丢。看看磁盘或网络盘，或者用 DATA 指到别处。"

/** `count`: questions and presses. */
export const left = (count: number) => `停止时 Telegram 上还有 ${count} 条没来得及答，下次启动接着答。`

export const refused = (method: string, description: string) =>
  `Telegram 不接受 ${method}（${description}），有一条没有答上。这是程序的错误，请报告这一行。`

export const BUG = "处理一条 Telegram 消息时出错了。这是程序的错误，请带上下面的记录报告："
