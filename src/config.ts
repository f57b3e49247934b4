// The environment, read once. Every fault is named with how to mend it.

import { DEFAULT_STRICTNESS, STRICTNESSES, type Strictness } from "./library/strictness.js"
import { type ProxyFor, proxyRule } from "./platforms/proxy.js"

export interface Config {
  /** Folder or file of articles. */
  articles: string
  /** How sure an answer must be to be offered. */
  strictness: Strictness
  /** The operator's own synonyms and dictionary, a file each. */
  synonyms?: string
  dictionary?: string
  discord?: { token: string; guildId?: string; apiBase?: string; shards?: { ids: number[]; count: number } }
  telegram?: {
    token: string
    name?: string
    apiRoot?: string
    webhook?: { url: URL; listen: { port: number; host?: string } }
  }
  /** Those who own the bot: `telegram:123`, `discord:123`. */
  owners: ReadonlySet<string>
  /** The proxy, if one is set, and which connections go through it. */
  proxy?: URL
  proxyFor: ProxyFor
  /** Folder for what is kept. */
  data: string
  /** Whether readers can rate answers. */
  feedback: boolean
  logLevel: LogLevel
}

const LOG_LEVELS = ["debug", "info", "warn", "error"] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

type Env = Readonly<Record<string, string | undefined>>

/** All that can be set. */
export const VARIABLES = [
  ...["ARTICLES", "STRICTNESS", "SYNONYMS", "DICTIONARY", "DATA", "FEEDBACK", "ADMINS", "LOG_LEVEL"],
  ...["DISCORD_TOKEN", "DISCORD_GUILD_ID", "DISCORD_API_BASE", "DISCORD_SHARDS"],
  ...[
    "TELEGRAM_TOKEN",
    "TELEGRAM_NAME",
    "TELEGRAM_API_ROOT",
    "TELEGRAM_WEBHOOK_URL",
    "TELEGRAM_WEBHOOK_LISTEN",
    "PORT",
  ],
  ...["PROXY_URL", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"],
]

/** The configuration and, a sentence each, what is wrong with it; what is wrong is left at its default. */
export function readConfig(env: Env): { config: Config; faults: string[] } {
  const faults: string[] = []
  const read = (name: string): string | undefined => {
    // People paste values with quotes and line ends around them.
    const value = env[name]?.trim().replace(/^(["'])(.*)\1$/u, "$2")
    return value === "" ? undefined : value
  }
  const url = (name: string, protocols: readonly string[]): URL | undefined => {
    const value = read(name)
    if (value === undefined) return undefined
    // `127.0.0.1:7890`, as people paste it, is an HTTP proxy.
    const whole = protocols === PROXIES && /^[\w.-]+:\d+$/u.test(value) ? `http://${value}` : value
    const parsed = URL.canParse(whole) ? new URL(whole) : undefined
    if (parsed && protocols.includes(parsed.protocol)) return parsed
    faults.push(
      `${name} 不是可用的地址。要写成 ${protocols.map((each) => `${each}//…`).join(" 或 ")} 的样子，例如 ${EXAMPLES[name]}。`,
    )
    return undefined
  }
  const discord = readDiscord(read, url, faults)
  const telegram = readTelegram(read, url, faults)
  const synonyms = read("SYNONYMS")
  const dictionary = read("DICTIONARY")
  const proxy = url("PROXY_URL", PROXIES) ?? url("HTTPS_PROXY", PROXIES) ?? url("https_proxy", PROXIES)
  return {
    config: {
      articles: read("ARTICLES") ?? "seeds",
      strictness: oneOf(STRICTNESSES, "STRICTNESS", read("STRICTNESS"), faults) ?? DEFAULT_STRICTNESS,
      ...(synonyms !== undefined && { synonyms }),
      ...(dictionary !== undefined && { dictionary }),
      ...(discord && { discord }),
      ...(telegram && { telegram }),
      ...(proxy && { proxy }),
      proxyFor: proxyRule(proxy, read("NO_PROXY") ?? read("no_proxy") ?? ""),
      owners: readOwners(read("ADMINS"), faults),
      data: read("DATA") ?? "data",
      feedback: oneOf(["on", "off"], "FEEDBACK", read("FEEDBACK"), faults) !== "off",
      logLevel: oneOf(LOG_LEVELS, "LOG_LEVEL", read("LOG_LEVEL"), faults) ?? "info",
    },
    faults,
  }
}

type Read = (name: string) => string | undefined
type ReadUrl = (name: string, protocols: readonly string[]) => URL | undefined

const WEB = ["https:", "http:"]
const PROXIES = ["http:", "https:", "socks5:", "socks:", "socks5h:"]
const EXAMPLES: Readonly<Record<string, string>> = {
  DISCORD_API_BASE: "https://discord.com/api",
  TELEGRAM_API_ROOT: "https://api.telegram.org",
  TELEGRAM_WEBHOOK_URL: "https://wenbao.example.com/telegram",
  PROXY_URL: "http://127.0.0.1:7890 或 socks5://127.0.0.1:1080",
  HTTPS_PROXY: "http://127.0.0.1:7890",
  https_proxy: "http://127.0.0.1:7890",
}

function readDiscord(read: Read, url: ReadUrl, faults: string[]): Config["discord"] {
  const token = read("DISCORD_TOKEN")
  const guildId = read("DISCORD_GUILD_ID")
  const apiBase = url("DISCORD_API_BASE", WEB)?.href.replace(/\/+$/u, "")
  if (guildId !== undefined && !/^\d+$/u.test(guildId))
    faults.push(
      "DISCORD_GUILD_ID 应当是一串数字。在 Discord 里打开 设置 → 高级 → 开发者模式，再右键服务器图标 → 复制服务器 ID。",
    )
  const shards = readShards(read("DISCORD_SHARDS"), faults)
  if (token === undefined) return undefined
  return {
    token,
    ...(guildId !== undefined && { guildId }),
    ...(apiBase !== undefined && { apiBase }),
    ...(shards && { shards }),
  }
}

/** `0-3/8`: shards 0 to 3 of 8; `2/8`: the one. */
function readShards(value: string | undefined, faults: string[]): { ids: number[]; count: number } | undefined {
  if (value === undefined) return undefined
  const [, from = "", to = from, of] = /^(\d{1,4})(?:-(\d{1,4}))?\/(\d{1,4})$/u.exec(value.replace(/\s/gu, "")) ?? []
  const [first, last, count] = [Number(from), Number(to), Number(of)]
  if (from !== "" && first <= last && last < count)
    return { ids: Array.from({ length: last - first + 1 }, (_, i) => first + i), count }
  faults.push(
    `DISCORD_SHARDS 是“${value}”，要写成 0-3/8 的样子：一共 8 片，这个进程管第 0 到第 3 片。不设就由问报自己分片。`,
  )
  return undefined
}

function readTelegram(read: Read, url: ReadUrl, faults: string[]): Config["telegram"] {
  const token = read("TELEGRAM_TOKEN")
  const apiRoot = url("TELEGRAM_API_ROOT", WEB)?.href.replace(/\/+$/u, "")
  // A self-hosted Bot API server takes any address.
  const webhook = url("TELEGRAM_WEBHOOK_URL", apiRoot === undefined ? ["https:"] : WEB)
  const listen = readListen(read, webhook, faults)
  if (webhook && apiRoot === undefined && !isPublic(webhook))
    faults.push(
      `TELEGRAM_WEBHOOK_URL 指着 ${webhook.protocol}//${webhook.host}，Telegram 只往 https 地址的 443、80、88 或 8443 端口送，例如 ${EXAMPLES.TELEGRAM_WEBHOOK_URL}。不设就由问报自己去取消息。`,
    )
  const name = read("TELEGRAM_NAME")
  if (name !== undefined && [...name].length > NAME_MOST)
    faults.push(`TELEGRAM_NAME 有 ${[...name].length} 个字，最多 ${NAME_MOST} 个。`)
  if (token === undefined) return undefined
  return {
    token,
    ...(name !== undefined && { name }),
    ...(apiRoot !== undefined && { apiRoot }),
    ...(webhook && listen && { webhook: { url: webhook, listen } }),
  }
}

/** core.telegram.org/bots/api#setmyname */
const NAME_MOST = 64

/** core.telegram.org/bots/webhooks: where Telegram brings updates to. */
const isPublic = ({ port }: URL): boolean => ["", "80", "88", "8443"].includes(port)

/** Where a webhook is listened for by default. Hosts of programs say which port with PORT. */
const LISTEN = "8080"

/**
 * Where a webhook is listened for: as TELEGRAM_WEBHOOK_LISTEN says, `8080`, or with one of this machine's addresses,
 * `127.0.0.1:8080`, `[::1]:8080`; at the webhook's own port where it is on this machine; else as PORT says.
 */
function readListen(read: Read, webhook: URL | undefined, faults: string[]) {
  const own = webhook && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u.test(webhook.hostname) ? webhook.port : ""
  const name = read("TELEGRAM_WEBHOOK_LISTEN") !== undefined ? "TELEGRAM_WEBHOOK_LISTEN" : "PORT"
  const value = (name === "PORT" && own) || read(name) || LISTEN
  const [, bracketed, plain, digits = ""] = /^(?:(?:\[([\da-f:]+)\]|([\w.-]+))?:)?(\d{1,5})$/iu.exec(value) ?? []
  const port = Number(digits)
  const host = bracketed ?? plain
  if (port > 0 && port < 65_536) return { port, ...(host !== undefined && { host }) }
  // Without a webhook PORT is none of ours.
  if (webhook || name !== "PORT")
    faults.push(`${name} 是“${value}”，要写成端口，如 ${LISTEN}，或带上本机的地址，如 127.0.0.1:${LISTEN}。`)
  return undefined
}

/** Ids of people, `telegram:123`, `discord:123`, or the number alone: Discord's have 17 digits and more, Telegram's fewer. */
function readOwners(value: string | undefined, faults: string[]): Set<string> {
  const owners = new Set<string>()
  for (const each of value?.split(/[\s,，、;；]+/u).filter(Boolean) ?? []) {
    const [, platform, id] = /^(?:(telegram|discord)[:：])?(\d{1,20})$/iu.exec(each) ?? []
    if (id !== undefined) owners.add(`${platform?.toLowerCase() ?? (id.length < 17 ? "telegram" : "discord")}:${id}`)
    else
      faults.push(
        `ADMINS 里的“${each}”看不懂。写数字编号，例如 telegram:123456789 或 discord:123456789012345678；发 /admin 给机器人，它会告诉你自己的编号。`,
      )
  }
  return owners
}

/** One of a few words, in capitals or not; undefined where it is not set or, which is a fault, another. */
function oneOf<Word extends string>(
  words: readonly Word[],
  name: string,
  value: string | undefined,
  faults: string[],
): Word | undefined {
  const word = words.find((each) => each === value?.toLowerCase())
  if (value !== undefined && word === undefined) faults.push(`${name} 是“${value}”，只能是 ${words.join("、")} 之一。`)
  return word
}
