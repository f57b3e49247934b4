// The environment as people set it: defaults, values pasted with quotes, and every bad one named with its mend.

import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { readConfig, VARIABLES } from "../src/config.js"

const DISCORD = new URL("https://discord.com/api")
const DEFAULTS = {
  articles: "seeds",
  strictness: "balanced",
  proxyFor: expect.any(Function),
  owners: new Set(),
  data: "data",
  feedback: true,
  logLevel: "info",
}

describe("an environment that is right", () => {
  it("needs nothing: the seeds, the console, direct connections", () => {
    const { config, faults } = readConfig({})
    expect(faults).toEqual([])
    expect(config).toEqual(DEFAULTS)
    expect(config.proxyFor(DISCORD)).toBeUndefined()
  })

  it("reads every variable", () => {
    const { config, faults } = readConfig({
      ARTICLES: "/srv/报纸",
      STRICTNESS: "strict",
      SYNONYMS: "words/synonyms.txt",
      DICTIONARY: "words/dictionary.txt",
      DISCORD_TOKEN: "discord-token",
      DISCORD_GUILD_ID: "81384788765712384",
      DISCORD_API_BASE: "http://127.0.0.1:8080/api/",
      DISCORD_SHARDS: "0-2/8",
      TELEGRAM_TOKEN: "1:telegram-token",
      TELEGRAM_NAME: "湘阴报问报",
      TELEGRAM_API_ROOT: "http://127.0.0.1:8081/",
      TELEGRAM_WEBHOOK_URL: "https://wenbao.example.com/telegram",
      TELEGRAM_WEBHOOK_LISTEN: "127.0.0.1:8082",
      PROXY_URL: "socks5://127.0.0.1:1080",
      ADMINS: "telegram:12345, 81384788765712384；678",
      DATA: "/var/lib/wenbao",
      FEEDBACK: "Off",
      LOG_LEVEL: "debug",
    })
    expect(faults).toEqual([])
    expect(config).toEqual({
      articles: "/srv/报纸",
      strictness: "strict",
      synonyms: "words/synonyms.txt",
      dictionary: "words/dictionary.txt",
      discord: {
        token: "discord-token",
        guildId: "81384788765712384",
        apiBase: "http://127.0.0.1:8080/api",
        shards: { ids: [0, 1, 2], count: 8 },
      },
      telegram: {
        token: "1:telegram-token",
        name: "湘阴报问报",
        apiRoot: "http://127.0.0.1:8081",
        webhook: {
          url: new URL("https://wenbao.example.com/telegram"),
          listen: { port: 8082, host: "127.0.0.1" },
        },
      },
      proxy: new URL("socks5://127.0.0.1:1080"),
      proxyFor: expect.any(Function),
      owners: new Set(["telegram:12345", "discord:81384788765712384", "telegram:678"]),
      data: "/var/lib/wenbao",
      feedback: false,
      logLevel: "debug",
    })
  })

  it.each([
    ["double quotes", '"1:abc"'],
    ["single quotes", "'1:abc'"],
    ["white space and a Windows line end", "  1:abc\r\n"],
    ["a line end after the quotes", '"1:abc"\r'],
  ])("takes %s off a pasted value", (_, pasted) => {
    expect(readConfig({ TELEGRAM_TOKEN: pasted }).config.telegram).toEqual({ token: "1:abc" })
  })

  it("keeps quotation marks that do not pair", () => {
    expect(readConfig({ ARTICLES: "\"报'" }).config.articles).toBe("\"报'")
  })

  it.each(["", "   ", '""', "''"])("takes an empty value (%j) as not set", (empty) => {
    const names = [
      "ARTICLES",
      "DISCORD_TOKEN",
      "TELEGRAM_TOKEN",
      "PROXY_URL",
      "DATA",
      "FEEDBACK",
      "LOG_LEVEL",
      "DISCORD_GUILD_ID",
      "STRICTNESS",
    ]
    const { config, faults } = readConfig(Object.fromEntries(names.map((name) => [name, empty])))
    expect(faults).toEqual([])
    expect(config).toEqual(DEFAULTS)
  })

  it("takes one shard of several", () => {
    const { config } = readConfig({ DISCORD_TOKEN: "x", DISCORD_SHARDS: " 2 / 3 " })
    expect(config.discord?.shards).toEqual({ ids: [2], count: 3 })
  })

  it.each([
    ["https://wenbao.example.com/tg", {}, { port: 8080 }],
    ["https://wenbao.example.com:8443/tg", { PORT: "3000" }, { port: 3000 }],
    ["https://wenbao.example.com/tg", { PORT: "3000", TELEGRAM_WEBHOOK_LISTEN: "8082" }, { port: 8082 }],
    ["https://wenbao.example.com/tg", { TELEGRAM_WEBHOOK_LISTEN: "[::1]:8082" }, { port: 8082, host: "::1" }],
    ["https://localhost/tg", { PORT: "3000" }, { port: 3000 }],
    ["http://127.0.0.1:8090/tg", { PORT: "3000", TELEGRAM_API_ROOT: "http://127.0.0.1:8081" }, { port: 8090 }],
  ])("listens for the webhook %s, with %j, at %j", (url, env, listen) => {
    const { config, faults } = readConfig({ TELEGRAM_TOKEN: "1:abc", TELEGRAM_WEBHOOK_URL: url, ...env })
    expect(faults).toEqual([])
    expect(config.telegram?.webhook).toEqual({ url: new URL(url), listen })
  })

  it("takes a word in capitals", () => {
    const { config, faults } = readConfig({ LOG_LEVEL: "WARN", STRICTNESS: "Generous" })
    expect(config).toMatchObject({ logLevel: "warn", strictness: "generous" })
    expect(faults).toEqual([])
  })
})

it("all that .env.example shows is known, so that what is almost it can be told", () => {
  const shown = readFileSync(".env.example", "utf8").matchAll(/^# ([A-Z_]+)=/gmu)
  expect([...shown].map(([, name]) => name).filter((name = "") => !VARIABLES.includes(name))).toEqual([])
})

describe("a value that is wrong", () => {
  it.each([
    ["DISCORD_GUILD_ID", "我的服务器", "复制服务器 ID"],
    ["DISCORD_API_BASE", "discord.com/api", "https://discord.com/api"],
    ["DISCORD_API_BASE", "ftp://discord.com/api", "https://discord.com/api"],
    ["DISCORD_SHARDS", "4", "0-3/8"],
    ["DISCORD_SHARDS", "3-1/8", "0-3/8"],
    ["DISCORD_SHARDS", "8/8", "0-3/8"],
    ["TELEGRAM_API_ROOT", "api.telegram.org", "https://api.telegram.org"],
    ["TELEGRAM_NAME", "报".repeat(65), "最多 64 个"],
    ["TELEGRAM_WEBHOOK_URL", "wenbao.example.com", "https://wenbao.example.com/telegram"],
    ["TELEGRAM_WEBHOOK_URL", "http://wenbao.example.com/", "https://wenbao.example.com/telegram"],
    ["TELEGRAM_WEBHOOK_URL", "https://wenbao.example.com:8080/", "443、80、88 或 8443"],
    ["PROXY_URL", "7890", "http://127.0.0.1:7890"],
    ["PROXY_URL", "ftp://127.0.0.1:21", "socks5://127.0.0.1:1080"],
    ["HTTPS_PROXY", "proxy", "http://127.0.0.1:7890"],
    ["https_proxy", "proxy", "http://127.0.0.1:7890"],
    ["FEEDBACK", "no", "on、off"],
    ["LOG_LEVEL", "loud", "debug、info、warn、error"],
    ["STRICTNESS", "严格", "strict、balanced、generous"],
  ])("%s=%s is one fault that names it and says how to mend it", (name, value, mend) => {
    const { faults } = readConfig({ [name]: value })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(new RegExp(`^${name} `, "u"))
    expect(faults[0]).toContain(mend)
  })

  it("PORT is none of ours without a webhook, TELEGRAM_WEBHOOK_LISTEN always is", () => {
    expect(readConfig({ PORT: "x" }).faults).toEqual([])
    expect(readConfig({ TELEGRAM_WEBHOOK_LISTEN: "x" }).faults).toHaveLength(1)
  })

  it.each(["TELEGRAM_WEBHOOK_LISTEN", "PORT"])("%s, with a webhook, is a port", (name) => {
    for (const value of ["0", "65536", "http://127.0.0.1:8080", "8080/tcp", ":"]) {
      const { faults } = readConfig({ TELEGRAM_WEBHOOK_URL: "https://wenbao.example.com/", [name]: value })
      expect(faults).toEqual([expect.stringMatching(new RegExp(`^${name} 是.*127\\.0\\.0\\.1:8080`, "u"))])
    }
  })

  it("is left at its default, and the others are told of as well", () => {
    const { config, faults } = readConfig({ LOG_LEVEL: "loud", PROXY_URL: "7890", DISCORD_GUILD_ID: "x" })
    expect(config).toEqual(DEFAULTS)
    expect(faults).toHaveLength(3)
  })

  it("is told of without any token, and without the password of a proxy", () => {
    const { faults } = readConfig({
      DISCORD_TOKEN: "the-discord-token",
      TELEGRAM_TOKEN: "1:the-telegram-token",
      DISCORD_GUILD_ID: "x",
      DISCORD_API_BASE: "x",
      TELEGRAM_API_ROOT: "http//api.telegram.org/bot1:the-telegram-token",
      PROXY_URL: "htp://me:the-password@127.0.0.1:7890",
      LOG_LEVEL: "x",
    })
    expect(faults).toHaveLength(5)
    for (const secret of ["the-discord-token", "the-telegram-token", "the-password"])
      expect(faults.join("\n")).not.toContain(secret)
  })
})

describe("the proxy", () => {
  const proxyOf = (env: Record<string, string>, target = DISCORD) => readConfig(env).config.proxyFor(target)?.href

  it("is PROXY_URL before HTTPS_PROXY before https_proxy", () => {
    const [first, second, third] = ["http://one:1", "http://two:2", "http://three:3"]
    expect(proxyOf({ PROXY_URL: first, HTTPS_PROXY: second, https_proxy: third })).toBe("http://one:1/")
    expect(proxyOf({ HTTPS_PROXY: second, https_proxy: third })).toBe("http://two:2/")
    expect(proxyOf({ https_proxy: third })).toBe("http://three:3/")
  })

  it("may be written as host and port alone", () => {
    expect(proxyOf({ PROXY_URL: "127.0.0.1:7890" })).toBe("http://127.0.0.1:7890/")
    expect(proxyOf({ HTTPS_PROXY: "proxy.example:3128" })).toBe("http://proxy.example:3128/")
  })

  it.each(["http:", "https:", "socks5:", "socks5h:", "socks:"])("may speak %s", (protocol) => {
    expect(readConfig({ PROXY_URL: `${protocol}//127.0.0.1:1080` })).toMatchObject({ faults: [] })
  })

  it("is not used where NO_PROXY, before no_proxy, names the host", () => {
    const proxy = { PROXY_URL: "http://127.0.0.1:7890" }
    expect(proxyOf({ ...proxy, NO_PROXY: "discord.com" })).toBeUndefined()
    expect(proxyOf({ ...proxy, no_proxy: "discord.com" })).toBeUndefined()
    expect(proxyOf({ ...proxy, NO_PROXY: "example.com", no_proxy: "discord.com" })).toBe("http://127.0.0.1:7890/")
  })
})
