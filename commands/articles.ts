// /articles 汝城 since:2022-10: what is in the library, newest first, page by page; all of it, or what a text and dates leave.

import { type Command, type Param, param } from "../src/chat/command.js"
import type { Block, Next, Reply } from "../src/chat/reply.js"
import { type Words, words } from "../src/chat/words/words.js"
import { isWithin, type Period, typedDate } from "../src/library/calendar.js"
import type { Filter, Library } from "../src/library/library.js"
import { articleChoices, articlesButton } from "./parts/headline.js"
import { PAGE_PARAM } from "./parts/pages.js"
import { typedPeriod } from "./parts/period.js"

/** Articles on a page: what can be chosen from without scrolling. */
const PAGE = 10

export function articles(library: Library): Command {
  return {
    name: "articles",
    summary: {
      "zh-CN": "看看有哪些文章，可以写上地名、话题、日期",
      "zh-TW": "看看有哪些文章，可以寫上地名、話題、日期",
      en: "See which articles there are, by place, topic or date",
    },
    params: [ABOUT_PARAM, SINCE_PARAM, UNTIL_PARAM, PAGE_PARAM],
    async run({ page = "1", ...args }, asker) {
      const say = words(asker.locale)
      if (library.size.articles === 0) return { blocks: [paragraph(say.empty)] }
      // `/articles 2022`: no list has so many pages.
      const isYear =
        /^(?:19|20)\d\d(?:\d\d){0,2}$/u.test(page) && Number(page) > Math.ceil(library.size.articles / PAGE)
      const filter = filterOf(isYear ? { ...args, since: page, until: page } : args)
      if ("wrong" in filter) return { blocks: [paragraph(say.wrongDate(filter.wrong))] }
      const { since, until } = filter
      if (since !== undefined && until !== undefined && !isWithin(since, { until }))
        return { blocks: [paragraph(say.wrongOrder(since, until))] }
      return listing(library, filter, isYear ? 1 : Number(page), say)
    },
  }
}

const ABOUT_PARAM = param({
  name: "about",
  label: { "zh-CN": "关于", "zh-TW": "關於", en: "about" },
  summary: {
    "zh-CN": "地名、话题、版面或署名，比如：汝城",
    "zh-TW": "地名、話題、版面或署名，例如：汝城",
    en: "A place, a topic, a section or a byline",
  },
  required: false,
})

const dateParam = (fields: Pick<Param, "name" | "label" | "summary">): Param =>
  param({ ...fields, kind: "date", required: false })

const SINCE_PARAM = dateParam({
  name: "since",
  label: { "zh-CN": "起始", "zh-TW": "起始", en: "since" },
  summary: {
    "zh-CN": "从哪一天、哪个月或哪一年起，比如：2022-10",
    "zh-TW": "從哪一天、哪個月或哪一年起，例如：2022-10",
    en: "From this day, month or year on, like 2022-10",
  },
})

const UNTIL_PARAM = dateParam({
  name: "until",
  label: { "zh-CN": "截止", "zh-TW": "截止", en: "until" },
  summary: {
    "zh-CN": "到哪一天、哪个月或哪一年为止，比如：2022-11-14",
    "zh-TW": "到哪一天、哪個月或哪一年為止，例如：2022-11-14",
    en: "Up to this day, month or year, like 2022-11-14",
  },
})

/** What is asked for, by options of their own or among what is typed; or what should be a date and is none. */
function filterOf({ about = "", since, until }: Readonly<Record<string, string>>): Filter | { wrong: string } {
  // What a button could not hold was cut; what is left of the last word finds no less.
  const { text, period, wrong } = typedPeriod(about.replace(/…$/u, ""))
  if (wrong !== undefined) return { wrong }
  const given: Period = {}
  for (const [end, typed] of Object.entries({ since, until })) {
    const date = typedDate(typed?.normalize("NFKC").replace(/\s+/gu, "") ?? "")
    if (typed !== undefined && date === undefined) return { wrong: typed }
    if (date !== undefined) given[end === "since" ? "since" : "until"] = date
  }
  return { ...(text !== "" && { about: text }), ...period, ...given }
}

async function listing(library: Library, filter: Filter, wanted: number, say: Words): Promise<Reply> {
  const { articles: found, undated } = await library.listed(filter)
  const left: Block[] = undated > 0 ? [{ kind: "note", spans: [say.undated(undated)] }] : []
  const what = whatIsShown(filter, say)
  if (found.length === 0)
    return { blocks: [paragraph(say.noneListed(what.join(" · "))), ...left], next: [articlesButton(say)] }
  const pages = Math.ceil(found.length / PAGE)
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages)
  const turn = (to: number, label: string): Next => ({
    label,
    call: { command: "articles", args: { ...filter, page: String(to) } },
  })
  const title = what.length > 0 ? [...what, say.listed(found.length)].join(" · ") : say.articlesTitle(found.length)
  return {
    blocks: [
      { kind: "heading", spans: [title] },
      ...(pages > 1 ? [{ kind: "note" as const, spans: [say.page(page, pages)] }] : []),
      ...left,
    ],
    choices: articleChoices(found.slice((page - 1) * PAGE, page * PAGE)),
    choose: say.chooseArticle,
    next: [
      ...(page > 1 ? [turn(page - 1, say.previousPage)] : []),
      ...(page < pages ? [turn(page + 1, say.nextPage)] : []),
    ],
  }
}

/** What a filter leaves, in words: 汝城, 2022-10 起. */
function whatIsShown({ about, since, until }: Filter, say: Words): string[] {
  const when = () => {
    if (since === undefined) return until === undefined ? undefined : say.untilDate(until)
    if (until === undefined) return say.sinceDate(since)
    return since === until ? since : say.betweenDates(since, until)
  }
  return [about, when()].filter((part) => part !== undefined)
}

const paragraph = (text: string): Block => ({ kind: "paragraph", spans: [text] })
