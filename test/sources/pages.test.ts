// Pages as browsers save them from the CMS that Chinese newsrooms use: the article as it was printed, and nothing around it.

import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { html } from "../../src/sources/html.js"

interface Told {
  headline: string
  kicker?: string
  subtitle?: string
  date: string
  source: string | null
  url: string | null
  /** The first words of each paragraph; that it ends as it should is told by the last ones. */
  paragraphs: [from: string, to: string][]
  headings?: string[]
  captions?: string[]
}

const PAGES: Readonly<Record<string, Told>> = {
  "people.html": {
    headline: "云湖县：早稻育秧忙 机插面积超九成",
    date: "2023-03-16",
    source: "人民网-湖南频道",
    url: "http://hn.people.com.cn/n2/2023/0316/c336521-40338211.html",
    paragraphs: [
      ["“今年的秧盘", "一边说。"],
      ["据县农业农村局", "百分点。"],
      ["“育秧、机插", "陈国强说。"],
    ],
    captions: ["双溪镇育秧工厂里的秧盘。人民网记者 李明 摄"],
  },
  "xinhua.html": {
    headline: "云湖水库除险加固工程完工",
    date: "2023-03-17",
    source: "新华网",
    url: null,
    paragraphs: [
      ["新华社长沙3月17日电", "正常蓄水。"],
      ["云湖水库建于1958年", "老化。"],
      ["“水库能蓄满了", "刘春生说。"],
    ],
  },
  "rednet.html": {
    headline: "云湖县：百名干部驻村解难题",
    date: "2023-03-18",
    source: "红网云湖站",
    url: "https://hn.rednet.cn/content/646743/55/12345678.html",
    paragraphs: [
      ["红网时刻新闻3月18日讯", "村道上。"],
      ["今年以来", "办结367个。"],
      ["白沙村的路灯", "他说。"],
      ["下一步", "打分。"],
    ],
    headings: ["把问题当作业"],
    captions: ["图为驻村干部与村民一起安装路灯。"],
  },
  "media-center.html": {
    headline: "我县举行2023年“村晚”展演",
    date: "2023-01-12",
    source: "云湖融媒",
    url: null,
    paragraphs: [
      ["本网讯（记者 王秀兰）", "22个节目。"],
      ["花鼓戏《打铜锣》", "李淑贞说。"],
      ["据了解", "30万人次。"],
    ],
    captions: ["演出现场"],
  },
  "trs.html": {
    headline: "云湖县出台十条措施支持民营企业发展",
    date: "2023-05-06",
    source: "云湖县工业和信息化局",
    url: null,
    paragraphs: [
      ["近日，云湖县印发", "减负。"],
      ["措施明确", "给予补贴。"],
      ["县财政出资3000万元", "2.4亿元。"],
    ],
    headings: ["一、解决融资难"],
  },
  "founder.html": {
    headline: "“空心村”里建起共享菜园",
    kicker: "乡村振兴在行动",
    subtitle: "——石塘村盘活闲置宅基地见闻",
    date: "2023-06-08",
    source: "云湖日报",
    url: null,
    paragraphs: [
      ["6月5日，石塘村", "名牌。"],
      ["“这里原来是塌了的老屋", "2000元。"],
      ["石塘村常住人口", "农家乐。"],
    ],
  },
  "wordpress.html": {
    headline: "老渡口的最后一位摆渡人",
    date: "2023-07-02",
    source: "云湖故事",
    url: "https://story.example.com/archives/812",
    paragraphs: [
      ["七十三岁的许大年", "最后一个结。"],
      ["渡口最忙的时候", "走过。"],
      ["“水涨到第三级台阶", "都不开。”"],
      ["四十六年里", "一次事。"],
    ],
    headings: ["一天六十趟"],
    captions: ["许大年和他的渡船"],
  },
  "wechat.html": {
    headline: "明起停水！云湖城区这些地方注意",
    date: "2023-07-18",
    source: "云湖发布",
    url: "http://mp.weixin.qq.com/s?__biz=MzI0&mid=2247&idx=1&sn=ab12#rd",
    paragraphs: [
      ["因主供水管改造", "停水。"],
      ["东至云江大道", "1.8万户。"],
      ["请用户提前储水", "使用。"],
    ],
    headings: ["停水范围"],
    captions: ["施工人员正在焊接管道（县供水公司供图）"],
  },
  "discuz.html": {
    headline: "云江夜钓须知：禁渔期这些水域不能下竿",
    date: "2023-04-03",
    source: null,
    url: null,
    paragraphs: [
      ["3月10日起", "24时止。"],
      ["禁渔期内", "钓点进行。"],
      ["违规者将被", "执法大队。"],
    ],
  },
}

it.each(Object.entries(PAGES))(
  "%s",
  async (name, { paragraphs, headings = [], captions = [], kicker, subtitle, ...told }) => {
    const { drafts, faults } = await html.read(readFileSync(`test/sources/pages/${name}`), name)
    expect(faults).toEqual([])
    expect(drafts).toMatchObject([{ ...told, kicker: kicker ?? null, subtitle: subtitle ?? null, captions }])
    const [draft] = drafts
    expect(draft?.headings.map(({ text }) => text)).toEqual(headings)
    const texts = draft?.paragraphs.map(({ text }) => text) ?? []
    expect(
      texts.map((text, i) => [text.slice(0, paragraphs[i]?.[0].length), text.slice(-(paragraphs[i]?.[1].length ?? 1))]),
    ).toEqual(paragraphs)
  },
)
