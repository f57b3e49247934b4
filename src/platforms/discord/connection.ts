// One login to Discord, from the token to the farewell. discord.js keeps the connection: it resumes and reconnects.

import { setMaxListeners } from "node:events"
import {
  type APIInteraction,
  GatewayDispatchEvents,
  type GatewayMessageCreateDispatchData,
  RESTJSONErrorCodes,
} from "discord-api-types/v10"
import type { Chat } from "../../chat/chat.js"
import { createPaces } from "../../chat/pace.js"
import type { Log } from "../../chat/platform.js"
import { dispatcherFor } from "../carrier.js"
import { within } from "../within.js"
import { agentFor } from "./carrier.js"
import { apiOf, createClient, keepStatus, tokenOf } from "./client.js"
import { type Conversation, createConversation } from "./conversation.js"
import { register, withdraw } from "./definitions.js"
import type { DiscordOptions } from "./discord.js"
import { gatewayFault, isRefused, reasonOf } from "./faults.js"
import { inviteLink } from "./invite.js"
import { createRest, type Rest } from "./rest.js"
import { type Client, Events, ShardClientUtil } from "./sdk.js"
import { line } from "./socket.js"

/** Serves the chat until the signal aborts. Rejects when logging in fails, or when Discord throws the bot out for good. */
export async function connect(options: DiscordOptions, chat: Chat, signal: AbortSignal): Promise<void> {
  const { proxyFor, log } = options
  const over = new AbortController()
  // Every shard's socket listens; beyond ten Node takes that for a leak.
  setMaxListeners(0, over.signal)
  const dispatcher = dispatcherFor(apiOf(options), proxyFor)
  const client = createClient(options, dispatcher)
  const tasks = createTasks(log)
  const rest = createRest(options, dispatcher, over.signal)
  const conversation = createConversation(chat, { rest, paces: createPaces(options.now), proxyFor, log })
  listen(client, conversation, tasks, log)
  announce(client, rest, options, chat, tasks)
  if (options.status) keepStatus(client, options.status, over.signal)
  const thrownOut = new Promise<never>((_, reject) => {
    client.on(Events.ShardDisconnect, ({ code }) => reject(gatewayFault(code)))
  })
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true, signal: over.signal })
  })
  const outage = createOutage(log)
  client.on(Events.ShardReady, outage.over).on(Events.ShardResume, outage.over)
  client.on(Events.ShardReconnecting, outage.away)
  const carrier = { agentFor: (address: URL) => agentFor(address, proxyFor), over: over.signal, failed: outage.failed }
  try {
    outage.away()
    const login = line.run(carrier, () => client.login(tokenOf(options)))
    await Promise.race([login, thrownOut, stopped])
    await Promise.race([thrownOut, stopped])
  } finally {
    outage.end()
    conversation.leave()
    await within(tasks.done(), FINISH_WITHIN_MS)
    conversation.excuse()
    await within(tasks.done(), EXCUSE_WITHIN_MS)
    await within(
      client.destroy().catch((error: unknown) => log.debug(reasonOf(error))),
      GOODBYE_WITHIN_MS,
    )
    over.abort()
    await dispatcher.destroy()
  }
}

/** Five seconds in all, half of what Docker waits: for what is in flight, for excuses, for the closing handshake. */
const FINISH_WITHIN_MS = 3_500
const EXCUSE_WITHIN_MS = 1_000
const GOODBYE_WITHIN_MS = 500

/**
 * Hands events on as they come over the wire: discord.js's own objects drop messages in threads it has not seen opened,
 * and hold everything back until all servers have arrived.
 */
function listen(client: Client, conversation: Conversation, tasks: Tasks, log: Log): void {
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    tasks.take(() => conversation.interaction(interaction))
  })
  client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessageCreateDispatchData) => {
    const guild = message.guild_id === undefined ? undefined : client.guilds.cache.get(message.guild_id)
    tasks.take(() => conversation.message(message, client.user?.id ?? "", guild?.preferredLocale))
  })
  client.on(Events.Error, (error) => log.error("discord.js 出错：", error))
  client.on(Events.ShardError, (error) => log.debug(`Discord 网关：${reasonOf(error)}`))
  client.on(Events.Debug, (message) => log.debug(message))
}

/** Once logged in: says who the bot is and how to invite it, and registers the commands. */
function announce(client: Client, rest: Rest, options: DiscordOptions, chat: Chat, tasks: Tasks): void {
  const { guildId, log } = options
  const registers = isRegistrar(options)
  const registerCommands = async (applicationId: string) => {
    try {
      const done = await rest.persistently(() => register(rest, applicationId, guildId, chat.commands))
      const scope = guildId === undefined ? "所有服务器" : `服务器 ${guildId}`
      log.info(done === "registered" ? `斜杠命令已登记（${scope}）。` : `斜杠命令没有变化（${scope}）。`)
    } catch (error) {
      log.warn(registrationFault(error, guildId, applicationId))
    }
  }
  client.once(Events.ClientReady, ({ user, application, guilds }) => {
    log.info(`Discord 已登录：${user.tag}，在 ${guilds.cache.size} 个服务器里${shardsServed(options)}。`)
    log.info(`邀请链接：${inviteLink(application.id)}`)
    if (!registers) return
    const others = [...guilds.cache.keys()].filter((id) => id !== guildId)
    tasks.take(async () => {
      await registerCommands(application.id)
      if (others.length <= FEW_SERVERS) await withdrawFrom(others, rest, application.id, log)
    })
  })
  // Invited after it was started.
  client.on(Events.GuildCreate, ({ id, client: { application } }) => {
    if (registers && id === guildId) tasks.take(() => registerCommands(application.id))
  })
}

/** One of several processes registers for all: the one with the server, where there is one for it, otherwise with shard 0. */
function isRegistrar({ guildId, shards }: DiscordOptions): boolean {
  if (!shards) return true
  return shards.ids.includes(guildId === undefined ? 0 : ShardClientUtil.shardIdForGuildId(guildId, shards.count))
}

const shardsServed = ({ shards }: DiscordOptions): string =>
  shards ? `（共 ${shards.count} 片，这里是第 ${shards.ids.join("、")} 片）` : ""

/** A bot for one server is in few; where there are more, looking at each takes more calls than it is worth. */
const FEW_SERVERS = 10

/** Commands of one server from an earlier setting would be listed beside the others. */
async function withdrawFrom(guildIds: readonly string[], rest: Rest, applicationId: string, log: Log) {
  for (const guildId of guildIds) {
    try {
      if (await withdraw(rest, applicationId, guildId)) log.info(`撤下了以前单独登记在服务器 ${guildId} 的斜杠命令。`)
    } catch (error) {
      log.debug(`没能查看服务器 ${guildId} 的斜杠命令：${reasonOf(error)}`)
    }
  }
}

/** Not final: mentions work without slash commands, and the bot registers them when it is invited. */
function registrationFault(error: unknown, guildId: string | undefined, applicationId: string): string {
  const reason = reasonOf(error)
  if (guildId === undefined) return `斜杠命令没能登记：${reason}。提到机器人仍然可以提问；重新启动会再试。`
  const absent = isRefused(error, RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.UnknownGuild)
  return absent
    ? `DISCORD_GUILD_ID（${guildId}）：机器人不在这个服务器里（${reason}）。用 ${inviteLink(applicationId)} 邀请它，进去后会自动登记命令；如果号码不对，请改正后重新启动。`
    : `DISCORD_GUILD_ID（${guildId}）：命令没能登记（${reason}）。号码应是 17–20 位数字：在 Discord 打开开发者模式，右键服务器 → 复制服务器 ID。`
}

interface Tasks {
  take(task: () => Promise<void>): void
  /** Resolves when nothing is in flight. */
  done(): Promise<void>
}

function createTasks(log: Log): Tasks {
  const inFlight = new Set<Promise<void>>()
  return {
    take(task) {
      const running = task()
        .catch((error: unknown) => log.error("处理 Discord 事件时出错。这是程序的错误，请带上下面的记录报告：", error))
        .finally(() => inFlight.delete(running))
      inFlight.add(running)
    },
    async done() {
      while (inFlight.size > 0) await Promise.all(inFlight)
    },
  }
}

/** Says once that the gateway cannot be reached, and once that it can again. */
function createOutage(log: Log) {
  let lost = false
  let waiting: NodeJS.Timeout | undefined
  const begin = (what: string) => {
    if (!lost) log.warn(`${what}。会一直重试；请检查网络或 PROXY_URL。`)
    lost = true
  }
  return {
    /** A connection could not be made, or broke. */
    failed(address: URL, error: Error) {
      begin(`连不上 Discord 网关（${address.host}）：${reasonOf(error)}`)
    },
    /** A shard is not served from now on: a gateway that takes connections and drops them fails in no other way. */
    away() {
      waiting ??= setTimeout(() => begin(`Discord 网关 ${AWAY_MS / 1000} 秒没有接上`), AWAY_MS).unref()
    },
    over() {
      clearTimeout(waiting)
      waiting = undefined
      if (lost) log.info("Discord 网关又连上了。")
      lost = false
    },
    end: () => clearTimeout(waiting),
  }
}

/** A resume takes a second, a new session some more; longer is worth a line. */
const AWAY_MS = 15_000
