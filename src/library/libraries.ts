// The library of a folder, and those of the folders in it: all that is asked for in one is answered from that one alone.

import type { Article } from "./article.js"
import type { Change, OpenLibrary } from "./create.js"
import type { Library } from "./library.js"
import type { Breather } from "./steps.js"

/** A folder whose articles are a library of their own. */
export interface Shelved {
  name: string
  articles: number
}

export interface Libraries {
  /** All articles. */
  readonly all: Library
  /** The folders that have articles, in the order of their names. */
  shelves(): Shelved[]
  /** The library of one of these folders, opened when first asked for; undefined where there is no such folder any more. */
  open(name: string): Promise<Library | undefined>
}

export interface OpenLibraries extends Libraries {
  /** Takes a change into all of them; questions are answered meanwhile. Changes of different articles may overlap. */
  change(change: Change): Promise<void>
}

export interface LibrariesOptions {
  all: OpenLibrary
  /** An empty library that answers as `all` does. */
  create(): OpenLibrary
  breathe: Breather
  /** Told when the names or headlines of a library cannot be indexed: a bug, or the program is about to end. */
  failed(error: unknown): void
}

export function createLibraries({ all, create, breathe, failed }: LibrariesOptions): OpenLibraries {
  const opened = new Map<string, OpenLibrary>()
  let shelves: Shelved[] | undefined
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other: what is opened meanwhile misses no change. */
  function next<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }

  async function opening(name: string): Promise<Library | undefined> {
    const known = opened.get(name)
    if (known) return known
    const added = all.articles().filter(({ file }) => folderOf(file) === name)
    if (added.length === 0) return undefined
    const library = create()
    const { settled } = await library.change({ added, removed: [] }, breathe)
    await settled
    void library.settle(breathe).catch(failed)
    opened.set(name, library)
    return library
  }

  /** What was opened while all articles were changed takes the change too, be it a second time. */
  async function changeOpened({ added, removed }: Change): Promise<void> {
    shelves = undefined
    for (const [name, library] of opened) {
      const [here, elsewhere] = [added.filter(isIn(name)), added.filter((article) => !isIn(name)(article))]
      const gone = [...removed, ...elsewhere.map(({ id }) => id)]
      settling(library, await library.change({ added: here, removed: gone }, breathe))
      if (library.size.articles === 0) opened.delete(name)
    }
  }

  /** Names and headlines go on being indexed; those who change them say when they fail. */
  const settling = (library: OpenLibrary, { settled }: { settled: Promise<void> }) =>
    void settled.then(() => library.settle(breathe)).catch(failed)

  function counted(): Shelved[] {
    const counts = new Map<string, number>()
    for (const { file } of all.articles()) {
      const name = folderOf(file)
      if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, articles]) => ({ name, articles }))
  }

  const current = () => {
    shelves ??= counted()
    return shelves
  }

  return {
    all,
    shelves: current,
    async open(name) {
      const known = opened.get(name)
      // What is not there is not waited for, behind whatever change.
      if (known || !current().some((each) => each.name === name)) return known
      return next(() => opening(name))
    },
    async change(change) {
      settling(all, await all.change(change, breathe))
      await next(() => changeOpened(change))
    },
  }
}

const isIn =
  (name: string) =>
  ({ file }: Article): boolean =>
    folderOf(file) === name

/** The first folder of a path below the articles' folder; archives are none. */
function folderOf(file: string): string | undefined {
  const [first, ...rest] = file.split(/[\\/]/u)
  return rest.length > 0 && first !== undefined && !/\.zip$/iu.test(first) ? first : undefined
}
