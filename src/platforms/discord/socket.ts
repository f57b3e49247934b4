// The gateway's socket. discord.js opens it with `ws` and lets nobody pass an agent, end it while it connects, or learn
// why it failed; so the class it takes from `ws` is replaced, before it loads, by one that looks up what its run wants.

import { AsyncLocalStorage } from "node:async_hooks"
import type { Agent } from "node:http"
import { createRequire } from "node:module"
import { Duplex } from "node:stream"
import { GatewayOpcodes } from "discord-api-types/v10"

/** What one run of the platform wants of every socket it opens. */
export interface Line {
  /** What carries a connection to this address; undefined for a direct one. */
  agentFor(address: URL): Agent | undefined
  /** Aborted when the run is over: open sockets end, and no more are opened. */
  over: AbortSignal
  /** Told of every connection that could not be made or broke. */
  failed(address: URL, error: Error): void
}

/** Runs what opens sockets; they find their line through it, later reconnects included. */
export const line = new AsyncLocalStorage<Line>()

/** The copy of `ws` that discord.js will load, wherever npm has put it. */
const require = createRequire(import.meta.url)
const ws: typeof import("ws") = createRequire(createRequire(require.resolve("discord.js")).resolve("@discordjs/ws"))(
  "ws",
)

/** A close code upon which @discordjs/ws leaves a shard at rest. */
const AT_REST = 4200

/** A dead line answers no closing handshake. `ws` would wait 30 seconds for one, and the shard with it. */
const GOODBYE_WITHIN_MS = 2_000
/** A gateway greets at once. discord.js would wait a minute for it, and then give the session up, which this does not. */
export const HELLO_WITHIN_MS = 10_000

/** A gateway's request for a heartbeat carries nothing: it takes fewer bytes than this. */
const LONGEST_REQUEST = 100
const HEARTBEAT_ASKED = new RegExp(`"op":${GatewayOpcodes.Heartbeat}[,}]`, "u")

/** A line that takes everything and says nothing. */
const silence = () => new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })

class GatewaySocket extends ws.WebSocket {
  constructor(address: string, protocols: string[], options: object) {
    const found = line.getStore()
    const agent = found?.agentFor(new URL(address))
    const nowhere = found?.over.aborted && { createConnection: silence }
    const patience = { closeTimeout: GOODBYE_WITHIN_MS }
    super(address, protocols, { ...options, ...patience, ...(agent && { agent }), ...nowhere })
    if (nowhere) setImmediate(() => this.#rest())
    else if (found) this.#hold(found, new URL(address))
  }

  /** A shard between two attempts cannot be stopped from outside (discord.js 14.28); its next attempt ends here. */
  #rest(): void {
    this.emit("close", AT_REST, Buffer.alloc(0))
    this.removeAllListeners()
    this.on("error", () => {})
    this.terminate()
  }

  #hold({ over, failed }: Line, address: URL): void {
    const end = () => this.terminate()
    over.addEventListener("abort", end)
    let greeting: NodeJS.Timeout | undefined
    this.once("open", () => {
      greeting = setTimeout(end, HELLO_WITHIN_MS)
    })
    this.once("message", () => clearTimeout(greeting))
    this.on("close", () => {
      clearTimeout(greeting)
      over.removeEventListener("abort", end)
    })
    this.on("message", (data) => {
      if (Buffer.isBuffer(data) && data.length <= LONGEST_REQUEST) this.#acknowledge(data.toString())
    })
    // discord.js drops its own listener when it destroys a shard that still connects; an error would then be thrown.
    this.on("error", (error) => failed(address, error))
  }

  /**
   * A heartbeat that the gateway asked for needs no acknowledgement. If its line died unacknowledged, discord.js (14.28)
   * would forget to stop the next heartbeat, and throw when that falls on a connection being opened.
   */
  #acknowledge(payload: string): void {
    if (!HEARTBEAT_ASKED.test(payload)) return
    setImmediate(() => this.emit("message", Buffer.from(`{"op":${GatewayOpcodes.HeartbeatAck}}`), false))
  }
}

Object.assign(ws, { WebSocket: GatewaySocket })

/** A socket of our own to a gateway's address, as discord.js would open it. */
export const openSocket = (address: URL, agent: Agent | undefined): InstanceType<typeof ws.WebSocket> =>
  new ws.WebSocket(new URL("?v=10&encoding=json", address), { ...(agent && { agent }) })
