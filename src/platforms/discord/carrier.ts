// What carries the bot's connections: an undici dispatcher for REST, an agent for the gateway.

import type { Agent as HttpAgent } from "node:http"
import { SocksClient } from "socks"
import { Agent, buildConnector, type Dispatcher, ProxyAgent } from "undici"
import { agentOf, isSocks, type ProxyFor } from "../proxy.js"

/** The dispatcher for REST calls to this address. The caller destroys it. */
export function dispatcherFor(address: string, proxyFor: ProxyFor): Dispatcher {
  const proxy = proxyFor(new URL(address))
  if (!proxy) return new Agent()
  return isSocks(proxy) ? new Agent({ connect: throughSocks(proxy) }) : new ProxyAgent(proxy.href)
}

/** The agent for a gateway at this address, or undefined for a direct connection. */
export function agentFor(address: URL, proxyFor: ProxyFor): HttpAgent | undefined {
  // The rule speaks of web addresses; a proxy carries wss: as it carries https:.
  const proxy = proxyFor(new URL(address.href.replace(/^ws/u, "http")))
  return proxy && agentOf(proxy)
}

const SOCKS_PORT = 1080

/** undici knows HTTP proxies only: this opens the connection through SOCKS5 and lets undici put TLS on it. */
function throughSocks(proxy: URL): buildConnector.connector {
  const secure = buildConnector({})
  return (options, callback) => {
    const destination = { host: options.hostname, port: Number(options.port) || defaultPort(options.protocol) }
    SocksClient.createConnection({ command: "connect", destination, proxy: socksProxy(proxy) }).then(
      ({ socket }) =>
        options.protocol === "https:" ? secure({ ...options, httpSocket: socket }, callback) : callback(null, socket),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    )
  }
}

const defaultPort = (protocol: string): number => (protocol === "https:" ? 443 : 80)

const socksProxy = ({ hostname, port, username, password }: URL) => ({
  host: hostname,
  port: Number(port) || SOCKS_PORT,
  type: 5 as const,
  ...(username && { userId: decodeURIComponent(username), password: decodeURIComponent(password) }),
})
