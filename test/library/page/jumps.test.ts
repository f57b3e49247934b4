import { expect, it } from "vitest"
import { split } from "../../../src/library/page/split.js"

const bodies = (page: string) =>
  split(page).map(({ headline, paragraphs }) => [headline, paragraphs.map(({ text }) => text)])

it("puts what a page carries over behind its beginning", () => {
  const page = `青溪县修通干渠
近日，青溪县石塘干渠全线修通，八个村的农田用上了渠水。
（下转第3版）
县图书馆延长开放时间
5月16日起，县图书馆每晚延长开放两小时，方便读者。
责编：何晓
（上接第1版）
管水员每天沿干渠巡查一遍，发现漏水马上修补。`
  expect(bodies(page)).toEqual([
    [
      "青溪县修通干渠",
      ["近日，青溪县石塘干渠全线修通，八个村的农田用上了渠水。", "管水员每天沿干渠巡查一遍，发现漏水马上修补。"],
    ],
    ["县图书馆延长开放时间", ["5月16日起，县图书馆每晚延长开放两小时，方便读者。"]],
  ])
})

it("leaves all in its place where a mark has no fellow", () => {
  const page = "青溪县修通干渠\n近日，青溪县石塘干渠全线修通，八个村的农田用上了渠水。\n（下转第3版）"
  expect(bodies(page)).toHaveLength(1)
})
