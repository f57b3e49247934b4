// Many feeds over days: each when it is due, few at once, and the operator told once of each trouble.

import { stat } from "node:fs/promises"
import { describe, expect, it } from "vitest"
import { createFeedReader } from "../../../src/sources/feeds/apart.js"
import { pathOf } from "../../../src/sources/feeds/kept.js"
import { createPoller } from "../../../src/sources/feeds/poll.js"
import { LIXIAN, RUCHENG } from "../files.js"
import { rss } from "./feeds.js"
import { startPoller } from "./harness.js"
import { type Answer, type FeedServer, startFeedServer, validated } from "./server.js"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const BUILT = new URL("../../../dist/src/sources/feeds/worker.js", import.meta.url)

/** When each request came, in minutes of the test's clock from its beginning. */
async function timed(answer: Answer | ((minute: number) => Answer), milliseconds: number) {
  const [server, poller] = [await startFeedServer(), await startPoller()]
  const began = poller.clock.now
  const minutes: number[] = []
  server.serve("/", () => {
    const minute = (poller.clock.now - began) / MINUTE
    minutes.push(minute)
    return typeof answer === "function" ? answer(minute) : answer
  })
  await poller.run(async () => [`${server.url}/`], milliseconds)
  return { ...poller, minutes, address: `${server.url}/` }
}

const pauses = (minutes: readonly number[]) => minutes.slice(1).map((minute, i) => minute - (minutes[i] ?? 0))

describe("a feed is asked for", () => {
  it.each<[string, Answer, number]>([
    ["every quarter of an hour", { body: rss([LIXIAN]) }, 15],
    ["as seldom as it wants", { body: rss([LIXIAN], "<ttl>60</ttl>") }, 60],
    ["as seldom as its server wants", { headers: { "cache-control": "max-age=1800" }, body: rss([LIXIAN]) }, 30],
  ])("%s, a little later", async (_, answer, every) => {
    const { minutes } = await timed(answer, 6 * HOUR)
    expect(minutes[0]).toBe(0)
    expect(minutes.length).toBeGreaterThan((6 * 60) / (every * 1.1) - 1)
    for (const pause of pauses(minutes)) {
      expect(pause).toBeGreaterThanOrEqual(every)
      expect(pause).toBeLessThanOrEqual(every * 1.1 + 1)
    }
  })

  it("ever later while it fails, and as before when it is back", async () => {
    const { minutes } = await timed((minute) => (minute < 60 ? { status: 500 } : { body: rss([LIXIAN]) }), 3 * HOUR)
    expect(minutes.slice(0, 7)).toEqual([0, 1, 3, 7, 15, 31, 63])
    expect(
      pauses(minutes)
        .slice(6)
        .every((pause) => pause >= 15 && pause < 18),
    ).toBe(true)
  })

  it.each([
    ["7200", 429],
    ["7200", 503],
    ["Wed, 01 May 2024 02:00:00 GMT", 503],
  ])("no sooner than Retry-After: %s", async (after, status) => {
    const { minutes } = await timed({ status, headers: { "retry-after": after } }, 2 * HOUR + 1)
    expect(minutes).toEqual([0, 120])
  })

  it("never again where it is gone", async () => {
    const { minutes, said } = await timed({ status: 410 }, 48 * HOUR)
    expect(minutes).toEqual([0])
    expect(said).toEqual([{ level: "warn", text: expect.stringMatching(/410.*不再去取.*feeds\.txt/u) }])
  })

  it("after a new start when it is due, not before", async () => {
    const [server, { run, clock }] = [await startFeedServer(), await startPoller()]
    server.serve("/", validated(rss([LIXIAN]), { etag: '"abc"' }))
    const list = async () => [`${server.url}/`]
    await run(list, 5 * MINUTE)
    await run(list, 5 * MINUTE)
    expect(server.seen).toHaveLength(1)
    await run(list, 10 * MINUTE)
    expect(server.seen).toHaveLength(2)
    clock.now += 1
    await run(list, 5 * MINUTE)
    expect(server.seen).toHaveLength(2)
  })

  it("as usual where the clock was ahead when it was asked last", async () => {
    const [server, { run, clock }] = [await startFeedServer(), await startPoller()]
    server.serve("/", { body: rss([LIXIAN]) })
    clock.now += 1_000 * HOUR
    await run(async () => [`${server.url}/`], MINUTE)
    clock.now -= 1_000 * HOUR
    await run(async () => [`${server.url}/`], 20 * MINUTE)
    expect(server.seen).toHaveLength(2)
  })

  it("from the minute it is listed, and not any more when it is not", async () => {
    const [server, { run, clock, kept }] = [await startFeedServer(), await startPoller()]
    for (const path of ["/a", "/b"]) server.serve(path, { body: rss([LIXIAN]) })
    const began = clock.now
    await run(async () => (clock.now - began < HOUR ? [`${server.url}/a`] : [`${server.url}/b`]), 2 * HOUR)
    const asked = (path: string) => server.seen.filter((each) => each.path === path).length
    expect([asked("/a"), asked("/b")]).toEqual([4, 4])
    expect((await kept(`${server.url}/a`)).drafts).toHaveLength(1)
  })
})

it("four feeds at once are asked, and one that hangs holds up none of the others", async () => {
  const [server, { run }] = [await startFeedServer(), await startPoller({ timeout: 500 })]
  let open = 0
  let most = 0
  const paths = Array.from({ length: 12 }, (_, i) => `/${i}`)
  for (const path of paths)
    server.serve(path, {
      drip(response) {
        most = Math.max(most, ++open)
        if (path === "/0") return
        setTimeout(() => {
          open--
          response.end(rss([LIXIAN]))
        }, 20)
      },
    })
  await run(async () => paths.map((path) => server.url + path), MINUTE)
  expect(most).toBe(4)
  expect(server.seen.map(({ path }) => path).sort()).toEqual([...paths].sort())
})

describe("the operator is told", () => {
  async function said(answers: readonly Answer[]): Promise<string[]> {
    const [server, poller] = [await startFeedServer(), await startPoller()]
    let turn = 0
    server.serve("/", () => answers[turn++] ?? answers.at(-1) ?? {})
    // Until every answer was given: pauses are six hours at the most.
    while (turn < answers.length) await poller.run(async () => [`${server.url}/`], 24 * HOUR)
    return poller.said.map(({ level, text }) => `${level} ${text.replace(server.url, "")}`)
  }

  it("of a trouble once, of another one, and when it is over", async () => {
    const fine = { body: rss([LIXIAN]) }
    const lines = await said([{ status: 500 }, { status: 500 }, { status: 500 }, { status: 404 }, fine, fine])
    expect(lines).toEqual([
      "warn 订阅源 /：服务器出了错（500）。会接着试。收过的文章照用。",
      expect.stringMatching(/^warn .*404.*改 feeds\.txt/u),
      "info 订阅源 /：又取到了。",
    ])
  })

  it("nothing where nothing is wrong", async () => {
    expect(await said([{ body: rss([LIXIAN]) }, { body: rss([RUCHENG]) }])).toEqual([])
  })

  it("how to mend what can be mended", async () => {
    expect(await said([{ status: 401 }])).toEqual([expect.stringContaining("https://用户名:密码@主机/")])
    expect(await said([{ status: 403 }])).toEqual([expect.stringContaining("PROXY_URL")])
    expect(await said([{ body: "<html></html>" }])).toEqual([expect.stringContaining("是一个网页")])
  })

  it("of a bug, and the feed is asked for later", async () => {
    const [server, { run, said: lines }] = [await startFeedServer(), await startPoller()]
    server.serve("/", { body: rss([LIXIAN]) })
    const { run: failing, said: failed } = await startPoller({
      changed() {
        throw new TypeError("undefined is not a function")
      },
    })
    await failing(async () => [`${server.url}/`], 20 * MINUTE)
    expect(failed).toEqual([{ level: "error", text: expect.stringContaining("这是程序的错误") }])
    expect(server.seen.length).toBeLessThan(5)
    await run(async () => Promise.reject(new TypeError("no list")), 10 * MINUTE)
    expect(lines.every(({ level }) => level === "error")).toBe(true)
  })
})

describe("a stop", () => {
  async function stopped(server: FeedServer, options: Parameters<typeof startPoller>[0] = {}): Promise<string[]> {
    const { folder, said, changes } = await startPoller()
    const stop = new AbortController()
    const running = createPoller({
      ...{ folder, version: "1.2.3", fetch: (address, init) => fetch(address, init), now: Date.now },
      log: {
        info() {},
        warn: (text) => void said.push({ level: "warn", text }),
        error: (text) => void said.push({ level: "error", text }),
      },
      changed: (...change) => void changes.push(change),
      ...options,
    }).run(async () => [`${server.url}/`], stop.signal)
    while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    stop.abort()
    await running
    return said.map(({ text }) => text)
  }

  it("ends a download, and is no trouble", async () => {
    const server = await startFeedServer()
    server.serve("/", { drip() {} })
    expect(await stopped(server)).toEqual([])
  })

  it("ends the reading of a feed, and the pause between two", async () => {
    const server = await startFeedServer()
    server.serve("/", { body: rss([LIXIAN]) })
    expect(await stopped(server, { read: () => new Promise(() => {}) })).toEqual([])
    expect(await stopped(server)).toEqual([])
  })
})

describe("in a thread of its own", () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "${"文".repeat(1_000)}">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${"bcdefghij"[i]} "${`&${"abcdefghi"[i]};`.repeat(10)}">`).join("")}]>`

  it("a feed is read as here, one after the other", async () => {
    const [server, { poll, kept }] = [
      await startFeedServer(),
      await startPoller({ read: createFeedReader({ program: BUILT }) }),
    ]
    for (const path of ["/a", "/b"]) server.serve(path, { body: rss([path === "/a" ? LIXIAN : RUCHENG]) })
    await Promise.all(["/a", "/b"].map((path) => poll(server.url + path)))
    const { drafts } = await kept(`${server.url}/a`, `${server.url}/b`)
    expect(drafts.map(({ headline }) => headline)).toEqual([LIXIAN.headline, RUCHENG.headline])
  })

  it("a feed that makes the parser work for minutes is given up", async () => {
    const read = createFeedReader({ program: BUILT, most: 2_000 })
    const [server, { poll }] = [await startFeedServer(), await startPoller({ read })]
    server.serve("/", { body: `<rss version="2.0"><channel><title>${"<".repeat(200_000)}` })
    expect(await poll(`${server.url}/`)).toEqual({ trouble: { kind: "unusable", reason: "2 秒还没有读完" } })
  })

  it("entities that would become 10^12 characters are not expanded", async () => {
    const [server, { poll, folder }] = [await startFeedServer(), await startPoller()]
    const feed = rss([LIXIAN]).replace(/<\?xml.*\?>/u, bomb)
    server.serve("/", { body: feed.replaceAll("<![CDATA[", "&j;<![CDATA[") })
    expect(await poll(`${server.url}/`)).toEqual({ kept: 1, changed: 1 })
    expect((await stat(pathOf(folder, `${server.url}/`))).size).toBeLessThan(10_000)
  })

  it("an entity that names a file or another server is refused", async () => {
    const [server, { poll }] = [await startFeedServer(), await startPoller()]
    const declared = `<!DOCTYPE rss [<!ENTITY file SYSTEM "${server.url}/secret">]>`
    server.serve("/", {
      body: rss([LIXIAN])
        .replace(/<\?xml.*\?>/u, declared)
        .replace("<![CDATA[湘", "&file;<![CDATA[湘"),
    })
    expect(await poll(`${server.url}/`)).toMatchObject({
      trouble: { kind: "unusable", reason: expect.stringContaining("XML 写错了") },
    })
    expect(server.seen).toHaveLength(1)
  })
})
