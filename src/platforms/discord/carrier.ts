// What carries the gateway's connections through a proxy.

import type { Agent as HttpAgent } from "node:http"
import { agentOf, type ProxyFor } from "../proxy.js"

/** The agent for a gateway at this address, or undefined for a direct connection. */
export function agentFor(address: URL, proxyFor: ProxyFor): HttpAgent | undefined {
  // The rule speaks of web addresses; a proxy carries wss: as it carries https:.
  const proxy = proxyFor(new URL(address.href.replace(/^ws/u, "http")))
  return proxy && agentOf(proxy)
}
