// The gateway of the server next door: sessions, one or more a shard, with the faults that a gateway's day has.

import { randomUUID } from "node:crypto"
import type { Server as HttpServer } from "node:http"
import { Server as SecureServer } from "node:https"
import type { Duplex } from "node:stream"
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayIntentBits, GatewayOpcodes } from "discord-api-types/v10"
import { type WebSocket, WebSocketServer } from "ws"
import { at } from "./rules.js"

export interface GatewayOptions {
  token: string
  /** What READY and the servers' own events carry. */
  ready: () => { user: object; application: object; guilds: { id: string }[] }
  /** Closes instead of letting in. */
  refuseWith?: number
}

interface Session {
  id: string
  shard: number
  /** Of how many, as the client has chosen. */
  shards: number
  /** Every event of the session, its sequence number being its place, from 1. */
  sent: { t: string; d: unknown }[]
  /** Undefined while nobody listens: events wait for a resume. */
  socket?: WebSocket | undefined
}

/** The intents that need no approval and that this bot may ask for. */
const INTENTS = GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages

/** Closing codes that end the session: the client's farewells, and the gateway's own. */
const CLIENT_ENDS: readonly number[] = [1000, 1001]
const GATEWAY_ENDS: readonly number[] = [1000, GatewayCloseCodes.InvalidSeq, GatewayCloseCodes.SessionTimedOut]

export function createGateway(server: HttpServer, options: GatewayOptions, changed: () => void) {
  const sessions = new Set<Session>()
  /** Every open connection, let in or not, with the stream under it. */
  const open = new Map<WebSocket, Duplex>()

  const gateway = {
    identified: 0,
    /** As the last identify had it. */
    presence: undefined as unknown,
    resumed: 0,
    heartbeats: 0,
    /** The addresses that were dialled. */
    dialled: [] as string[],
    /** Closing codes the client used. */
    closedWith: [] as number[],
    refuseWith: options.refuseWith,
    /** How many shards Discord recommends, and no fewer may be opened. */
    shards: 1,
    /** How many more sessions may be started today. */
    sessionsLeft: 999,
    /** How often the client must be heard; long, so that tests see no heartbeat but the ones they ask for. */
    heartbeatMs: 40_000,
    /** How long the gateway takes to let a connection open. */
    handshakeMs: 0,
    /** So many of the next connections get no Hello. */
    withoutHello: 0,
    /** What the next resumes get instead: an Invalid Session each, with this `d`. */
    resumesRefused: [] as boolean[],

    /** What GET /gateway/bot answers. Each shard may identify beside the others. */
    information: () => ({
      url: addressOf(server),
      shards: gateway.shards,
      session_start_limit: {
        ...{ total: 1000, remaining: gateway.sessionsLeft, reset_after: 14_400_000 },
        max_concurrency: gateway.shards,
      },
    }),

    /** An event for the shard that has its server; direct messages go to shard 0. */
    dispatch(t: string, d: unknown): void {
      for (const session of sessions)
        if (shardOf(at(d, "guild_id"), session.shards) === session.shard) record(session, t, d)
    },
    /** Drops every connection, or a shard's, with this code; without one, as a broken line does. */
    drop(code?: number, shard?: number): void {
      for (const socket of shard === undefined ? [...open.keys()] : listening(shard).map(([, each]) => each))
        code === undefined ? socket.terminate() : socket.close(code)
      for (const [session] of listening(shard)) leave(session, GATEWAY_ENDS.includes(code ?? 0))
    },
    /** Breaks the line in the middle of a frame. */
    cut(shard?: number): void {
      for (const [session, socket] of listening(shard)) {
        const line = open.get(socket)
        line?.write(PARTIAL_FRAME, () => line.destroy())
        leave(session)
      }
    },
    /** The far end is gone without a word: nothing is read or sent any more, not even a closing handshake. */
    zombify(shard?: number): void {
      for (const [session, socket] of listening(shard)) {
        socket.pause()
        leave(session)
      }
    },
    /** Asks the client to reconnect and resume (op 7). */
    reconnect(shard?: number): void {
      for (const [session, socket] of listening(shard)) {
        send(socket, GatewayOpcodes.Reconnect, null)
        leave(session)
      }
    },
    /** Says that the session is invalid (op 9); `resumable`, that it may be tried again. */
    invalidate(resumable: boolean, shard?: number): void {
      for (const [session, socket] of listening(shard)) {
        send(socket, GatewayOpcodes.InvalidSession, resumable)
        leave(session, !resumable)
      }
    },
    /** Asks for a heartbeat at once (op 1). */
    requestHeartbeat(shard?: number): void {
      for (const [, socket] of listening(shard)) send(socket, GatewayOpcodes.Heartbeat, null)
    },
    /** How many connections, or a shard's, are let in. */
    connections: (shard?: number) => listening(shard).length,
  }

  const listening = (shard?: number): [Session, WebSocket][] =>
    [...sessions].flatMap((session) =>
      session.socket && (shard ?? session.shard) === session.shard ? [[session, session.socket]] : [],
    )

  const leave = (session: Session, ended = false) => {
    session.socket = undefined
    if (ended) sessions.delete(session)
  }

  const send = (socket: WebSocket, op: GatewayOpcodes, d: unknown, event: object = {}) =>
    socket.send(JSON.stringify({ op, d, ...event }))

  const replay = ({ sent, socket }: Session, from: number) => {
    for (const [i, { t, d }] of sent.slice(from).entries())
      if (socket) send(socket, GatewayOpcodes.Dispatch, d, { t, s: from + i + 1 })
  }

  const record = (session: Session, t: string, d: unknown) => {
    session.sent.push({ t, d })
    replay(session, session.sent.length - 1)
  }

  const identify = (socket: WebSocket, payload: unknown) => {
    const [shard, shards] = [Number(at(payload, "d", "shard", 0) ?? 0), Number(at(payload, "d", "shard", 1) ?? 1)]
    if (!(shard >= 0 && shard < shards)) return socket.close(GatewayCloseCodes.InvalidShard)
    if (shards < gateway.shards) return socket.close(GatewayCloseCodes.ShardingRequired)
    gateway.identified++
    gateway.presence = at(payload, "d", "presence")
    for (const session of sessions) if (session.shard === shard && !session.socket) sessions.delete(session)
    const session: Session = { id: randomUUID(), shard, shards, sent: [], socket }
    sessions.add(session)
    const { guilds, ...ready } = options.ready()
    const own = guilds.filter((guild) => shardOf(guild.id, shards) === shard)
    record(session, GatewayDispatchEvents.Ready, {
      v: 10,
      ...ready,
      guilds: own.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${addressOf(server)}/resume`,
      shard: [shard, shards],
    })
    for (const guild of own) record(session, GatewayDispatchEvents.GuildCreate, guild)
  }

  const resume = (socket: WebSocket, payload: unknown) => {
    const refused = gateway.resumesRefused.shift()
    const session = [...sessions].find(({ id }) => id === at(payload, "d", "session_id"))
    if (session && refused === false) sessions.delete(session)
    if (!session || refused !== undefined) return send(socket, GatewayOpcodes.InvalidSession, refused ?? false)
    const sequence = Number(at(payload, "d", "seq"))
    if (!(sequence <= session.sent.length)) return socket.close(GatewayCloseCodes.InvalidSeq)
    gateway.resumed++
    session.socket = socket
    replay(session, sequence)
    record(session, GatewayDispatchEvents.Resumed, {})
  }

  const receive = (socket: WebSocket, payload: unknown) => {
    const op = at(payload, "op")
    if (op === GatewayOpcodes.Heartbeat) {
      gateway.heartbeats++
      send(socket, GatewayOpcodes.HeartbeatAck, null)
      return changed()
    }
    if (op === GatewayOpcodes.PresenceUpdate) {
      gateway.presence = at(payload, "d")
      return changed()
    }
    const refusal = gateway.refuseWith ?? refusalOf(payload, options.token)
    if (refusal !== undefined) return socket.close(refusal)
    if (op === GatewayOpcodes.Identify) identify(socket, payload)
    else if (op === GatewayOpcodes.Resume) resume(socket, payload)
    changed()
  }

  const verifyClient = (_: unknown, accept: (verdict: boolean) => void) =>
    void setTimeout(() => accept(true), gateway.handshakeMs)
  new WebSocketServer({ server, verifyClient }).on("connection", (socket, request) => {
    gateway.dialled.push(request.url ?? "")
    open.set(socket, request.socket)
    socket.on("message", (data) => receive(socket, JSON.parse(String(data))))
    socket.on("close", (code) => {
      gateway.closedWith.push(code)
      open.delete(socket)
      for (const session of sessions) if (session.socket === socket) leave(session, CLIENT_ENDS.includes(code))
      changed()
    })
    if (gateway.withoutHello > 0) gateway.withoutHello--
    else send(socket, GatewayOpcodes.Hello, { heartbeat_interval: gateway.heartbeatMs })
  })
  return gateway
}

/** A text frame that announces 100 bytes and brings ten. */
const PARTIAL_FRAME = Buffer.from([0x81, 100, ...Buffer.from('{"op":0,"d')])

/** Discord's own rule for which shard has a server. */
const shardOf = (guild: unknown, shards: number): number =>
  typeof guild === "string" ? Number((BigInt(guild) >> 22n) % BigInt(shards)) : 0

/** A server that this shard of so many has. */
export const guildOn = (shard: number, shards: number): string => String(BigInt(shards * 1_000 + shard) << 22n)

/** 4004 for a wrong token, 4014 for an intent that needs approval. */
function refusalOf(payload: unknown, token: string): number | undefined {
  if (at(payload, "d", "token") !== token) return 4004
  const intents = at(payload, "d", "intents")
  return intents !== undefined && (Number(intents) & ~INTENTS) !== 0 ? 4014 : undefined
}

/** Where the server listens, for a web socket. */
export function addressOf(server: HttpServer): string {
  const address = server.address()
  const origin = server instanceof SecureServer ? "wss://discord.test" : "ws://127.0.0.1"
  return typeof address === "object" && address ? `${origin}:${address.port}` : ""
}
