// What discord.js's client keeps of the servers it is in.

import { GatewayDispatchEvents } from "discord-api-types/v10"
import { expect, it, onTestFinished } from "vitest"
import { dispatcherFor } from "../../../src/platforms/carrier.js"
import { createClient } from "../../../src/platforms/discord/client.js"
import { GUILD_ID, READER, startDiscord, TOKEN } from "./server.js"

const many = <T>(count: number, what: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => what(i))
const id = (group: number, i: number): string => `${group}${String(i).padStart(16, "0")}`

/** A server as large as they come, as far as discord.js would make objects of it. */
const largeGuild = (i: number) => ({
  ...{ id: id(21, i), name: "报社", owner_id: READER.id, preferred_locale: "zh-TW", features: [], member_count: 9_000 },
  ...{ large: true, joined_at: "2026-01-01T00:00:00.000Z", unavailable: false, voice_states: [], stage_instances: [] },
  channels: many(300, (c) => ({ id: id(31, i * 1_000 + c), type: 0, name: "频道", permission_overwrites: [] })),
  roles: many(200, (r) => ({ id: id(22, i * 1_000 + r), name: "身份", permissions: "0", color: 0, position: r })),
  emojis: many(200, (e) => ({ id: id(23, i * 1_000 + e), name: "表情", roles: [] })),
  members: many(50, (m) => ({ user: { ...READER, id: id(51, m) }, roles: [], joined_at: "2026-01-01T00:00:00.000Z" })),
  ...{ threads: [], presences: [], stickers: [], guild_scheduled_events: [], soundboard_sounds: [] },
})

async function loggedIn() {
  const discord = await startDiscord()
  const options = { token: TOKEN, apiBase: discord.api, proxyFor: () => undefined }
  const dispatcher = dispatcherFor(discord.api, options.proxyFor)
  const client = createClient(options, dispatcher)
  onTestFinished(async () => {
    await client.destroy()
    await dispatcher.destroy()
    await discord.stop()
  })
  await client.login(TOKEN)
  return { discord, client }
}

it("is no more of a large server than that it is there and which language it speaks", async () => {
  const { discord, client } = await loggedIn()
  const guilds = many(20, largeGuild)
  for (const guild of guilds) discord.gateway.dispatch(GatewayDispatchEvents.GuildCreate, guild)
  const channel = { id: id(32, 1), type: 0, name: "新频道", guild_id: GUILD_ID, permission_overwrites: [] }
  const role = { id: id(24, 1), name: "新身份", permissions: "0", color: 0, position: 1 }
  discord.gateway.dispatch(GatewayDispatchEvents.ChannelCreate, channel)
  discord.gateway.dispatch(GatewayDispatchEvents.ThreadCreate, {
    ...channel,
    id: id(33, 1),
    type: 11,
    parent_id: channel.id,
  })
  discord.gateway.dispatch(GatewayDispatchEvents.GuildRoleCreate, { guild_id: GUILD_ID, role })
  discord.gateway.dispatch(GatewayDispatchEvents.GuildUpdate, largeGuild(3))
  discord.gateway.dispatch(GatewayDispatchEvents.GuildEmojisUpdate, {
    guild_id: id(21, 4),
    emojis: largeGuild(4).emojis,
  })
  const threads = [{ ...channel, id: id(34, 1), type: 11, parent_id: channel.id, guild_id: id(21, 5) }]
  discord.gateway.dispatch(GatewayDispatchEvents.ThreadListSync, { guild_id: id(21, 5), threads, members: [] })
  discord.slash("ask", { question: "澧县" })
  discord.say({ content: "私下" })
  discord.gateway.dispatch(GatewayDispatchEvents.GuildCreate, largeGuild(99))
  await discord.until(() => client.guilds.cache.size === 22 && client.channels.cache.size === 0, "nothing kept")
  expect(client.guilds.cache.get(id(21, 7))?.preferredLocale).toBe("zh-TW")
  expect(client.users.cache.size).toBe(0)
  for (const guild of client.guilds.cache.values()) {
    const { channels, roles, emojis, members } = guild
    expect([channels, roles, emojis, members].map(({ cache }) => cache.size)).toEqual([0, 0, 0, 0])
  }
})

it("a resumption that is told when its session is over breaks nothing", async () => {
  const { discord, client } = await loggedIn()
  const shard = client.ws.shards.get(0) ?? {}
  Reflect.set(shard, "sessionInfo", null)
  const raw: unknown[] = []
  client.on("raw", ({ t }) => void raw.push(t))
  discord.gateway.dispatch(GatewayDispatchEvents.Resumed, {})
  discord.gateway.dispatch(GatewayDispatchEvents.GuildUpdate, largeGuild(1))
  await discord.until(() => raw.includes(GatewayDispatchEvents.GuildUpdate), "the next event")
  expect(raw).not.toContain(GatewayDispatchEvents.Resumed)
})
