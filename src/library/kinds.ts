// What kind of answer a question asks for, told by its words, and what such an answer looks like in a sentence.
// All patterns read folded text.

import { SURNAMES } from "./surnames.js"
import { isWord } from "./terms.js"

export interface Kind {
  name: KindName
  looks: Looks
  /** Whether this text holds something of the kind that the question does not have already. */
  holds(text: string): boolean
}

/**
 * How far an answer can be told by its looks: a value by its form (1.3万亩, 2018年), a name half so (桥头河, 李镇江), a
 * statement only by words that announce one (由于, 通过).
 */
export type Looks = "value" | "name" | "statement"

interface Rule {
  name: string
  looks: Looks
  /** The words of a question that ask for it. */
  cue: RegExp
  /** What an answer looks like; it counts only where the question does not have it. */
  form?: RegExp | ((question: string) => RegExp)
  /** The words that announce an answer, whether the question has them or not. */
  sign?: RegExp
}

// Bounded: in a run of thousands of digits or numerals an open end would be tried from every place to every other.
const DIGITS = "\\p{Nd}{1,15}(?:\\.\\p{Nd}{1,8})?"
const NUMERALS = "[零〇一二两三四五六七八九十百千半]{1,15}"
const SCALE = "[十百千万亿多余几来]{0,6}"
const amount = (units: string): RegExp => new RegExp(`(?:${DIGITS}|${NUMERALS})${SCALE}(?:${units})`, "gu")

const YEAR =
  /\p{Nd}{2,4}年|\p{Nd}{4}(?=[-~—至])|[〇零一二三四五六七八九]{4}年|[今去前明]年|[元一二三四五六七八九十]{1,3}年(?![来间内后级度])/gu
const DAY =
  /(?:\p{Nd}{1,2}|[一二三四五六七八九十]{1,3})月(?:(?:\p{Nd}{1,2}|[一二三四五六七八九十]{1,3})[日号]|[上中下]旬|底|初)?|\p{Nd}{1,2}[日号]|(?:星期|周)[一二三四五六日]|除夕|\p{Script=Han}{1,2}节/gu
const WHEN = new RegExp(
  `${YEAR.source}|${DAY.source}|世纪|[早晚]上|上午|中午|下午|凌晨|近日|目前|\\p{Nd}{1,2}时|时期|年代|\\p{Script=Han}朝|初年|末年`,
  "gu",
)
const ERA = /世纪|年代|时[期代]|[夏商周秦汉晋隋唐宋元明清魏]朝?|\p{Script=Han}朝|王朝|民国/gu
/** 180万 alone is money too: folded, a number of five digits or more that counts nothing else. */
const MONEY = amount(
  "元|美元|欧元|英镑|日元|港元|港币|人民币|块|(?<=\\p{Nd}{5})(?![\\p{Nd}.亩人吨个户名斤公平立头只件株条米])|两",
)
const LENGTH = amount("米|公里|千米|厘米|公分|毫米|公尺|英尺|英里|里|尺|丈|海里|光年|层|m|km|cm|mm")
const AREA = amount("亩|公顷|平方|英亩|顷|坪|hm|km")
const WEIGHT = amount("公斤|千克|斤|克|吨|磅|kg|g")
const SPAN = amount("个?(?:年|月|日|天|夜|周|星期|小时|分钟|秒|世纪|季|届)")
const AGE = new RegExp(`${amount("周?岁").source}|年仅|享年|出生|生于`, "gu")
const CLOCK = /\p{Nd}{1,2}(?:[时点]|:\p{Nd}{2})|[一二三四五六七八九十]{1,3}[时点]|凌晨|清晨|[上中下]午|傍晚|晚上/gu
const CONTACT = /\p{Nd}{5,}|\p{Nd}{3,4}-\p{Nd}{5,}/gu
const PLACE =
  /\p{Script=Han}{2}(?:省|市|县|区|镇|乡|村|州|岛|山|河|湖|江|港|路|街|道|站|国|城|洲|洋|海|园|基地|大学|学院|学校|中心|医院|公司|[东南西北中]部|半岛|流域|地区)|[东南西北]部|中国|美国|英国|法国|日本|德国|台湾|香港/gu
const ORGANISATION =
  /[\p{Script=Han}a-z]{2}(?:公司|集团|银行|[学大][院校学]|中学|小学|报社?|电视台?|电台|出版社|协会|学会|基金会|委员会?|[党局厅署院厂社会队台军]|部(?![室分署])|研究[所院]|组织|机构|政府|俱乐部|联盟|中心)/gu
/** What one person at a time is. */
const POST =
  "书记|[县市省镇乡村区州]长|主任|主席|总理|总统|总裁|经理|董事长|老板|局长|部长|会长|院长|校长|馆长|行长|厂长|司令|队长"
const OFFICE = `${POST}|教授|记者|先生|女士|导演|作者|创始人|负责人|村民|国王|皇帝|将军|[帝王]|[某氏]`
const PERSON = new RegExp(
  `${OFFICE}|(?<!\\p{Script=Han})\\p{Script=Han}{2,4}(?:说|表示|介绍)|\\p{Script=Han}·\\p{Script=Han}|[${SURNAMES}]\\p{Script=Han}{1,2}`,
  "gu",
)
const TITLE = /《[^》]+》|「[^」]+」|『[^』]+』|“[^”]+”|"[^"]+"/gu
const LANGUAGE = /\p{Script=Han}[语文话](?!化|明|学|献|章|件|物)/gu
const COLOUR = /[红橙黄绿青蓝紫黑白灰棕褐金银粉](?:色|$|[色至或、,褐红黄绿])|色/gu
const SHARE = /百分之|\p{Nd}\s*[%‰]|分之|[一二三四五六七八九]成|一?半/gu
const RANK = /第\s?(?:\p{Nd}+|[一二三四五六七八九十百]+)|首位|首个|最|冠军|亚军|季军|倒数|之首|榜首/gu

/** `哪条路`, `什么奖`: the class of what is asked for. */
const CLASS =
  /(?:什么|哪[一两几三]?(?:[个种条项座类支场次位届级门]|(?=\p{Script=Han})))(?<of>(?![的样时是被在会])\p{Script=Han}{1,2})/u

/**
 * The kinds in the order they are tried: the first whose cue the question has decides. A cue with a unit or a class in
 * it comes before one without.
 */
const KINDS = [
  {
    name: "reason",
    looks: "statement",
    cue: /为[什甚]么|为何|为啥|何以|什么原因|原因[是为]|怎么会|缘何|为了什么|因何|缘故|目的(?!地)/u,
    sign: /因|由于|所以|故|为了|缘于|导致|鉴于|使|从而|出于|为避免|以便|目的|令|由此|才能/u,
  },
  { name: "year", looks: "value", cue: /哪[一]?年|何年|几几年|哪个?年份|年份/u, form: YEAR },
  {
    name: "era",
    looks: "name",
    cue: /[哪几何](?:一?个)?(?:世纪|朝代?|年代|时代|时期|王朝)|什么(?:朝代|年代|时代|时期)/u,
    form: ERA,
  },
  {
    name: "day",
    looks: "value",
    cue: /几月|几[号日](?!线)|哪[一]?[天月日]|哪[一几]?个月|何月|何日|什么日子|日期|星期几|哪个节日|什么节/u,
    form: DAY,
  },
  {
    name: "span",
    looks: "value",
    cue: /多久|多长时间|几年|几天|几个(?:月|小时|星期)|多少(?:年|天|日|个?月|个?小时|分钟)/u,
    form: SPAN,
  },
  { name: "age", looks: "value", cue: /几岁|多少岁|(?:多大(?:年纪|岁数|了)|[今现]年多大)|年龄|岁数/u, form: AGE },
  { name: "clock", looks: "value", cue: /几点/u, form: CLOCK },
  { name: "contact", looks: "value", cue: /(?:电话|手机|热线|邮编|微信|qq)号?码?/u, form: CONTACT },
  {
    name: "when",
    looks: "value",
    cue: /什么时[候间期后]|何时|哪个?时候?|几[点时](?!间)|时间|多久以前|啥时|什么年/u,
    form: WHEN,
  },
  { name: "share", looks: "value", cue: /百分之几|百分比|占比|比例|多少%|几成|几分之/u, form: SHARE },
  { name: "rank", looks: "value", cue: /第几|排名|名次|排行|第多少|几等奖/u, form: RANK },
  {
    name: "money",
    looks: "value",
    cue: /多少(?:钱|[万亿]?美?元)|投资(?:了|额)?多少|(?:投资|金额|产值|收入|经费|预算|成本)额?[?]?$|价格|票价|售价|多少(?:港币|人民币|英镑|欧元|日元|欠款|工资|资金)/u,
    form: MONEY,
  },
  { name: "weight", looks: "value", cue: /多重|重量|体重|产量|亩产/u, form: WEIGHT },
  { name: "length", looks: "value", cue: /多[长高远宽深厚]|高度|长度|海拔|距离|全长|身高|体长|直径/u, form: LENGTH },
  { name: "area", looks: "value", cue: /面积(?!最)/u, form: AREA },
  { name: "quantity", looks: "value", cue: /多少|几(?![内乎何])|多[大快]|人口(?!最)|数量/u, form: quantity },
  {
    name: "organisation",
    looks: "name",
    cue: /(?:哪[一两几三]?[个家所支]?(?!些)|什么|何种?)(?:\p{Script=Han}{0,2})(?:公司|企业|集团|机构|组织|单位|部门|学校|大学|学院|球队|[球战军]?队|团体|政党|党|出版社|电视台|媒体|报纸|银行|协会|俱乐部)|哪[一]?[家所]/u,
    form: ORGANISATION,
  },
  {
    name: "person",
    looks: "name",
    cue: /谁|什么人|何人|(?:[长记席理事官]|主任|总统|老板)(?:叫|是)(?:什么$|哪[一]?个)|哪[一]?位|哪[一]?个人|哪些人|叫什么名字|哪几位|姓什么|作者是|导演是|名字|职[务位]|官职/u,
    form: PERSON,
  },
  { name: "language", looks: "value", cue: /(?:什么|哪[一]?种|何种)(?:语言?|文字?|话)/u, form: LANGUAGE },
  { name: "colour", looks: "value", cue: /颜色|什么色/u, form: COLOUR },
  {
    name: "place",
    looks: "name",
    cue: /哪里|哪儿|何[处地]|什么(?:地[方区带点]|位置|国家|城市)|哪[一两些几]?个?(?:地[方区带点]|省份?|[市县区镇乡村州国洲]|国家|城市|位置|大洲|岛屿?|海域)|在哪|位于|出生地|籍贯|祖籍|国籍/u,
    form: PLACE,
    sign: /位于|坐落|地处|位在|分布|祖籍|出生于|生于/u,
  },
  {
    name: "title",
    looks: "name",
    cue: /哪[一]?[部本首张篇集份]|什么(?:歌曲?|书|电影|著作|杂志|报纸|专辑|作品|节目|小说|电视剧|条约)|哪[一]?个(?:条约|法案|作品|节目)/u,
    form: TITLE,
  },
  {
    name: "called",
    looks: "name",
    cue: /叫(?:做|作)?什么|称为?什么|又称|别名|别称|俗名|俗称|简称|全称|名叫|原名|英文名|称号|昵称|外号/u,
    sign: /[称叫名]|[“「《]/u,
  },
  {
    name: "means",
    looks: "statement",
    cue: /怎么(?!样|会|回)|如何|怎样|用什么|靠什么|什么(?:办法|措施|方式|方法|手段)|通过什么|以什么/u,
    sign: /通过|透过|采取|采用|利用|方式|方法|实行|实施|推行|开展|建立|按照|运用|借助|以|用|将|把|靠/u,
  },
  {
    name: "meaning",
    looks: "statement",
    cue: /意思|指什么|是指|指的是|何谓|什么是|含义|涵义|定义/u,
    sign: /指|即|就是|意为|意思|称为|表示|[:：]/u,
  },
  {
    name: "list",
    looks: "statement",
    cue: /哪些|哪[两三四五几](?!年|天)|包括什么|有什么(?:组成|特)|哪几/u,
    sign: /、|分别|包括|以及|[和与及]|等/u,
  },
  { name: "thing", looks: "name", cue: CLASS, form: thing },
  {
    name: "definition",
    looks: "statement",
    cue: /是(?:一[种个])?什么[?。]?$|是什么样|是[?]?$|为[?]?$/u,
    sign: /是|为|属|即|包括|[:：]/u,
  },
  {
    name: "whether",
    looks: "statement",
    cue: /是否|有没有|是不是|能不能|会不会|吗[?]?$/u,
    sign: /[不没未无非]|已|曾|可以|能够|确/u,
  },
] as const satisfies readonly Rule[]

export type KindName = (typeof KINDS)[number]["name"]

/** The kind of answer a folded question asks for, or undefined where its words do not tell. */
export function kindOf(question: string): Kind | undefined {
  const asked = question.replaceAll("甚么", "什么")
  const rule: (Rule & { name: KindName }) | undefined = KINDS.find(({ cue }) => cue.test(asked))
  if (!rule) return undefined
  const { name, looks, form, sign } = rule
  const pattern = typeof form === "function" ? form(asked) : form
  return {
    name,
    looks,
    holds(text) {
      if (sign?.test(text)) return true
      // The first that is new will do: an array of all takes longer.
      if (pattern) for (const [found] of text.matchAll(pattern)) if (!asked.includes(found)) return true
      return false
    },
  }
}

/** The posts that a folded question names. */
export const postsIn = (question: string): string[] => question.match(new RegExp(POST, "gu")) ?? []

/** Something named by its class: 106国道 is a 道路, 年度大奖 a 奖. */
function thing(question: string): RegExp {
  const of = CLASS.exec(question)?.groups?.of ?? ""
  return new RegExp(`[\\p{L}\\p{N}》」](?:${[...of].join("|")})`, "gu")
}

/** `多少亩`, `几个`: the unit follows the asking word. */
const COUNTED = /(?:多少|几)[多万千百亿]?(?<unit>平方公里|平方米|立方米|公里|公斤|公顷|\p{Script=Han})/u
/** Measure words: after another word (`多少是`, `多少欠款`) any amount will do. */
const MEASURE =
  /^(?:\p{Script=Han}{2,}|[个名位人口户家座栋条项件次场届支所间种类款部首篇本张片株棵头只辆艘架台套批层级步倍度分点村县市区镇乡国州岁亩吨斤克米里尺元年月天日周秒时刻代枚句号集回卷尊队班期轮道处章节幅封份股块排圈页字词站门颗匹尾例笔桩具艇席票两丈寸格])$/u
/** What is counted in units that go without saying: `多少员工`, `恢复了多少耕地`. */
const COUNTED_IN: readonly { what: RegExp; units: string }[] = [
  {
    what: /(?:多少|几)(?:人|名|位)|多少\p{Script=Han}{0,2}(?:员工?|学生|村民|居民|干部|工人|农民|教师|游客|观众)|人口|人数/u,
    units: "人|名|位|口",
  },
  { what: /多少\p{Script=Han}{0,2}(?:耕地|土地|农田|地$|面积)/u, units: "亩|公顷|平方" },
  { what: /(?:多少|几)户/u, units: "户|家" },
]
const ANY_AMOUNT = new RegExp(`(?:${DIGITS}|${NUMERALS})${SCALE}\\p{Script=Han}?|百分之|${DIGITS}[%‰]`, "gu")

function quantity(question: string): RegExp {
  const known = COUNTED_IN.find(({ what }) => what.test(question))
  if (known) return amount(known.units)
  const { groups, index = 0, 0: counted = "" } = COUNTED.exec(question) ?? {}
  const unit = groups?.unit ?? ""
  // 多少项目 counts 项目, not 项.
  const end = index + counted.length
  const noun = question.slice(end - 1, end + 1)
  if (unit.length === 1 && noun.length === 2 && isWord(noun)) return ANY_AMOUNT
  return MEASURE.test(unit) ? amount(unit) : ANY_AMOUNT
}
