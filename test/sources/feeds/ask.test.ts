// One feed asked over HTTP, by a server that does what newspapers' servers do.

import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises"
import type { ServerResponse } from "node:http"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { pathOf } from "../../../src/sources/feeds/kept.js"
import { freePort } from "../../program.js"
import { gbk } from "../encodings.js"
import { LIXIAN, RUCHENG } from "../files.js"
import { type Entry, rdf, rss } from "./feeds.js"
import { NOW, startPoller } from "./harness.js"
import { type Answer, startFeedServer, validated } from "./server.js"

const headlines = async (kept: Promise<{ drafts: { headline: string }[] }>) =>
  (await kept).drafts.map(({ headline }) => headline)

describe("a feed", () => {
  it("is kept, and asked by name only for what has changed since", async () => {
    const [server, { poll, kept, folder, clock }] = [await startFeedServer(), await startPoller()]
    const address = `${server.url}/rss.xml`
    server.serve("/rss.xml", validated(rss([LIXIAN, RUCHENG]), { etag: '"abc"' }))
    expect(await poll(address)).toEqual({ kept: 2, changed: 2 })
    const written = await readFile(pathOf(folder, address), "utf8")
    clock.now += 3_600_000
    expect(await poll(address)).toEqual({ kept: 2, changed: 0 })
    expect(server.seen.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"abc"'])
    expect(server.seen[0]?.headers).toMatchObject({ "user-agent": "wenbao/1.2.3 (+rss)" })
    expect(await readFile(pathOf(folder, address), "utf8")).toBe(written)
    expect((await stat(pathOf(folder, address))).mtimeMs).toBe(clock.now)
    expect(await headlines(kept(address))).toEqual([LIXIAN.headline, RUCHENG.headline])
  })

  it("that tells its time is asked for what is newer, by another run of the program too", async () => {
    const [server, { poll, again }] = [await startFeedServer(), await startPoller()]
    const modified = "Wed, 01 May 2024 00:00:00 GMT"
    server.serve("/", validated(rss([LIXIAN]), { "last-modified": modified }))
    await poll(`${server.url}/`)
    expect(await poll(`${server.url}/`, again())).toEqual({ kept: 1, changed: 0 })
    expect(server.seen[1]?.headers["if-modified-since"]).toBe(modified)
  })

  it("whose kept file somebody took away is asked for all again", async () => {
    const [server, { poll, folder, kept }] = [await startFeedServer(), await startPoller()]
    const address = `${server.url}/`
    server.serve("/", validated(rss([LIXIAN]), { etag: '"abc"' }))
    await poll(address)
    await rm(pathOf(folder, address))
    await poll(address)
    expect(await poll(address)).toEqual({ kept: 1, changed: 1 })
    expect(await headlines(kept(address))).toEqual([LIXIAN.headline])
  })

  it("keeps what it does not show any more, and has a corrected item once", async () => {
    const [server, { poll, kept, changes }] = [await startFeedServer(), await startPoller()]
    const address = `${server.url}/`
    const lixian: Entry = { ...LIXIAN, guid: "1", link: "http://a/1" }
    const rucheng: Entry = { ...RUCHENG, guid: "2", link: "http://a/2" }
    const corrected = { ...rucheng, paragraphs: ["更正：该县投资1030万元。"] }
    for (const entries of [[lixian], [rucheng, lixian], [corrected], [corrected]]) {
      server.serve("/", { body: rss(entries) })
      await poll(address)
    }
    expect(changes).toEqual([
      [address, 1],
      [address, 1],
      [address, 1],
    ])
    const { drafts } = await kept(address)
    expect(drafts.map(({ headline, paragraphs }) => [headline, paragraphs.at(-1)?.text])).toEqual([
      [RUCHENG.headline, "更正：该县投资1030万元。"],
      [LIXIAN.headline, LIXIAN.paragraphs.at(-1)],
    ])
  })

  it("is on disk before anybody is told", async () => {
    const server = await startFeedServer()
    server.serve("/", { body: rss([LIXIAN]) })
    const seen: Promise<string[]>[] = []
    const harness: Awaited<ReturnType<typeof startPoller>> = await startPoller({
      changed: (address) => void seen.push(headlines(harness.kept(address))),
    })
    await harness.poll(`${server.url}/`)
    expect(await Promise.all(seen)).toEqual([[LIXIAN.headline]])
  })

  it("has 5,000 items at most, of which the oldest go", async () => {
    const [server, { poll, kept }] = [await startFeedServer(), await startPoller()]
    const entries = (from: number, count: number) =>
      Array.from(
        { length: count },
        (_, i): Entry => ({
          ...{ headline: `第${from - i}号`, guid: String(from - i), paragraphs: ["正文。"] },
        }),
      )
    server.serve("/", { body: rss(entries(4_999, 5_000)) })
    await poll(`${server.url}/`)
    server.serve("/", { body: rss(entries(5_009, 10)) })
    expect(await poll(`${server.url}/`)).toEqual({ kept: 5_000, changed: 10 })
    const all = await headlines(kept(`${server.url}/`))
    expect([all[0], all.at(-1), all.length]).toEqual(["第5009号", "第10号", 5_000])
  }, 60_000)
})

describe("the way to a feed", () => {
  it.each([301, 302, 303, 307, 308])("goes on where %i points, to another host too", async (status) => {
    const [old, moved, { poll, kept }] = [await startFeedServer(), await startFeedServer(), await startPoller()]
    old.serve("/rss.xml", { status, headers: { location: "/new.xml" } })
    old.serve("/new.xml", { status, headers: { location: `${moved.url}/a/rss.xml` } })
    moved.serve("/a/rss.xml", { body: rss([{ ...LIXIAN, link: "1.html" }]).replace("http://www.example.com/", "") })
    expect(await poll(`${old.url}/rss.xml`)).toEqual({ kept: 1, changed: 1 })
    expect((await kept(`${old.url}/rss.xml`)).drafts[0]?.url).toBe(`${moved.url}/a/1.html`)
  })

  it("in Chinese is found", async () => {
    const [server, { poll }] = [await startFeedServer(), await startPoller()]
    server.serve("/", { status: 302, headers: { location: Buffer.from("/要闻.xml").toString("latin1") } })
    server.serve(encodeURI("/要闻.xml"), { body: rss([LIXIAN]) })
    expect(await poll(`${server.url}/`)).toEqual({ kept: 1, changed: 1 })
  })

  it.each(["/", "file:///etc/passwd", "data:text/xml,<rss/>", "http://"])(
    "that goes round, or to %s, ends",
    async (location) => {
      const [server, { poll }] = [await startFeedServer(), await startPoller()]
      server.serve("/", { status: 302, headers: { location } })
      expect(await poll(`${server.url}/`)).toEqual({ trouble: { kind: "redirects", to: location } })
      expect(server.seen.length).toBeLessThanOrEqual(6)
    },
  )

  it("carries the name and password of an address to its own server alone", async () => {
    const [server, other, { poll }] = [await startFeedServer(), await startFeedServer(), await startPoller()]
    server.serve("/", ({ headers }) =>
      headers.authorization ? { status: 302, headers: { location: "/b" } } : { status: 401 },
    )
    server.serve("/b", { status: 302, headers: { location: `${other.url}/c` } })
    other.serve("/c", { body: rss([LIXIAN]) })
    const address = server.url.replace("http://", "http://paper:s%40crit@")
    expect(await poll(`${address}/`)).toEqual({ kept: 1, changed: 1 })
    const basic = `Basic ${Buffer.from("paper:s@crit").toString("base64")}`
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([basic, basic])
    expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined])
  })
})

describe("a server that", () => {
  it.each([401, 403, 404, 410, 429, 500, 503])("refuses with %i is told so", async (status) => {
    const [server, { poll }] = [await startFeedServer(), await startPoller()]
    server.serve("/", { status, body: "<html>" })
    expect(await poll(`${server.url}/`)).toEqual({ trouble: { kind: "status", status } })
  })

  it("is not there is told so", async () => {
    const { poll } = await startPoller()
    expect(await poll(`http://127.0.0.1:${await freePort()}/`)).toEqual({
      trouble: { kind: "unreachable", code: "ECONNREFUSED" },
    })
  })

  it.each<[string, Answer]>([
    ["says nothing", { drip() {} }],
    ["stops in the middle", { drip: (response) => void response.write(rss([LIXIAN]).slice(0, 200)) }],
  ])("%s is not waited for", async (_, answer) => {
    const [server, { poll }] = [await startFeedServer(), await startPoller({ timeout: 300 })]
    server.serve("/", answer)
    expect(await poll(`${server.url}/`)).toEqual({ trouble: { kind: "slow", seconds: 1 } })
  })

  it.each<[string, Answer, object]>([
    [
      "breaks off what it said would be longer",
      {
        headers: { "content-length": "100000" },
        drip: (response) => void response.write(rss([LIXIAN]), () => response.destroy()),
      },
      { kind: "unreachable" },
    ],
    [
      "breaks off between two items",
      { body: rss([LIXIAN, RUCHENG]).replace(/<\/item>\n<item>.*$/su, "</item>") },
      { kind: "unusable", reason: "没有收完整，后面断了" },
    ],
    [
      "cuts what it compresses",
      { headers: { "content-encoding": "gzip" }, body: gzipSync(rss([LIXIAN, RUCHENG])).subarray(0, 500) },
      {},
    ],
  ])("%s gives nothing, rather than a part", async (_, answer, trouble) => {
    const [server, { poll, kept }] = [await startFeedServer(), await startPoller()]
    server.serve("/", answer)
    expect(await poll(`${server.url}/`)).toMatchObject({ trouble })
    expect((await kept(`${server.url}/`)).drafts).toEqual([])
  })

  it("compresses is read", async () => {
    const [server, { poll }] = [await startFeedServer(), await startPoller()]
    server.serve("/", { headers: { "content-encoding": "gzip" }, body: gzipSync(rss([LIXIAN])) })
    expect(await poll(`${server.url}/`)).toEqual({ kept: 1, changed: 1 })
    expect(server.seen[0]?.headers["accept-encoding"]).toContain("gzip")
  })

  it("speaks GBK, and says so in its header or its text, is read", async () => {
    const [server, { poll, kept }] = [await startFeedServer(), await startPoller()]
    server.serve("/a", { body: gbk(rdf([LIXIAN])) })
    server.serve("/b", { headers: { "content-type": "text/xml; charset=GBK" }, body: gbk(rss([LIXIAN])) })
    for (const path of ["/a", "/b"]) {
      await poll(server.url + path)
      expect(await headlines(kept(server.url + path))).toEqual([LIXIAN.headline])
    }
  })

  it.each<[string, Answer]>([
    ["never ends", { drip: (response) => void endless(response) }],
    [
      "sends little that becomes much",
      { headers: { "content-encoding": "gzip" }, body: gzipSync(Buffer.alloc(30 * 1024 * 1024, " ")) },
    ],
  ])("%s is cut off at 20 MB", async (_, answer) => {
    const [server, { poll }] = [await startFeedServer(), await startPoller()]
    server.serve("/", answer)
    expect(await poll(`${server.url}/`)).toMatchObject({ trouble: { kind: "too-large" } })
  })

  it.each([
    ["<!DOCTYPE html><html><head><title>404</title></head><body>页面不存在</body></html>", "是一个网页，不是订阅源"],
    [
      '<html><head><link rel="alternate" type="application/rss+xml" href="/rss/yw.xml"></head></html>',
      "是一个网页，不是订阅源；网页上说订阅源在 /rss/yw.xml",
    ],
    ["", "是空的"],
    ["{}", "不是 RSS、Atom 或 JSON Feed"],
  ])("answers 200 with what is no feed (%s) is told so, and what is kept stays", async (body, reason) => {
    const [server, { poll, kept }] = [await startFeedServer(), await startPoller()]
    server.serve("/", { body: rss([LIXIAN]) })
    await poll(`${server.url}/`)
    server.serve("/", { body })
    expect(await poll(`${server.url}/`)).toEqual({ trouble: { kind: "unusable", reason } })
    expect(await headlines(kept(`${server.url}/`))).toEqual([LIXIAN.headline])
  })
})

/** Writes as fast as it is read. */
function endless(response: ServerResponse): void {
  const chunk = Buffer.alloc(1024 * 1024, " ")
  const write = () => {
    if (!response.destroyed && response.write(chunk)) setImmediate(write)
  }
  response.on("drain", write).on("error", () => {})
  write()
}

describe("the disk", () => {
  it("with a damaged file costs what it held: it is put aside, told, and begun anew", async () => {
    const [server, { poll, folder, kept, said }] = [await startFeedServer(), await startPoller()]
    const address = `${server.url}/`
    server.serve("/", { body: rss([LIXIAN]) })
    for (const broken of ['{"address":', '{"items":[{"guid":1}]}', "null"]) {
      await mkdir(folder, { recursive: true })
      await writeFile(pathOf(folder, address), broken)
      expect(await kept(address)).toMatchObject({ drafts: [], faults: [{ kind: "kept-feed", code: "damaged" }] })
      const { poll: pollAnew, said: saidAnew, kept: keptAnew } = await startPoller({ folder })
      expect(await pollAnew(address)).toEqual({ kept: 1, changed: 1 })
      expect(await headlines(keptAnew(address))).toEqual([LIXIAN.headline])
      expect(saidAnew).toEqual([{ level: "warn", text: expect.stringContaining(".damaged") }])
      expect(await readFile(`${pathOf(folder, address)}.damaged`, "utf8")).toBe(broken)
    }
    expect(said).toEqual([])
    expect(await poll(address)).toEqual({ kept: 1, changed: 0 })
  })

  it("that takes nothing is told, and the feed is asked for all again", async () => {
    const [server, { folder }] = [await startFeedServer(), await startPoller()]
    await writeFile(folder, "a file, not a folder")
    const { poll, clock } = await startPoller({ folder: join(folder, "feeds") })
    server.serve("/", validated(rss([LIXIAN]), { etag: '"abc"' }))
    for (let turn = 0; turn < 2; turn++) {
      expect(await poll(`${server.url}/`)).toMatchObject({ trouble: { kind: "unwritten", code: "ENOTDIR" } })
      clock.now += 3_600_000
    }
    expect(server.seen.every(({ headers }) => headers["if-none-match"] === undefined)).toBe(true)
  })

  it("has a file for each feed, nothing half written, readable to its owner alone", async () => {
    const [server, { poll, folder }] = [await startFeedServer(), await startPoller()]
    for (const path of ["/a", "/b"]) {
      server.serve(path, { body: rss([LIXIAN]) })
      await poll(server.url + path)
    }
    const names = await readdir(folder)
    expect(names).toHaveLength(2)
    for (const name of names) {
      expect(name).toMatch(/^[0-9a-f]{16}\.json$/u)
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    }
    expect((await stat(join(folder, names[0] ?? ""))).mtimeMs).toBe(NOW)
  })
})

it("nothing that a server can answer does more than fail", async () => {
  const server = await startFeedServer()
  const { poll } = await startPoller({ timeout: 1_000 })
  const whole = rss([LIXIAN, RUCHENG])
  const body = fc.oneof(
    fc.constant(whole),
    fc.nat(whole.length).map((length) => whole.slice(0, length)),
    fc.string({ unit: "binary", maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          "<rss version='2.0'>",
          "<channel>",
          "<item>",
          "</item>",
          "<title>",
          "<![CDATA[",
          "]]>",
          "&#0;",
          "&x;",
          "<!DOCTYPE a [",
          "<feed xmlns='http://www.w3.org/2005/Atom'>",
          "</feed>",
          "</rss>",
          "<guid>__proto__</guid>",
          "<link>",
          "文",
        ),
        { maxLength: 30 },
      )
      .map((parts) => parts.join("")),
    fc.uint8Array({ maxLength: 300 }),
    fc.json().map((json) => `{"version":"https://jsonfeed.org/version/1.1","title":"t","items":${json}}`),
  )
  const header = fc.constantFrom(
    "",
    "0",
    "-1",
    "soon",
    "text/xml; charset=no-such",
    "x".repeat(2_000),
    "99999999999999",
    "gzip",
  )
  const answer = fc.record({
    status: fc.constantFrom(200, 200, 200, 204, 206, 304, 300, 301, 400, 404, 418, 429, 500, 503),
    headers: fc.dictionary(
      fc.constantFrom(
        "retry-after",
        "cache-control",
        "etag",
        "last-modified",
        "content-type",
        "location",
        "content-encoding",
      ),
      header,
    ),
    body,
  })
  await fc.assert(
    fc.asyncProperty(answer, async (each) => {
      server.serve("/", each)
      const asked = await poll(`${server.url}/`)
      expect("trouble" in asked || asked.kept >= 0).toBe(true)
    }),
    { numRuns: 300 },
  )
}, 60_000)
