// `npm run check` and `npm start` with feeds, as a user runs them, before a server on this machine.

import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { expect, it } from "vitest"
import { folder, run, start } from "../program.js"
import { rss } from "../sources/feeds/feeds.js"
import { startFeedServer } from "../sources/feeds/server.js"
import { LIXIAN, RUCHENG } from "../sources/files.js"

it("check asks every feed once, says what it has or what is wrong, and the articles are there for the other tools", async () => {
  const server = await startFeedServer()
  server.serve("/rss.xml", { body: rss([LIXIAN, RUCHENG]) })
  server.serve("/page", { body: "<!doctype html><html><body>首页</body></html>" })
  const path = await folder({ "feeds.txt": `${server.url}/rss.xml 湘阴报\n${server.url}/page\nwww.example.com\n` })
  const env = { DATA: await folder({}) }
  const { code, out: said } = await run({ args: ["check", "--articles", path], env })
  expect(code).toBe(1)
  expect(said).toContain(`✓ ${path}：2 篇文章`)
  expect(said).toContain(`✓ 订阅源 ${server.url}/rss.xml：存着 2 篇，新的或改过的 2 篇。`)
  expect(said).toMatch(/✗ 订阅源 http:\/\/127\.0\.0\.1:\d+\/page：收到的不能用（是一个网页/u)
  expect(said).toMatch(/✗ feeds\.txt 第 3 行：“www\.example\.com”不是订阅源的地址/u)
  const asked = server.seen.length
  const { out } = await run({ args: ["ask", "--json", "--articles", path, "澧县恢复耕地多少亩"], env })
  const { answered, passages } = JSON.parse(out)
  expect([answered, passages[0].headline]).toEqual([true, LIXIAN.headline])
  expect(server.seen).toHaveLength(asked)
}, 60_000)

it("start asks the feeds beside answering, serves what they have, and stops at once", async () => {
  const server = await startFeedServer()
  server.serve("/rss.xml", { body: rss([LIXIAN]) })
  server.serve("/hangs", { drip() {} })
  const path = await folder({ "feeds.txt": `${server.url}/hangs\n${server.url}/rss.xml\n` })
  const data = await folder({})
  const { child, output, ended } = start({
    args: ["start", "--articles", path],
    env: { DATA: data, LOG_LEVEL: "debug" },
    open: true,
  })
  while (!output.err.includes("文章有变化：新增 1 篇")) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await readdir(join(data, "feeds"))).toHaveLength(1)
  child.stdin.end()
  expect(await ended).toMatchObject({ code: 0, err: expect.stringContaining("还没有取到过文章") })
})
