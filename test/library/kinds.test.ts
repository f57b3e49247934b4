// What kind of answer a question asks for, and which clause holds one. Clauses are matched folded.

import { describe, expect, it } from "vitest"
import { askingAt } from "../../src/library/asking.js"
import { fold } from "../../src/library/fold.js"
import { kindOf } from "../../src/library/kinds.js"

describe("the words of a question tell the kind of its answer", () => {
  it.each([
    ["为什么小心翼翼", "reason", "由于坡度长", "现在路况好多了"],
    ["哪年创建成功", "year", "2018年成功创建", "食品安全工作成效显著"],
    ["这座塔建于哪个朝代", "era", "始建于明朝万历年间", "塔高七层"],
    ["哪个月开工建设", "day", "4月,投资20亿元的381亩金龙首开区开工建设", "总投资89亿元"],
    ["几号签约落地", "day", "中联重科新材料项目5月28日签约落地后", "明确2名县委常委分别联点推进"],
    ["几天完成拆迁", "span", "9天完成5栋商房屋拆迁", "四证齐发"],
    ["企业开工提前了多久", "span", "企业开工提前了5个月", "湘阴县相关工作人员十分给力"],
    ["张儒万今年多大年纪", "age", "今年58岁", "两季水稻高产丰收"],
    ["人社局几点上班", "clock", "上班时间为9时", "定期召开协调会议"],
    ["投诉电话是多少", "contact", "可拨打0738-4432315", "设置200个检测点"],
    ["什么时候开工", "when", "10月28日", "该项目建成后"],
    ["占比例多少", "share", "林地占全县的六成多,约62.5%", "山高坡陡"],
    ["完成进度排名第几", "rank", "完成进度排名全省第一", "超额完成恢复耕地1.3万亩"],
    ["投入了多少钱", "money", "投入180万在全市18个乡镇", "完成中大修工程3公里"],
    ["106国道 投资", "money", "该县投资1030万元", "106国道汝城县通往粤港澳大湾区的必经之路"],
    ["优质晚稻亩产多少公斤", "weight", "优质晚稻亩产650公斤", "较往年亩均增收近1000元"],
    ["国道有多长", "length", "完成中大修工程3公里", "该县投资1030万元"],
    ["流出面积是多少", "area", "流出面积0.94万亩", "完成进度排名全省第一"],
    ["澧县复耕多少亩", "quantity", "超额完成恢复耕地1.3万亩", "两季水稻高产丰收"],
    ["蔡津村恢复撂荒地多少亩", "quantity", "恢复撂荒地300余亩", "较往年亩均增收近1000元"],
    ["恢复了多少耕地", "quantity", "超额完成恢复耕地1.3万亩", "截至今年10月底"],
    ["湘阴高新区招聘了多少员工", "quantity", "招聘员工2868人", "协助企业融资6.5亿元"],
    ["李凡是哪家公司的总经理", "organisation", "湖南金诺动力设备制造有限公司总经理李凡说", "工期缩短300天"],
    ["汝城县长叫什么", "person", "县长刘世奇介绍", "铆足干劲"],
    ["县委书记是谁", "person", "湘阴县委书记李镇江说", "铆足干劲"],
    ["焦虹桥是什么职务", "person", "湘阴高新区管委会主任焦虹桥介绍", "逐日会商"],
    ["村里人说哪种语言", "language", "老人们多说湘语", "山地居多"],
    ["新校服是什么颜色", "colour", "新校服上衣为白色", "每人两套"],
    ["基地建在哪里", "place", "在桥头河建设基地", "实现源头可追溯"],
    ["哪部著作提到了它", "title", "史记里称《夏小正》传世", "流传至今"],
    ["这个办法又称什么", "called", "干部称之为一案双查", "限期解决"],
    ["怎么推进项目", "means", "通过制定目标书", "阔步前行"],
    ["一案双查是什么意思", "meaning", "既查处欠薪问题,即双查", "限期解决"],
    ["有哪些部门参与", "list", "积极携手城管、交通部门", "初冬时节"],
    ["路况变好了是哪条路", "thing", "盘山公路车来车往", "现在好多了"],
    ["“五个一”工作模式是什么", "definition", "即1名县级领导挂帅", "推动项目快速落地"],
    ["湘阴是否纳入强省会战略", "whether", "区域一体化未有进展", "处处跳动着高质量发展的音符"],
  ])("%s: %s", (question, name, holding, other) => {
    const kind = kindOf(fold(question))
    expect(kind?.name).toBe(name)
    expect(kind?.holds(fold(holding))).toBe(true)
    expect(kind?.holds(fold(other))).toBe(false)
  })

  it("no kind is guessed where the words do not tell", () => {
    expect(kindOf("澧县耕地")).toBeUndefined()
  })

  it("a value that the question has already is not the one asked for", () => {
    const kind = kindOf("2018年创建成功后,哪年又获先进")
    expect(kind?.holds("2018年成功创建省级农产品质量安全示范市")).toBe(false)
    expect(kind?.holds("2020年获省、娄底市食品安全工作先进单位")).toBe(true)
  })

  it("a run of digits or numerals as long as a page is gone through once", () => {
    for (const one of ["7", "千"]) expect(kindOf("渔民有多少人")?.holds(one.repeat(300_000))).toBe(false)
  })

  it("holding is told the same however often it is asked", () => {
    const kind = kindOf("澧县复耕多少亩")
    for (let i = 0; i < 3; i++) expect(kind?.holds(fold("1.3万亩"))).toBe(true)
  })
})

describe("the word that asks is found in its place", () => {
  it.each([
    ["湘阴县委书记是谁", "谁"],
    ["为什么小心翼翼", "为什么"],
    ["几内亚湾有多少个港口", "多少"],
    ["106国道投资", ""],
  ])("%s", (question, word) => {
    const { start, end } = askingAt(question)
    expect(question.slice(start, end)).toBe(word)
    expect(end).toBe(word === "" ? question.length : question.indexOf(word) + word.length)
  })
})
