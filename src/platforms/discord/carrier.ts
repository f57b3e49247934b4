// What carries the bot's connections: an undici dispatcher for REST, an agent for the gateway.

import type { Agent as HttpAgent } from "node:http"
import { Agent, type Dispatcher } from "undici"
import type { ProxyFor } from "../proxy.js"

/** The dispatcher for REST calls to this address. The caller destroys it. */
export function dispatcherFor(_address: string, _proxyFor: ProxyFor): Dispatcher {
  return new Agent()
}

/** The agent for a gateway at this address, or undefined for a direct connection. */
export function agentFor(_address: URL, _proxyFor: ProxyFor): HttpAgent | undefined {
  return undefined
}
