// Which connections go through the proxy: NO_PROXY as other programs read it, and never this machine's own addresses.

import { describe, expect, it } from "vitest"
import { isSocks, proxyRule } from "../../src/platforms/proxy.js"

const PROXY = new URL("http://proxy.example:7890")
const goesThrough = (target: string, noProxy = "") => proxyRule(PROXY, noProxy)(new URL(target)) === PROXY

describe("a connection", () => {
  it.each(["https://discord.com/api", "wss://gateway.discord.gg", "https://api.telegram.org/bot1:x/getMe"])(
    "to %s goes through the proxy",
    (target) => {
      expect(goesThrough(target)).toBe(true)
    },
  )

  it("is direct where there is no proxy, whatever NO_PROXY says", () => {
    expect(proxyRule(undefined, "")(new URL("https://discord.com"))).toBeUndefined()
    expect(proxyRule(undefined, "*")(new URL("https://discord.com"))).toBeUndefined()
  })

  it.each([
    "http://localhost:8081",
    "http://LOCALHOST",
    "http://bot.localhost",
    "http://127.0.0.1:8081",
    "http://127.8.9.10",
    "http://[::1]:8081",
    "http://0.0.0.0:8081",
  ])("to this machine (%s) is never proxied", (target) => {
    expect(goesThrough(target)).toBe(false)
  })

  it.each(["http://localhost.example.com", "http://notlocalhost", "http://128.0.0.1", "http://127.example.com"])(
    "to another machine with a name like ours (%s) is",
    (target) => {
      expect(goesThrough(target)).toBe(true)
    },
  )
})

describe("NO_PROXY", () => {
  it.each([
    ["a host", "discord.com", "https://discord.com/api"],
    ["a host's subdomains", "discord.gg", "wss://gateway.discord.gg"],
    ["a suffix with a dot", ".discord.gg", "wss://gateway.discord.gg"],
    ["a suffix with a star", "*.discord.gg", "wss://gateway.discord.gg"],
    ["a host and port", "bots.example:8443", "https://bots.example:8443/api"],
    ["everything", "*", "https://api.telegram.org"],
    ["capitals", "Discord.COM", "https://discord.com"],
    ["an entry among others, with spaces", "example.com , discord.com,", "https://discord.com"],
    ["entries separated by spaces alone", "example.com discord.com", "https://discord.com"],
    ["an IP address", "10.0.0.8", "http://10.0.0.8:8081"],
  ])("exempts %s", (_, noProxy, target) => {
    expect(goesThrough(target, noProxy)).toBe(false)
  })

  it.each([
    ["another host that ends alike", "cord.com", "https://discord.com"],
    ["a host above the one named", "gateway.discord.gg", "wss://discord.gg"],
    ["another port", "bots.example:8443", "https://bots.example:9443"],
    ["anything where it is blank", " , ", "https://discord.com"],
  ])("does not exempt %s", (_, noProxy, target) => {
    expect(goesThrough(target, noProxy)).toBe(true)
  })
})

it.each([
  ["socks5://127.0.0.1:1080", true],
  ["socks5h://127.0.0.1:1080", true],
  ["socks://127.0.0.1:1080", true],
  ["http://127.0.0.1:7890", false],
  ["https://127.0.0.1:7890", false],
])("%s speaks SOCKS: %s", (proxy, socks) => {
  expect(isSocks(new URL(proxy))).toBe(socks)
})
