// One GET of a feed: conditional, through redirects, bounded in time and size.

import { BlockList, isIP } from "node:net"
import { MEGABYTE } from "../reader.js"
import { retryAfterOf } from "./schedule.js"

/** The members of fetch that are used; a proxy, if there is one, is its affair. Redirects are not followed. */
export type Fetch = (
  address: string,
  init: { method: "GET"; redirect: "manual"; headers: Record<string, string>; signal: AbortSignal },
) => Promise<Answer>

interface Answer {
  status: number
  headers: { get(name: string): string | null }
  /** As it was before it was compressed. */
  body: AsyncIterable<Uint8Array> | null
}

export interface Request {
  address: string
  etag?: string | undefined
  lastModified?: string | undefined
  userAgent: string
  /** Milliseconds for all of it, and since 1970. */
  timeout: number
  now: number
  signal: AbortSignal
}

export type Response =
  | { kind: "unchanged"; cacheControl: string | null }
  | {
      kind: "changed"
      bytes: Uint8Array
      charset?: string
      /** Where it was in the end. */
      address: string
      etag?: string
      lastModified?: string
      cacheControl: string | null
    }
  | { kind: "failed"; failure: Failure; retryAfter?: number }

export type Failure =
  /** `code` as the system names it: ENOTFOUND, CERT_HAS_EXPIRED. */
  | { kind: "unreachable"; code: string }
  | { kind: "slow"; seconds: number }
  | { kind: "status"; status: number }
  | { kind: "redirects"; to: string }
  | { kind: "too-large"; most: number }

/** Bytes of a feed. */
const MOST = 20 * MEGABYTE
const REDIRECTS = 5
const ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"

/** What the server says. Rejects only where `signal` aborts, with its reason. */
export async function download(fetch: Fetch, request: Request): Promise<Response> {
  const { timeout, signal } = request
  const late = AbortSignal.timeout(timeout)
  try {
    return await followed(fetch, { ...request, signal: AbortSignal.any([signal, late]) })
  } catch (error) {
    signal.throwIfAborted()
    if (late.aborted) return { kind: "failed", failure: { kind: "slow", seconds: Math.ceil(timeout / 1_000) } }
    return { kind: "failed", failure: { kind: "unreachable", code: codeOf(error) } }
  }
}

async function followed(fetch: Fetch, request: Request): Promise<Response> {
  let address = request.address
  for (let hops = 0; ; hops++) {
    const { origin, ...asked } = requested(address, request)
    const answer = await fetch(asked.address, {
      ...{ method: "GET", redirect: "manual", headers: asked.headers, signal: request.signal },
    })
    const header = answer.headers.get("location")
    if (![301, 302, 303, 307, 308].includes(answer.status) || header === null)
      return responseOf(answer, asked.address, request.now)
    await discard(answer)
    const location = inUtf8(header)
    const next = URL.canParse(location, asked.address) ? new URL(location, asked.address) : undefined
    // A feed on the web has no business in the network that we are in.
    const isAstray = next && isOwn(next) && !isOwn(new URL(request.address))
    if (hops === REDIRECTS || !next || isAstray || !/^https?:$/u.test(next.protocol))
      return { kind: "failed", failure: { kind: "redirects", to: shownTarget(next, location) } }
    // A name and a password are for the server they were given for.
    if (next.origin === origin) next.username ||= new URL(address).username
    if (next.origin === origin) next.password ||= new URL(address).password
    address = next.href
  }
}

/** Where a redirect leads, without a name and password. */
const shownTarget = (next: URL | undefined, location: string): string =>
  (next?.username ? `${next.protocol}//${next.host}${next.pathname}` : location).slice(0, 200)

/** Addresses of this machine and of networks that are nobody else's (RFC 1918, 3927, 4193, 4291). */
const OWN = new BlockList()
for (const [network, prefix] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
  ["0.0.0.0", 8],
] as const)
  OWN.addSubnet(network, prefix, "ipv4")
for (const [network, prefix] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  OWN.addSubnet(network, prefix, "ipv6")

/** Whether an address says by itself that it is in our own network; names are not looked up. */
function isOwn({ hostname }: URL): boolean {
  const bare = hostname.replace(/^\[|\]$/gu, "")
  const family = isIP(bare)
  if (family === 0) return /(?:^|\.)(?:localhost|local|internal)$/iu.test(bare)
  return OWN.check(bare, family === 4 ? "ipv4" : "ipv6")
}

/** The address and headers of one request: fetch takes no address with a name and a password in it. */
function requested(address: string, { etag, lastModified, userAgent }: Request) {
  const url = new URL(address)
  const { origin, username, password } = url
  url.username = ""
  url.password = ""
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return {
    origin,
    address: url.href,
    headers: {
      "user-agent": userAgent,
      accept: ACCEPT,
      ...(etag !== undefined && { "if-none-match": etag }),
      ...(lastModified !== undefined && { "if-modified-since": lastModified }),
      ...(username !== "" && { authorization: `Basic ${Buffer.from(login).toString("base64")}` }),
    },
  }
}

async function responseOf(answer: Answer, address: string, now: number): Promise<Response> {
  const { status, headers } = answer
  const cacheControl = headers.get("cache-control")
  if (status !== 200) {
    await discard(answer)
    if (status === 304) return { kind: "unchanged", cacheControl }
    const retryAfter = retryAfterOf(headers.get("retry-after"), now)
    return { kind: "failed", failure: { kind: "status", status }, ...(retryAfter !== undefined && { retryAfter }) }
  }
  const bytes = await bytesOf(answer)
  if (!bytes) return { kind: "failed", failure: { kind: "too-large", most: MOST } }
  const [, charset] = /charset\s*=\s*"?([\w-]+)/iu.exec(headers.get("content-type") ?? "") ?? []
  const [etag, lastModified] = [headers.get("etag"), headers.get("last-modified")]
  return {
    ...{ kind: "changed", bytes, address, cacheControl },
    ...(charset !== undefined && { charset }),
    ...(etag !== null && { etag }),
    ...(lastModified !== null && { lastModified }),
  }
}

/** Undefined where there are too many; the rest is not waited for. */
async function bytesOf({ body }: Answer): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > MOST) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Leaves a body unread: it may never come. */
async function discard({ body }: Answer): Promise<void> {
  await body?.[Symbol.asyncIterator]().return?.()
}

/** A header in UTF-8, as servers write addresses in Chinese: fetch gives it byte by byte. */
const inUtf8 = (header: string): string => Buffer.from(header, "latin1").toString("utf8")

/** fetch says why in the cause of its error, or in the cause of that. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ("code" in error && typeof error.code === "string") return error.code
  return error.cause === undefined ? error.message : codeOf(error.cause)
}
