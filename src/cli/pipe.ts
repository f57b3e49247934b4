// Work that is begun before the one before it is done.

export interface Pipe {
  /** Begins work, when there is room; resolves when it has begun. Rejects where work before it has. */
  put(work: () => Promise<void>): Promise<void>
  /** Resolves when all is done. Rejects where any has. */
  drained(): Promise<void>
}

/** A pipe in which so many are at work at once. */
export function createPipe(most: () => number): Pipe {
  const working = new Set<Promise<void>>()
  let failed: Promise<void> | undefined
  return {
    async put(work) {
      while (!failed && working.size >= most()) await Promise.race(working)
      await failed
      const own = work()
      working.add(own)
      // One that fails stays: whoever comes next is told.
      own.then(
        () => working.delete(own),
        () => {
          failed ??= own
        },
      )
    },
    async drained() {
      await Promise.all(working)
    },
  }
}
