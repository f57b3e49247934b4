// What is wrong with a folder, compared with what was: each thing is told once, and when it is over.

import type { Fault } from "../library/fault.js"
import type { Steps } from "../library/steps.js"

/** What is wrong, each as text, with the file that it is about. */
export type Wrong = ReadonlyMap<string, { fault: Fault; file?: string }>

/** From the faults of files, in the order of their names, and others beside them. */
export function* wrongOf(own: Iterable<{ fault: Fault; file: string }>, common: readonly Fault[]): Steps<Wrong> {
  const wrong = new Map<string, { fault: Fault; file?: string }>()
  for (const each of own) {
    wrong.set(JSON.stringify(each.fault), each)
    yield
  }
  for (const fault of common) {
    wrong.set(JSON.stringify(fault), { fault, ...("file" in fault && { file: fault.file }) })
    yield
  }
  return wrong
}

/** What is wrong now and was not before, and the files that had something wrong and have it no more. */
export function changeOf(before: Wrong, now: Wrong): { faults: Fault[]; mended: string[] } {
  const filesOf = (wrong: Wrong) => new Set([...wrong.values()].flatMap(({ file }) => file ?? []))
  const still = filesOf(now)
  return {
    faults: gathered([...now].flatMap(([text, { fault }]) => (before.has(text) ? [] : [fault]))),
    mended: [...filesOf(before)].filter((file) => !still.has(file)),
  }
}

/** All of it, as it is told. */
export const allOf = (wrong: Wrong): Fault[] => gathered([...wrong.values()].map(({ fault }) => fault))

/** Files that nothing reads, and files with nothing in them, are told together. */
function gathered(faults: readonly Fault[]): Fault[] {
  const together = (["format", "empty"] as const).flatMap((kind): Fault[] => {
    const files = faults.flatMap((fault) => (fault.kind === kind ? fault.files : []))
    return files.length > 0 ? [{ kind, files }] : []
  })
  const isNothing = ({ kind }: Fault) => kind === "no-articles"
  const others = faults.filter((fault) => fault.kind !== "format" && fault.kind !== "empty" && !isNothing(fault))
  return [...others, ...together, ...faults.filter(isNothing)]
}
