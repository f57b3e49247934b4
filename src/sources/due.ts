// Which files of a folder are to be read in a look, and which have gone.

import type { Breather } from "../library/steps.js"
import type { Glance, Seen } from "./glance.js"
import type { Known, Shelves } from "./saved.js"

export interface DueOptions {
  /** True: a file is read only when it is as it was at the look before; it may be half written. */
  settled?: boolean
  /** Files that are known to be whole, by name: these are read at once all the same. */
  sure?: (name: string) => boolean
  /** Of the files that seem not to have changed, those that are read again as well, by name. */
  again?: (name: string) => boolean
}

export interface Due {
  /** The files to read, by name, in the order of names. */
  due: Map<string, Seen>
  /** Whether files are gone. */
  gone: boolean
  /** Whether some are still being written, or may be put back. */
  unsettled: boolean
}

/** Notes what a glance has shown: files come to stand in the order of names, and those that are gone are no more. */
export async function dueOf(
  shelves: Shelves,
  now: Glance,
  { settled = false, sure = () => false, again = () => false }: DueOptions,
  breathe: Breather,
): Promise<Due> {
  const { files } = shelves
  const due = new Map<string, Seen>()
  const next = new Map<string, Known>()
  /** Files that are not there, or cannot be looked at, and are served. */
  const left: [string, Known][] = []
  let [unsettled, gone] = [false, false]
  for (const [name, file] of files) {
    await breathe()
    if (now.files.has(name)) continue
    const isClosed = now.closed.some((folder) => name.startsWith(folder.name))
    // A file that an editor saves is gone for a moment.
    const isGone = !isClosed && (!settled || file.seen === undefined || sure(name))
    if (!isGone) left.push([name, file])
    gone ||= isGone
    if (isClosed) continue
    unsettled ||= !isGone
    file.seen = undefined
  }
  left.reverse()
  for (const [name, seen] of now.files) {
    await breathe()
    for (let kept = left.at(-1); kept && kept[0] < name; kept = left.at(-1)) {
      next.set(...kept)
      left.pop()
    }
    const { sign } = seen
    const file = files.get(name) ?? { path: seen.path, from: 0, count: 0, articles: 0, faults: [], former: false }
    next.set(name, file)
    file.path = seen.path
    const isSteady = !settled || file.seen === sign || sure(name)
    const isSame = file.read === sign
    file.seen = isSame ? file.read : sign
    if (isSame && !again(name)) continue
    if (isSteady) due.set(name, seen)
    else unsettled = true
  }
  for (const [name, file] of left.reverse()) next.set(name, file)
  shelves.files = next
  return { due, gone, unsettled }
}
