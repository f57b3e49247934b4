import { describe, expect, it } from "vitest"
import { type Shape, shapeOf } from "../../../src/library/page/lines.js"

const CASES: [Shape, string, string[]][] = [
  [
    "byline",
    "whoever wrote or sent it, in the forms papers use",
    [
      "本报记者 周文 通讯员 吴小青",
      "新华社记者周文、李红",
      "（新华社记者 周文）",
      "记者周文 李红报道",
      "□ 本报记者 周文",
      "人民网记者 周文",
      "中国青年报·中青在线记者 周文",
      "新华社北京11月14日电（记者周文、李红）",
      "据新华社北京11月14日电",
      "本报讯",
      "来源：湖南日报",
      "周文 李小红 文/图",
      "周文 李小红",
      "（周文）",
      "文/本报记者 周文 图/李红",
    ],
  ],
  [
    "title",
    "headlines that begin as bylines and furniture do",
    [
      "记者节快乐",
      "记者走进贫困村",
      "新华社举行建社90周年座谈会",
      "中国广播电视台成立",
      "图书馆延长开放时间",
      "编辑部的故事",
      "摄影展在京开幕",
      "来源广泛的食品安全问题",
      "2023年工作展望",
      "通讯员之家成立",
      "李强 主持会议",
    ],
  ],
  [
    "caption",
    "pictures, by their credit or by saying so",
    [
      "湘阴高新区（由相关单位供图）",
      "图为管水员在巡查。",
      "工人在车间作业。新华社记者 周文 摄",
      "工人在车间作业。周文 摄",
      "▲村民在采摘油茶果",
    ],
  ],
  [
    "furniture",
    "what belongs to the page",
    [
      "第3版 要闻",
      "02版：综合新闻",
      "A02",
      "《湘阴报》（2022年11月14日 02 版）",
      "《 湘阴日报 》（ 2022年11月14日 03 版）",
      "2023年5月18日 星期四",
      "责任编辑：何晓",
      "（责任编辑：何晓）",
      "（下转第3版）",
      "（上接第1版）",
      "（完）",
      "————",
      "****",
      "2022-11-14 08:30 来源：新华网",
    ],
  ],
  ["head", "numbered section heads", ["一、强化责任落实", "（二）加强组织领导", "1.加强组织领导"]],
  [
    "body",
    "lines that are closed, cut off, quoted whole or refer back",
    [
      "五月的青溪，秧苗泛绿。",
      "“我们开群众会、党会、村民代表会",
      "“一个都不能少”",
      "该县紧扣上级部署督查交办",
      "服务打好“组合拳”，发展跑出“加速度”——",
      "近日，全县聘请河道保洁员三百余名",
      "记者：水从哪里来",
    ],
  ],
  ["subtitle", "a line that begins with a dash", ["——产业项目建设的“湘阴速度”", "—柳河县治水记"]],
]

describe("the shape of a line", () => {
  for (const [shape, what, texts] of CASES) {
    it(`${shape}: ${what}`, () => {
      expect(texts.filter((text) => shapeOf(text) !== shape)).toEqual([])
    })
  }
})
