// What kind of answer a question asks for, told by its words, and what such an answer looks like in a sentence.
// All patterns read folded text.

export interface Kind {
  name: "quantity" | "date" | "person" | "place" | "reason" | "means" | "definition"
  /** Whether this text holds something of the kind. */
  holds(text: string): boolean
}

const NUMBER = "(?:\\p{Nd}+(?:\\.\\p{Nd}+)?|[零〇一二两三四五六七八九十百千半]+)"
const SCALE = "[十百千万亿多余几来]*"
/** Words a unit is rarely part of: what follows 多少 up to here is the unit asked for. */
const UNIT = "(?:平方公里|平方米|立方米|万元|亿元|公里|公斤|公顷|[\\p{Script=Han}])"

const kind = (name: Kind["name"], value: RegExp): Kind => ({ name, holds: (text) => value.test(text) })

const QUANTITY = new RegExp(`${NUMBER}${SCALE}${UNIT}?|百分之${NUMBER}|\\p{Nd}+(?:\\.\\p{Nd}+)?[%‰]`, "u")
const DATE =
  /\p{Nd}{1,4}年(?:\p{Nd}{1,2}月)?(?:\p{Nd}{1,2}日)?|\p{Nd}{1,2}月(?:\p{Nd}{1,2}日|份|底|初)?|[上下]?[今去明前]年[初底]?|世纪|[一二三四五六七八九十〇零]+(?:年|月|世纪)|(?:早上|上午|中午|下午|晚上|凌晨)|近日|\p{Nd}{1,2}时/u
const PERSON =
  /(?:书记|[县市省镇乡村区]长|主任|主席|总理|总统|经理|教授|记者|局长|先生|女士|院长|校长|导演|作者|队长|创始人|负责人|村民|[某氏]|(?<!\p{Script=Han})[\p{Script=Han}]{2,4}(?:说|表示|介绍))/u
const PLACE =
  /\p{Script=Han}{1,6}(?:省|市|县|区|镇|乡|村|州|岛|山|河|湖|江|港|路|街|道|站|国|城|洲|园|基地|大学|医院|公司|[东南西北中]部)|位于|坐落|地处/u
const REASON = /因为|由于|因此|所以|为了|原因|缘于|导致|鉴于|致使|使得|从而|出于|为避免|以便/u
const MEANS = /通过|采取|采用|利用|以[^，。]{1,20}方式|实行|实施|推行|开展|建立|按照|运用|借助|用[^，。]{1,12}[来把将]/u
const DEFINITION = /是指|指的是|即|就是|意为|意思是|称为|包括|[:：]|、/u

/** `多少亩`, `几个`: the unit follows the asking word; `多高`, `多长`: it is implied. */
const COUNTED =
  /(?:多少|几)(?:[多万千百亿])?(?<unit>平方公里|平方米|立方米|万元|亿元|公里|公斤|公顷|美元|人民币|\p{Script=Han})?/u
/** After these the asking word has no unit of its own: `多少是`, `多少了`. `多少钱` and `多少人` have one. */
const NO_UNIT = /^[的了是在呢吗有和与为?,。]$/u
const UNITS_OF: Readonly<Record<string, string>> = {
  钱: "元|美元|万|亿",
  元: "元",
  人: "人|名|位",
  岁: "岁",
  年: "年",
  天: "天|日",
  亩: "亩",
  里: "里",
}

/** The rules in the order they are tried; the first whose cue the question has decides. */
const RULES: readonly { cue: RegExp; kind: (question: string) => Kind }[] = [
  {
    cue: /什么时[候间期]|何时|哪[一]?[年天月日]|哪个(?:月|年|世纪|时期|朝代)|几[月号日点时](?!间)|几几年|多久以前|时间是|日期|年份|哪一?年/u,
    kind: () => kind("date", DATE),
  },
  { cue: /为什么|为何|为啥|何以|什么原因|原因是|怎么会|缘何/u, kind: () => kind("reason", REASON) },
  { cue: /多少|几(?![内乎何])|多[高长大远久宽深重快]|百分之几|占比|比例|面积|人口|数量/u, kind: quantity },
  { cue: /谁|什么人|何人|哪[一]?位|哪个人|叫什么名字|哪几位|姓什么/u, kind: () => kind("person", PERSON) },
  {
    cue: /哪里|哪儿|何处|什么地方|哪个(?:省|市|县|区|镇|乡|村|国家|城市|地方|地区)|在哪|哪[省市县区国]|位于/u,
    kind: () => kind("place", PLACE),
  },
  {
    cue: /怎么(?!样|会|回)|如何|怎样|用什么(?:办法|方法|方式)|靠什么|什么(?:办法|措施|方式)/u,
    kind: () => kind("means", MEANS),
  },
  {
    cue: /是什么意思|什么意思|指什么|是指|指的是|是什么$|什么是|何谓|包括(?:什么|哪)|有哪些/u,
    kind: () => kind("definition", DEFINITION),
  },
]

/** The kind of answer a folded question asks for, or undefined where its words do not tell. */
export function kindOf(question: string): Kind | undefined {
  return RULES.find(({ cue }) => cue.test(question))?.kind(question)
}

function quantity(question: string): Kind {
  const unit = COUNTED.exec(question)?.groups?.unit
  if (unit === undefined || NO_UNIT.test(unit)) return kind("quantity", QUANTITY)
  const units = UNITS_OF[unit] ?? unit
  return kind("quantity", new RegExp(`${NUMBER}${SCALE}(?:${units})`, "u"))
}
