// feeds.txt as operators write it: what is right is taken, what is wrong is named by its line with its mend.

import { expect, it } from "vitest"
import { describeFault } from "../../../src/sources/faults.js"
import { parseFeedList, shownAddress } from "../../../src/sources/feeds/list.js"
import { gbk } from "../encodings.js"

it("has an address a line, named or not, blank lines and remarks", () => {
  const text =
    "\ufeff# 订阅源\r\n\r\nhttps://www.example.com/rss.xml\r\n  http://example.com/rss?id=3#top　湘阴报 要闻 \n＃ 不要的\n"
  expect(parseFeedList(Buffer.from(text), "feeds.txt")).toEqual({
    addresses: [
      { address: "https://www.example.com/rss.xml", line: 3 },
      { address: "http://example.com/rss?id=3", name: "湘阴报 要闻", line: 4 },
    ],
    faults: [],
  })
})

it("is read in any encoding that articles are", () => {
  const { addresses } = parseFeedList(
    gbk("# 我们报纸的要闻\nhttps://www.example.com/rss.xml 湘阴报的要闻\n"),
    "feeds.txt",
  )
  expect(addresses).toMatchObject([{ name: "湘阴报的要闻" }])
})

it.each([
  ["www.example.com/rss.xml", "不是订阅源的地址"],
  ["湘阴报 https://www.example.com/rss.xml", "“湘阴报”不是订阅源的地址"],
  ["feed://www.example.com/rss.xml", "不是订阅源的地址"],
  ["file:///etc/passwd", "不是订阅源的地址"],
  ["https://", "不是订阅源的地址"],
  ["https://a.example/rss.xml", "前面已经写过"],
])("a line %s costs itself, and says how to mend it", (line, mend) => {
  const { addresses, faults } = parseFeedList(`https://a.example/rss.xml\n${line}\nhttps://b.example/`, "报/feeds.txt")
  expect(addresses.map(({ address }) => address)).toEqual(["https://a.example/rss.xml", "https://b.example/"])
  expect(faults.map(describeFault)).toEqual([expect.stringMatching(/^报\/feeds\.txt 第 2 行：/u)])
  expect(faults.map(describeFault)[0]).toContain(mend)
})

it("an address is printed without the name and password in it", () => {
  expect(shownAddress("https://paper:secret@www.example.com/rss.xml")).toBe("https://www.example.com/rss.xml")
})
