// discord.js's client as the bot uses it: what it may see, and how little of it is kept.

import {
  ActivityType,
  GatewayDispatchEvents,
  type GatewayGuildCreateDispatchData,
  type GatewayGuildRoleModifyDispatchData,
  GatewayIntentBits,
} from "discord-api-types/v10"
import type { Dispatcher } from "undici"
import type { DiscordOptions } from "./discord.js"
import { tokenRefused } from "./faults.js"
import { NO_PINGS } from "./render.js"
import { Client, Options } from "./sdk.js"

const DISCORD_API = "https://discord.com/api"
/** The REST base, without a slash at its end. */
export const apiOf = ({ apiBase = DISCORD_API }: Pick<DiscordOptions, "apiBase">): string =>
  apiBase.replace(/\/+$/u, "")

/** A token as it may stand in a header. What people paste with it (`Bot `, a line break) goes; what cannot be one is refused. */
export function tokenOf({ token }: Pick<DiscordOptions, "token">): string {
  const bare = token.trim().replace(/^Bot\s+/iu, "")
  if (!/^[\x21-\x7E]+$/u.test(bare)) throw tokenRefused("里面有不该有的字符")
  return bare
}

/** discord.js keeps a queue for every channel it ever wrote to, and looks only hourly which of them are idle. */
const SWEEP_MS = 60_000

/** No privileged intent: what mentions the bot, and direct messages, arrive whole without one. Nothing is kept. */
export function createClient(options: Omit<DiscordOptions, "log" | "now">, agent: Dispatcher): Client {
  const { shards, status } = options
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    rest: { api: apiOf(options), agent, handlerSweepInterval: SWEEP_MS },
    allowedMentions: { parse: [], repliedUser: NO_PINGS.replied_user },
    ...(shards ? { shards: [...shards.ids], shardCount: shards.count } : { shards: "auto" }),
    ...(status !== undefined && { presence: { activities: [statusOf(status)] } }),
    makeCache: Options.cacheWithLimits({
      GuildMemberManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ThreadMemberManager: 0,
      UserManager: 0,
    }),
  })
  // Each comes before discord.js has made its objects of it.
  client.ws.on(GatewayDispatchEvents.GuildCreate, lighten)
  for (const event of CHANNEL_EVENTS)
    client.ws.on(event, ({ id, guild_id = "" }: { id: string; guild_id?: string }) => {
      setImmediate(() => {
        client.channels.cache.delete(id)
        client.guilds.cache.get(guild_id)?.channels.cache.delete(id)
      })
    })
  for (const event of ROLE_EVENTS)
    client.ws.on(event, ({ guild_id, role }: GatewayGuildRoleModifyDispatchData) => {
      setImmediate(() => client.guilds.cache.get(guild_id)?.roles.cache.delete(role.id))
    })
  return client
}

/** Takes from a server that comes up what the bot never looks at: it would be most of what the process weighs. */
function lighten(guild: GatewayGuildCreateDispatchData): void {
  for (const list of NEVER_READ) if (Array.isArray(guild[list])) guild[list].length = 0
}

const NEVER_READ = [
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
] as const satisfies readonly (keyof GatewayGuildCreateDispatchData)[]

const CHANNEL_EVENTS = [
  GatewayDispatchEvents.ChannelCreate,
  GatewayDispatchEvents.ChannelUpdate,
  GatewayDispatchEvents.ThreadCreate,
  GatewayDispatchEvents.ThreadUpdate,
]
const ROLE_EVENTS = [GatewayDispatchEvents.GuildRoleCreate, GatewayDispatchEvents.GuildRoleUpdate]

/** Discord shows a custom status as its state; 128 characters at most. */
const statusOf = (status: string) => ({
  type: ActivityType.Custom as const,
  name: "status",
  state: status.slice(0, 128),
})
