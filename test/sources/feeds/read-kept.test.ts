// The articles of feeds as the library reads them: from disk alone, as those of any other file.

import { mkdir, mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { describe, expect, it } from "vitest"
import { describeFault } from "../../../src/sources/faults.js"
import { findFeeds } from "../../../src/sources/feeds/find.js"
import { pathOf } from "../../../src/sources/feeds/kept.js"
import { readArticles } from "../../../src/sources/read.js"
import { LIXIAN, RUCHENG, zip } from "../files.js"
import { encoded, rss } from "./feeds.js"
import { startPoller } from "./harness.js"
import { startFeedServer } from "./server.js"

async function folderOf(files: Record<string, string | Uint8Array>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "wenbao-"))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), content)
  }
  return root
}

/** Feeds that were polled: where they are kept, and their addresses. */
async function polled(...bodies: string[]) {
  const [server, poller] = [await startFeedServer(), await startPoller()]
  for (const [i, body] of bodies.entries()) {
    server.serve(`/${i}`, { body })
    await poller.poll(`${server.url}/${i}`)
  }
  const asked = server.seen.length
  return {
    feeds: poller.folder,
    addresses: bodies.map((_, i) => `${server.url}/${i}`),
    /** Whether the server was asked for anything more. */
    isUndisturbed: () => server.seen.length === asked,
  }
}

describe("a feeds.txt", () => {
  it("gives what is kept of its feeds, the newest first, where its address stands, without the network", async () => {
    const { feeds, addresses, isUndisturbed } = await polled(rss([LIXIAN, RUCHENG]))
    const root = await folderOf({ "报/feeds.txt": `# 我们的\n${addresses[0]} 湘阴报\n` })
    const { articles, faults, files } = await readArticles(root, { feeds })
    expect(faults).toEqual([])
    expect(files).toBe(1)
    expect(articles).toMatchObject(
      [LIXIAN, RUCHENG].map(({ headline, paragraphs }) => ({
        ...{ headline, file: join("报", "feeds.txt"), line: 2, date: "2022-11-14", source: "湘阴报" },
        id: expect.stringMatching(/^[0-9a-f]{10}$/u),
        paragraphs: paragraphs.map((text) => ({ text, line: 2 })),
      })),
    )
    expect(isUndisturbed()).toBe(true)
  })

  it("gives an article the id that the same article has in a file", async () => {
    const { feeds, addresses } = await polled(rss([RUCHENG]))
    const page = await folderOf({ "汝城.txt": [RUCHENG.headline, ...RUCHENG.paragraphs].join("\n\n") })
    const list = await folderOf({ "feeds.txt": addresses.join("\n") })
    const ids = await Promise.all(
      [page, list].map(async (root) => (await readArticles(root, { feeds })).articles[0]?.id),
    )
    expect(ids[0]).toBe(ids[1])
  })

  it("without a folder of feeds gives nothing but its faults, and is never read as a page", async () => {
    const root = await folderOf({
      "FEEDS.TXT": `${RUCHENG.paragraphs.join("\n")}\nhttps://www.example.com/rss.xml\n`,
      "汝城.txt": RUCHENG.paragraphs.join("\n\n"),
    })
    const { articles, faults } = await readArticles(root)
    expect(articles.map(({ file }) => file)).toEqual(["汝城.txt"])
    expect(faults).toMatchObject([
      { kind: "feeds", file: "FEEDS.TXT", line: 1 },
      { kind: "feeds", line: 2 },
    ])
  })

  it("whose feeds have not been fetched yet says what to do where there is nothing else to answer from", async () => {
    const list = { "feeds.txt": "https://www.example.com/rss.xml\n" }
    const feeds = join(await folderOf({}), "none")
    const { articles, faults } = await readArticles(await folderOf(list), { feeds })
    expect(articles).toEqual([])
    expect(faults.map(describeFault)).toEqual([expect.stringMatching(/^feeds\.txt：.*npm start.*npm run -s check/u)])
    const beside = await folderOf({ ...list, "汝城.txt": RUCHENG.paragraphs.join("\n\n") })
    expect((await readArticles(beside, { feeds })).faults).toEqual([])
  })

  it("may stand in several folders; a feed in two of them is in the libraries of both, and fetched once", async () => {
    const { feeds, addresses } = await polled(rss([LIXIAN]), rss([RUCHENG]))
    const [first = "", second = ""] = addresses
    const root = await folderOf({
      "a/feeds.txt": `${first}\n`,
      "b/feeds.txt": `${second}\n${first}\n`,
      "c.zip": zip({}),
    })
    const { articles } = await readArticles(root, { feeds })
    expect(articles.map(({ headline, file }) => [headline, file])).toEqual([
      [LIXIAN.headline, "a/feeds.txt"],
      [RUCHENG.headline, "b/feeds.txt"],
      [LIXIAN.headline, "b/feeds.txt"],
    ])
    expect(await findFeeds(root)).toEqual([first, second])
  })

  it("with two feeds of one article has it once, in full", async () => {
    const teaser = {
      ...LIXIAN,
      paragraphs: [LIXIAN.paragraphs[0]?.slice(0, 30) ?? ""],
      link: "https://www.example.com/2022/11/0.html",
    }
    const { feeds, addresses } = await polled(rss([teaser]), encoded([LIXIAN]))
    const { articles } = await readArticles(await folderOf({ "feeds.txt": addresses.join("\n") }), { feeds })
    expect(articles.map(({ paragraphs }) => paragraphs.length)).toEqual([LIXIAN.paragraphs.length])
  })

  it("with what is kept of one feed damaged or closed names it and gives the others", async () => {
    const { feeds, addresses } = await polled(rss([LIXIAN]), rss([RUCHENG]))
    const [first = ""] = addresses
    const root = await folderOf({ "feeds.txt": addresses.join("\n") })
    await writeFile(pathOf(feeds, first), '{"address"')
    const damaged = await readArticles(root, { feeds })
    expect(damaged.articles.map(({ headline }) => headline)).toEqual([RUCHENG.headline])
    expect(damaged.faults.map(describeFault)).toEqual([expect.stringContaining(first)])
    await mkdir(pathOf(feeds, `${first}x`))
    const { faults } = await readArticles(await folderOf({ "feeds.txt": `${first}x` }), { feeds })
    expect(faults).toMatchObject([{ kind: "kept-feed", code: "EISDIR" }, { kind: "no-articles" }])
  })
})

describe("the feeds of a folder", () => {
  it("are those of its lists that can be read; one that is no text has none", async () => {
    const root = await folderOf({
      "a/feeds.txt": "https://a.example/\nwww.b.example\n",
      "b/feeds.txt": Uint8Array.of(0xe4, 0xbd, 0xff, 0xff),
      "feeds.txt.bak": "https://c.example/\n",
    })
    expect(await findFeeds(root)).toEqual(["https://a.example/"])
    expect(await findFeeds(join(root, "a", "feeds.txt"))).toEqual(["https://a.example/"])
    expect(await findFeeds(join(root, "nowhere"))).toEqual([])
  })
})
