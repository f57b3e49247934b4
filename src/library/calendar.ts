// Dates as far as they are known: `2022-11-14`, `2022-11` or `2022`. Nothing here looks at the clock.

const WRITTEN = /^\s*(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?)?(?!\d)/u

/** A date as it is written, `2022年11月14日`, `2022/11/14 08:30`, `2022-11`, as ISO; undefined where it is none. */
export function isoDate(written: string | undefined): string | undefined {
  const [, year, month, day] = WRITTEN.exec(written ?? "") ?? []
  return year === undefined ? undefined : known(year, month, day)
}

const TYPED = /^(\d{4})(?:年|[-/.年](\d{1,2})(?:月|[-/.月](\d{1,2})[日号]?)?)?$/u
const JOINED = /^(\d{4})(\d{2})(\d{2})?$/u

/** A whole text that is a date and nothing else, `2022-10`, `2022年10月`, `20221014`, as ISO; undefined where it is none. */
export function typedDate(text: string): string | undefined {
  const [, year, month, day] = JOINED.exec(text) ?? TYPED.exec(text) ?? []
  return year === undefined ? undefined : known(year, month, day)
}

/** The parts as ISO, undefined where the calendar does not know them. */
export function known(year: string, month?: string, day?: string): string | undefined {
  if (Number(month ?? 1) < 1 || Number(month ?? 1) > 12) return undefined
  if (Number(day ?? 1) < 1 || Number(day ?? 1) > daysOf(Number(year), Number(month))) return undefined
  return [year, month?.padStart(2, "0"), day?.padStart(2, "0")].filter((part) => part !== undefined).join("-")
}

/** How many days a month has, from 1. */
function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** A stretch of time; either end may be open, and both belong to it. */
export interface Period {
  since?: string
  until?: string
}

/** Whether a date may lie in a period: one that is known in part does where any of its days does. */
export const isWithin = (date: string, { since, until }: Period): boolean =>
  (since === undefined || latest(date) >= earliest(since)) && (until === undefined || earliest(date) <= latest(until))

/** Before, and after, every day that a date known in part may be. */
const earliest = (date: string): string => date + "-00-00".slice(date.length - 4)
const latest = (date: string): string => date + "-99-99".slice(date.length - 4)

/** For sorting: newest first, those without a date last. Of dates that begin alike the one that says more comes first. */
export const byDate = ({ date: a }: { date: string | null }, { date: b }: { date: string | null }): number =>
  a === b ? 0 : (a ?? "") < (b ?? "") ? 1 : -1
