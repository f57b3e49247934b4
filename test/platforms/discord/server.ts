// A Discord of our own on 127.0.0.1: its REST API and its gateway, as strict as the real one where it has bitten a bot.

import { createServer, type IncomingMessage } from "node:http"
import { createServer as createSecureServer } from "node:https"
import { GatewayDispatchEvents, InteractionType, MessageType } from "discord-api-types/v10"
import { TLS } from "../relays.js"
import { createApi, type Interaction } from "./api.js"
import { addressOf, createGateway } from "./gateway.js"

export const TOKEN = "MTIz.Gabcde.secret-of-the-bot"
export const ME = {
  id: "100000000000000001",
  username: "问报",
  discriminator: "0",
  global_name: null,
  avatar: null,
  bot: true,
}
export const GUILD_ID = "200000000000000001"
export const CHANNEL_ID = "300000000000000001"
export const APPLICATION_ID = "400000000000000001"
export const READER = {
  id: "500000000000000001",
  username: "reader",
  discriminator: "0",
  global_name: null,
  avatar: null,
}

export interface ServerOptions {
  token?: string
  port?: number
  refuseWith?: number
  now?: () => number
  /** The language set for the server. */
  guildLocale?: string
  /** Speaks TLS, as discord.test. */
  secure?: boolean
}

/** How a message arrives; without a `guild` it is a direct message. */
export interface Said {
  content: string
  guild?: boolean
  mentions?: { id: string }[]
  channel?: string
  author?: object
  webhook?: string
}

export type Discord = Awaited<ReturnType<typeof startDiscord>>

export async function startDiscord(options: ServerOptions = {}) {
  const { token = TOKEN, now = Date.now, guildLocale = "en-US" } = options
  const watchers = new Set<() => void>()
  const changed = () => {
    for (const watcher of watchers) watcher()
  }
  const server = options.secure ? createSecureServer(TLS) : createServer()
  const api = createApi({ token, now, gateway: () => gateway.information() })
  const ready = () => ({ user: ME, application: { id: APPLICATION_ID, flags: 0 }, guilds: [guildOf(guildLocale)] })
  const gateway = createGateway(server, { token, ready, ...pick(options) }, changed)
  server.on("request", async (request, response) => {
    const answer = await api.answer(request.method ?? "", request.url ?? "", request.headers, await bodyOf(request))
    if ("line" in answer) {
      if (answer.line === "breaks") request.socket.destroy()
    } else {
      const json = answer.body === undefined ? undefined : JSON.stringify(answer.body)
      response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers }).end(json)
    }
    changed()
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve))

  let serial = 600000000000000000n
  const id = () => String(++serial)

  const interact = (type: InteractionType, data: object, extra: object = {}): Interaction => {
    const interaction = api.open({
      id: id(),
      token: `token-${serial}`,
      type,
      isComponent: type === InteractionType.MessageComponent,
    })
    gateway.dispatch(GatewayDispatchEvents.InteractionCreate, {
      ...{ id: interaction.id, token: interaction.token, type, data },
      ...{ application_id: APPLICATION_ID, version: 1, guild_id: GUILD_ID, guild_locale: guildLocale, locale: "zh-CN" },
      ...{
        channel_id: CHANNEL_ID,
        channel: { id: CHANNEL_ID, type: 0 },
        member: { user: READER, roles: [], permissions: "0" },
      },
      ...{ app_permissions: "0", entitlements: [], authorizing_integration_owners: {}, context: 0 },
      ...extra,
    })
    return interaction
  }

  return {
    api: `${addressOf(server).replace(/^ws/u, "http")}/api`,
    port: Number(new URL(addressOf(server)).port),
    gateway,
    ...api,
    /** Looks again at what is waited for; for what changes outside the server. */
    changed,

    /** Sends a slash command. */
    slash(name: string, args: Record<string, string | number | boolean> = {}, extra: object = {}): Interaction {
      return interact(InteractionType.ApplicationCommand, { id: "1", type: 1, name, options: optionsOf(args) }, extra)
    },
    /** Chooses a command in the menu of a message that says this. */
    menu(name: string, content: string, embeds: readonly object[] = [], type = 3): Interaction {
      const message = { ...stub(id()), content, embeds }
      const resolved = { messages: { [message.id]: message } }
      return interact(InteractionType.ApplicationCommand, { id: "2", type, name, target_id: message.id, resolved })
    },
    /** Types in the first option of a command. */
    type(name: string, option: string, value: string): Interaction {
      const options = [{ name: option, type: 3, value, focused: true }]
      return interact(InteractionType.ApplicationCommandAutocomplete, { id: "1", type: 1, name, options })
    },
    /** Presses a button under a message. */
    press(custom_id: unknown, message: string, extra: object = {}): Interaction {
      const under = { message: { ...stub(message), ...extra } }
      return interact(InteractionType.MessageComponent, { custom_id, component_type: 2 }, under)
    },
    /** Chooses an option of a select. */
    choose(value: unknown, message: string): Interaction {
      const data = { custom_id: "choices", component_type: 3, values: [value] }
      return interact(InteractionType.MessageComponent, data, { message: stub(message) })
    },
    /** Says something; its content arrives only where it does without the privileged intent. Returns its id. */
    say({ content, guild = false, mentions = [], channel = CHANNEL_ID, author = READER, webhook }: Said): string {
      const message = id()
      const readable = !guild || mentions.some((each) => each.id === ME.id)
      gateway.dispatch(GatewayDispatchEvents.MessageCreate, {
        ...stub(message),
        ...{ channel_id: channel, author, content: readable ? content : "", mentions },
        ...(guild && { guild_id: GUILD_ID }),
        ...(webhook !== undefined && { webhook_id: webhook }),
      })
      return message
    },
    /** Resolves with what `found` finds, as soon as it does; rejects when the whole test would time out. */
    until<T>(found: () => T | undefined | false, what = "what was waited for"): Promise<T> {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => end(() => reject(new Error(`${what}: did not come; ${api.summary()}`))),
          PATIENCE_MS,
        )
        // What is waited for may be the bot's doing, which no event of the server announces.
        const poll = setInterval(() => look(), POLL_MS)
        const end = (settle: () => void) => {
          clearTimeout(timer)
          clearInterval(poll)
          watchers.delete(look)
          settle()
        }
        const look = () => {
          const value = found()
          if (value !== undefined && value !== false) end(() => resolve(value))
        }
        watchers.add(look)
        look()
      })
    },
    async stop(): Promise<void> {
      gateway.drop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const PATIENCE_MS = 15_000
const POLL_MS = 5

const pick = ({ refuseWith }: ServerOptions) => (refuseWith === undefined ? {} : { refuseWith })

const optionsOf = (args: Record<string, string | number | boolean>) =>
  Object.entries(args).map(([name, value]) => ({ name, value, type: OPTION_TYPES[typeof value] }))
const OPTION_TYPES: Readonly<Record<string, number>> = { string: 3, number: 4, boolean: 5 }

/** What discord.js itself reads of a message. */
const stub = (id: string) => ({
  ...{
    id,
    channel_id: CHANNEL_ID,
    type: MessageType.Default,
    content: "",
    author: ME,
    mentions: [],
    mention_roles: [],
  },
  ...{ timestamp: "2026-01-01T00:00:00.000Z", edited_timestamp: null, tts: false, mention_everyone: false },
  ...{ attachments: [], embeds: [], components: [], pinned: false, flags: 0 },
})

const guildOf = (preferred_locale: string) => ({
  ...{ id: GUILD_ID, name: "报社", owner_id: READER.id, preferred_locale, features: [], member_count: 2, large: false },
  ...{
    joined_at: "2026-01-01T00:00:00.000Z",
    unavailable: false,
    channels: [{ id: CHANNEL_ID, type: 0, name: "大厅", permission_overwrites: [] }],
  },
  ...{
    roles: [{ id: GUILD_ID, name: "@everyone", permissions: "0", color: 0, position: 0 }],
    members: [],
    threads: [],
  },
  ...{ presences: [], voice_states: [], stage_instances: [], emojis: [], stickers: [], guild_scheduled_events: [] },
  ...{ soundboard_sounds: [], system_channel_flags: 0, verification_level: 0, nsfw_level: 0, premium_tier: 0 },
})

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ""
  for await (const chunk of request.setEncoding("utf8")) text += chunk
  return text === "" ? undefined : JSON.parse(text)
}
