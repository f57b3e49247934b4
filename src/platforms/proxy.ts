// Which proxy a connection goes through, and what carries it there. One rule for every platform, REST and gateway.

import type { Agent } from "node:http"
import { HttpsProxyAgent } from "https-proxy-agent"
import { SocksProxyAgent } from "socks-proxy-agent"

/** The proxy for a connection to this address, or undefined for a direct one. Decided once by the configuration. */
export type ProxyFor = (target: URL) => URL | undefined

/** This machine's own addresses are never proxied. */
const LOCAL = /^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0)$/iu

/**
 * A rule from a proxy's address and the usual `NO_PROXY` list: host names, `.suffix`, `host:port`, or `*`, separated
 * by commas. Without an address every connection is direct.
 */
export function proxyRule(proxy: URL | undefined, noProxy: string): ProxyFor {
  const except = noProxy
    .split(/[\s,]+/u)
    .filter(Boolean)
    .map((entry) => entry.toLowerCase().replace(/^\*?\./u, "."))
  const direct = ({ hostname, host }: URL) =>
    LOCAL.test(hostname) ||
    except.some((entry) => entry === "*" || entry === hostname || entry === host || isUnder(hostname, entry))
  return (target) => (proxy && !direct(target) ? proxy : undefined)
}

const isUnder = (hostname: string, entry: string) => hostname.endsWith(entry.startsWith(".") ? entry : `.${entry}`)

/** Whether a proxy speaks SOCKS; otherwise it is asked to CONNECT. */
export const isSocks = (proxy: URL): boolean => proxy.protocol.startsWith("socks")

/** What carries Node's own connections, web sockets among them, through a proxy. */
export const agentOf = (proxy: URL): Agent =>
  isSocks(proxy)
    ? new SocksProxyAgent(resolving(proxy), { keepAlive: true })
    : new HttpsProxyAgent(proxy, { keepAlive: true })

/** The proxy as one that looks names up itself: where one is needed, names that are looked up here are often wrong. */
const resolving = ({ href }: URL): string => href.replace(/^socks5?:/u, "socks5h:")
