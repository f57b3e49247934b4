// The gateway of the server next door: identify, heartbeat, dispatch, drop, resume.

import type { Server as HttpServer } from "node:http"
import { GatewayDispatchEvents, GatewayIntentBits, GatewayOpcodes } from "discord-api-types/v10"
import { type WebSocket, WebSocketServer } from "ws"
import { at } from "./rules.js"

export interface GatewayOptions {
  token: string
  /** What READY and the servers' own events carry. */
  ready: () => { user: object; application: object; guilds: { id: string }[] }
  /** Closes instead of letting in. */
  refuseWith?: number
}

/** The intents that need no approval and that this bot may ask for. */
const INTENTS = GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages

/** How long the client may keep silent; long, so that tests see no heartbeat but the ones they ask for. */
const HEARTBEAT_MS = 40_000

export function createGateway(server: HttpServer, options: GatewayOptions, changed: () => void) {
  const sockets = new Set<WebSocket>()
  const sent: { t: string; s: number; d: unknown }[] = []
  const gateway = {
    identified: 0,
    /** As the last identify had it. */
    presence: undefined as unknown,
    resumed: 0,
    /** The addresses that were dialled. */
    dialled: [] as string[],
    /** Closing codes the client used. */
    closedWith: [] as number[],
    refuseWith: options.refuseWith,

    dispatch(t: string, d: unknown): void {
      const event = { t, s: sent.length + 1, d }
      sent.push(event)
      for (const socket of sockets) socket.send(JSON.stringify({ op: GatewayOpcodes.Dispatch, ...event }))
    },
    /** Drops every connection with this code; without one, as a broken line does. */
    drop(code?: number): void {
      for (const socket of sockets) code === undefined ? socket.terminate() : socket.close(code)
      sockets.clear()
    },
    connections: () => sockets.size,
  }

  const letIn = (socket: WebSocket) => {
    sockets.add(socket)
    const { guilds, ...ready } = options.ready()
    gateway.dispatch(GatewayDispatchEvents.Ready, {
      v: 10,
      ...ready,
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: "session",
      resume_gateway_url: `${addressOf(server)}/resume`,
      shard: [0, 1],
    })
    for (const guild of guilds) gateway.dispatch(GatewayDispatchEvents.GuildCreate, guild)
  }

  const receive = (socket: WebSocket, payload: unknown) => {
    const op = at(payload, "op")
    if (op === GatewayOpcodes.Heartbeat) return socket.send(JSON.stringify({ op: GatewayOpcodes.HeartbeatAck }))
    const refusal = gateway.refuseWith ?? refusalOf(payload, options.token)
    if (refusal !== undefined) return socket.close(refusal)
    if (op === GatewayOpcodes.Identify) {
      gateway.identified++
      gateway.presence = at(payload, "d", "presence")
      letIn(socket)
    } else if (op === GatewayOpcodes.Resume) {
      gateway.resumed++
      sockets.add(socket)
      const missed = sent.filter(({ s }) => s > Number(at(payload, "d", "seq")))
      for (const event of missed) socket.send(JSON.stringify({ op: GatewayOpcodes.Dispatch, ...event }))
      gateway.dispatch(GatewayDispatchEvents.Resumed, {})
    }
    changed()
  }

  new WebSocketServer({ server }).on("connection", (socket, request) => {
    gateway.dialled.push(request.url ?? "")
    socket.on("message", (data) => receive(socket, JSON.parse(String(data))))
    socket.on("close", (code) => {
      gateway.closedWith.push(code)
      sockets.delete(socket)
      changed()
    })
    socket.send(JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: HEARTBEAT_MS } }))
  })
  return gateway
}

/** 4004 for a wrong token, 4014 for an intent that needs approval. */
function refusalOf(payload: unknown, token: string): number | undefined {
  if (at(payload, "d", "token") !== token) return 4004
  const intents = at(payload, "d", "intents")
  return intents !== undefined && (Number(intents) & ~INTENTS) !== 0 ? 4014 : undefined
}

/** Where the server listens, for a web socket. */
export function addressOf(server: HttpServer): string {
  const address = server.address()
  return typeof address === "object" && address ? `ws://127.0.0.1:${address.port}` : ""
}
