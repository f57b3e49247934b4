// The dateline that opens a text: who sent it, from where, on which day. 本报长沙11月14日讯, 新华社北京2022年11月14日电

import { known } from "../calendar.js"

export interface Dateline {
  /** As printed, up to and with 讯 or 电. */
  text: string
  /** Where the text was sent from, where the dateline says; as printed. */
  place: string | null
  /** Absent where it says the day alone, as most do. */
  year?: string
  /** Of two digits each. */
  month: string
  day: string
}

const DATELINE =
  /^[（(【]?(?<sender>[^，。、；：:！？（()）\d\s][^，。；：:！？（()）\d]{1,19}?)\s*(?:(?<year>\d{4})年)?(?<month>\d{1,2})月(?<day>\d{1,2})日\s*(?:讯|电|消息)/u

/** The names that papers and agencies go by in a dateline, and how others' names end. */
const SENDER =
  /^据?(?:本报|本网|本刊|本台|本社|新华社|新华网|中新社|中新网|人民网|央视网|央广网|光明网|[\p{Script=Han}A-Za-z]{1,10}?(?:日报|晚报|早报|晨报|时报|商报|都市报|报|通讯社|社|网|电视台|广播电台|融媒体中心|新闻|客户端|在线|周刊))/u
/** What may stand behind the first name: 红网时刻新闻, 湖南日报·新湖南客户端, 本报驻京记者站. */
const WITH_IT = /^[·・\s]*(?:时刻新闻|[\p{Script=Han}A-Za-z]{1,6}?(?:客户端|在线|新闻网|融媒体?|全媒体)|讯)/u

/** The dateline that a text begins with, or undefined where it begins with none. */
export function datelineOf(text: string): Dateline | undefined {
  const found = DATELINE.exec(text)
  const { sender = "", year, month = "", day = "" } = found?.groups ?? {}
  // A leap year has every day that there is.
  if (!found || !(SENDER.test(sender) || sender.startsWith("据")) || !known(year ?? "2000", month, day))
    return undefined
  return {
    text: found[0].replace(/^[（(【]/u, ""),
    place: placeIn(sender),
    ...(year !== undefined && { year }),
    month: month.padStart(2, "0"),
    day: day.padStart(2, "0"),
  }
}

/** What is left of a sender without its names is the place. */
function placeIn(sender: string): string | null {
  const place = sender.replace(SENDER, "").replace(WITH_IT, "").trim()
  return SENDER.test(sender) && /^\p{Script=Han}{2,6}$/u.test(place) && !/记者|综合|专电|快讯/u.test(place)
    ? place
    : null
}
