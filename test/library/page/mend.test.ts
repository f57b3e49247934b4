import { describe, expect, it } from "vitest"
import { readLines } from "../../../src/library/page/lines.js"
import { mend } from "../../../src/library/page/mend.js"

const mended = (text: string) => mend(readLines(text)).map((line) => line.text)

describe("a paragraph that breaks", () => {
  it("goes on in a line that begins with a mark", () => {
    expect(mended("柳河县新建污水管网96公里\n，整治排污口217个。")).toEqual([
      "柳河县新建污水管网96公里，整治排污口217个。",
    ])
  })

  it("goes on in the fragment that an open 的 waits for", () => {
    const page = "全县推动项目快速落地，逐日会商、逐周调度，解决制约项目建设的\n\n瓶颈问题。"
    expect(mended(page)).toEqual(["全县推动项目快速落地，逐日会商、逐周调度，解决制约项目建设的瓶颈问题。"])
  })

  it("goes on across a word that the page uses elsewhere", () => {
    const page =
      "水质监测显示，柳河水质稳定。\n五年前河水发黑，群众意见很大，县里下决心开展水质监\n测和治理，三年投入两亿元。"
    expect(mended(page)).toHaveLength(2)
  })

  it("goes on in the line that alone has no indent", () => {
    const page =
      "　　柳河县治水五年，成效明显。\n　　鱼翔浅底，步道绕河，散步的人\n络绎不绝，笑语欢声。\n　　下一步，治理还将继续。\n　　全县河长制不断完善。\n　　群众都说好。\n　　治理没有终点。"
    expect(mended(page)).toContain("鱼翔浅底，步道绕河，散步的人络绎不绝，笑语欢声。")
  })
})

describe("a paragraph that is cut off", () => {
  it("does not run into the paragraph that follows", () => {
    const page =
      "目前全市共有72家农业规模生\n近年来，涟源市深入贯彻落实各项要求，以创建食品安全示范市为抓手，精准施策。"
    expect(mended(page)).toHaveLength(2)
  })

  it("does not run into the headline that follows", () => {
    const page = "组织专业施工队铲除老排污口，对沿线的\n\n汝城县除患消疾铺就优质路网\n\n106国道汝城段车来车往。"
    expect(mended(page)).toHaveLength(3)
  })

  it("does not run into what follows when it is whole", () => {
    expect(mended("服务打好组合拳，发展跑出加速度——\n4月，金龙首开区开工建设；")).toHaveLength(2)
  })
})
