// What went wrong between the bot and Discord, in the operator's words: the thing, what happened, what to do next.

import { GatewayCloseCodes, RESTJSONErrorCodes } from "discord-api-types/v10"
import { OperatorError } from "../../chat/platform.js"

/** An answer of Discord's API that is not a success, as far as it is read (discord.js's DiscordAPIError, HTTPError). */
interface Refusal extends Error {
  status: number
  /** Discord's own code, or text where the answer is not Discord's. */
  code?: number | string
}

/** Closing codes after which discord.js does not come back. */
export function gatewayFault(code: number): OperatorError {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return tokenRefused(`网关 ${code}`)
    case GatewayCloseCodes.InvalidIntents:
    case GatewayCloseCodes.DisallowedIntents:
      return new OperatorError(
        `Discord 网关不给机器人它要的事件（${code}）。问报不需要任何特权事件（privileged intent），请在 discord.com/developers → 你的应用 → Bot 看看这个应用是否受限，或换一个应用。`,
      )
    case GatewayCloseCodes.InvalidShard:
      return new OperatorError(`Discord 网关不认这样的分片（${code}）。检查 DISCORD_SHARDS，或去掉它让问报自己分。`)
    case GatewayCloseCodes.ShardingRequired:
      return new OperatorError(
        `Discord 网关要求分更多片（${code}）：机器人加入的服务器变多了。重新启动即可；设了 DISCORD_SHARDS 的，把总片数加大。`,
      )
    default:
      return new OperatorError(`Discord 网关拒绝了连接（${code}），重连也没有用。请升级问报后再试。`)
  }
}

/** The fault behind an error of logging in, where trying again is no use. */
export function loginFault(error: unknown): OperatorError | undefined {
  if (error instanceof OperatorError) return error
  const tokenInvalid = error instanceof Error && "code" in error && error.code === "TokenInvalid"
  return tokenInvalid || (isRefusal(error) && error.status === 401) ? tokenRefused("401") : undefined
}

/** When Discord lets the bot log in again (ISO 8601), where it has done so too often: discord.js says it in words alone. */
export function sessionsBackAt(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : ""
  return /^Not enough sessions remaining.* resets at (\S+)$/u.exec(message)?.[1]
}

export const tokenRefused = (code: string): OperatorError =>
  new OperatorError(
    `DISCORD_TOKEN 被 Discord 拒绝（${code}）。在 discord.com/developers → 你的应用 → Bot → Reset Token 取新的一个。`,
  )

/** What an error says in one short phrase, without addresses that hold a token. */
export function reasonOf(error: unknown): string {
  if (isRefusal(error)) return `${error.status}${error.code ? `/${error.code}` : ""} ${error.message}`
  if (!(error instanceof Error)) return String(error)
  if (retryAfter(error) > 0) return `429，${Math.ceil(retryAfter(error) / 1000)} 秒后才能再试`
  if (isTimeout(error)) return "等了太久没有回音"
  const code = codeOf(error)
  const cause = error.cause instanceof Error ? `：${reasonOf(error.cause)}` : ""
  return (
    (error.message.includes(code) ? error.message || code || error.name : `${code} ${error.message}`.trim()) + cause
  )
}

/** Whether Discord refused with one of these codes of its own. */
export const isRefused = (error: unknown, ...codes: RESTJSONErrorCodes[]): boolean =>
  isRefusal(error) && codes.some((code) => code === error.code)

/** The bot may not see the channel or write to it. */
export const isForbidden = (error: unknown): boolean =>
  isRefused(
    error,
    RESTJSONErrorCodes.MissingAccess,
    RESTJSONErrorCodes.MissingPermissions,
    RESTJSONErrorCodes.CannotSendMessagesToThisUser,
    RESTJSONErrorCodes.ThreadLocked,
  )

/** What was to be answered or changed has been deleted meanwhile. */
export const isGone = (error: unknown): boolean =>
  isRefused(error, RESTJSONErrorCodes.UnknownMessage, RESTJSONErrorCodes.UnknownChannel)

/** Neither the line nor a rule of Discord's but this program is at fault: what it made, or what it sent. */
export const isBug = (error: unknown): boolean =>
  isRefusal(error)
    ? isRefused(error, RESTJSONErrorCodes.InvalidFormBodyOrContentType)
    : !isUnsure(error) && retryAfter(error) === 0

/** Milliseconds that Discord asks to wait; 0 where it does not. */
export const retryAfter = (error: unknown): number =>
  error instanceof Error && "retryAfter" in error && typeof error.retryAfter === "number" ? error.retryAfter : 0

/** The interaction has been acknowledged already. */
export const isAcknowledged = (error: unknown): boolean =>
  isRefused(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)

/** Whether the call may or may not have arrived: the line hung or broke, or Discord itself failed. */
export const isUnsure = (error: unknown): boolean =>
  isRefusal(error) ? error.status >= 500 : error instanceof Error && (isTimeout(error) || NETWORK.test(codeOf(error)))

/** The interaction's three seconds or fifteen minutes are over. */
export const isLost = (error: unknown): boolean =>
  isRefused(
    error,
    RESTJSONErrorCodes.UnknownInteraction,
    RESTJSONErrorCodes.UnknownWebhook,
    RESTJSONErrorCodes.InvalidWebhookToken,
  )

/** Why an interaction was not answered: what Discord said, and what that usually means. */
export function lostReason(error: unknown): string {
  const reason = reasonOf(error)
  if (isRefused(error, RESTJSONErrorCodes.UnknownInteraction)) return `${reason}（超过 3 秒，或另一个问报已经答了）`
  if (isAcknowledged(error)) return `${reason}（已经有人确认了：可能有两个问报在用同一个 DISCORD_TOKEN）`
  return isLost(error) ? `${reason}（没有在 3 秒内确认，或超过了 15 分钟）` : reason
}

/** A reply that quotes a message takes the permission to read the history; without it, it is sent plain. */
export const withoutHistory =
  <T>(retry: () => Promise<T>) =>
  (error: unknown): Promise<T> => {
    if (isRefused(error, RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory)) return retry()
    throw error
  }

/** Codes of the system's calls and of undici's. */
const NETWORK = /^(?:UND_ERR_\w+|E(?:CONN\w+|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NETDOWN|NOTFOUND|AI_AGAIN))$/u
const codeOf = (error: Error): string => ("code" in error && typeof error.code === "string" ? error.code : "")

const isTimeout = ({ name }: Error): boolean => name === "AbortError" || name === "TimeoutError"

const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && "status" in error && typeof error.status === "number"
