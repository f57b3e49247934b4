// discord.js's client as the bot uses it: what it may see, and how little of it is kept.

import {
  ActivityType,
  GatewayDispatchEvents,
  type GatewayGuildCreateDispatchData,
  GatewayIntentBits,
} from "discord-api-types/v10"
import type { Dispatcher } from "undici"
import { OperatorError } from "../../chat/platform.js"
import type { DiscordOptions } from "./discord.js"
import { NO_PINGS } from "./render.js"
import { Client, Events, Options } from "./sdk.js"

const DISCORD_API = "https://discord.com/api"
/** The REST base, without a slash at its end. */
export const apiOf = ({ apiBase = DISCORD_API }: Pick<DiscordOptions, "apiBase">): string =>
  apiBase.replace(/\/+$/u, "")

/** A token as it may stand in a header. What people paste with it (`Bot `, a line break) goes; what cannot be one is refused. */
export function tokenOf({ token }: Pick<DiscordOptions, "token">): string {
  const bare = token.trim().replace(/^Bot\s+/iu, "")
  if (!/^[\x21-\x7E]+$/u.test(bare))
    throw new OperatorError(
      "DISCORD_TOKEN 里有不该有的字符，多半没有复制完整。在 discord.com/developers → 你的应用 → Bot → Reset Token 取新的一个。",
    )
  return bare
}

/** No privileged intent: what mentions the bot, and direct messages, arrive whole without one. Nothing is kept. */
export function createClient(options: Omit<DiscordOptions, "log" | "now">, agent: Dispatcher): Client {
  const { shards, status } = options
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    rest: { api: apiOf(options), agent },
    allowedMentions: { parse: [], repliedUser: NO_PINGS.replied_user },
    ...(shards ? { shards: [...shards.ids], shardCount: shards.count } : { shards: "auto" }),
    ...(status !== undefined && { presence: { activities: [statusOf(status())] } }),
    makeCache: Options.cacheWithLimits({
      GuildMemberManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ThreadMemberManager: 0,
      UserManager: 0,
    }),
  })
  // Both come before discord.js makes anything of an event.
  client.on(Events.Raw, (event: { t: string | null }, shardId: number) =>
    passOver(event, client.ws.shards.get(shardId)),
  )
  client.on(Events.Raw, ({ t, d }: { t: string | null; d: unknown }) => {
    if (!ABOUT_SERVERS.test(t ?? "") || typeof d !== "object" || d === null) return
    lighten(d)
    const guildId = "guild_id" in d ? d.guild_id : Reflect.get(d, "id")
    setImmediate(() => forget(client, String(guildId)))
  })
  return client
}

/**
 * A resumption that is told when its session has just been given up is none: discord.js (14.28) would throw, where nobody
 * catches it and the process ends. Without a name the event passes.
 */
function passOver(event: { t: string | null }, shard: object | undefined): void {
  const isOver = shard !== undefined && !Reflect.get(shard, "sessionInfo")
  if (event.t === GatewayDispatchEvents.Resumed && isOver) event.t = ""
}

/** Events that tell of what a server has: GUILD_UPDATE, CHANNEL_CREATE, THREAD_LIST_SYNC. */
const ABOUT_SERVERS = /^(?:GUILD|CHANNEL|THREAD|STAGE|VOICE)_/u

/** Takes from an event what the bot never looks at: it would be most of what the process weighs. */
function lighten(event: object): void {
  for (const list of NEVER_READ) {
    const value: unknown = Reflect.get(event, list)
    if (Array.isArray(value)) value.length = 0
  }
}

const NEVER_READ: readonly (keyof GatewayGuildCreateDispatchData)[] = [
  "channels",
  "emojis",
  "guild_scheduled_events",
  "members",
  "presences",
  "roles",
  "soundboard_sounds",
  "stage_instances",
  "stickers",
  "threads",
  "voice_states",
]

/** Lets go of what discord.js made of an event all the same. */
function forget(client: Client, guildId: string): void {
  client.channels.cache.clear()
  const guild = client.guilds.cache.get(guildId)
  if (guild) for (const { cache } of [guild.channels, guild.roles, guild.emojis, guild.stickers]) cache.clear()
}

/** How often it is seen whether the status has changed. Milliseconds. */
const STATUS_EVERY = 60_000

/** Shows the status as it changes, and again in a new session, which begins with the first one, until `over` aborts. */
export function keepStatus(client: Client, status: () => string, over: AbortSignal): void {
  const first = status()
  let shown = first
  const show = () => {
    shown = status()
    client.user?.setPresence({ activities: [statusOf(shown)] })
  }
  client.on(Events.ShardReady, () => {
    if (first !== status()) show()
  })
  const timer = setInterval(() => {
    if (client.isReady() && shown !== status()) show()
  }, STATUS_EVERY).unref()
  over.addEventListener("abort", () => clearInterval(timer), { once: true })
}

/** Discord shows a custom status as its state; 128 characters at most. */
const statusOf = (status: string) => ({
  type: ActivityType.Custom as const,
  name: "status",
  state: status.slice(0, 128),
})
