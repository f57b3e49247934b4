// What carries the connections of undici, REST and feeds, through a proxy where the rule says so.

import { SocksClient } from "socks"
import { Agent, buildConnector, type Dispatcher, fetch, ProxyAgent, type RequestInit } from "undici"
import { isSocks, type ProxyFor } from "./proxy.js"

/** The dispatcher for calls to this address. The caller destroys it. */
export function dispatcherFor(address: string, proxyFor: ProxyFor): Dispatcher {
  const proxy = proxyFor(new URL(address))
  return proxy ? dispatcherThrough(proxy) : new Agent()
}

const dispatcherThrough = (proxy: URL): Dispatcher =>
  isSocks(proxy) ? new Agent({ connect: throughSocks(proxy) }) : new ProxyAgent(proxy.href)

/** fetch, each address through the proxy that the rule names for it, or directly. */
export function fetchThrough(proxyFor: ProxyFor) {
  const direct = new Agent()
  const proxied = new Map<string, Dispatcher>()
  const through = (proxy: URL): Dispatcher => {
    const dispatcher = proxied.get(proxy.href) ?? dispatcherThrough(proxy)
    proxied.set(proxy.href, dispatcher)
    return dispatcher
  }
  return (address: string, init: Omit<RequestInit, "dispatcher">) => {
    const proxy = proxyFor(new URL(address))
    return fetch(address, { ...init, dispatcher: proxy ? through(proxy) : direct })
  }
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
