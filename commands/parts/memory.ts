// What is kept for a while: values by key, of bounded number, each forgotten some time after its last use.

export interface Memory<T> {
  /** The value, if it is still kept. Looking is a use. */
  get(key: string): T | undefined
  set(key: string, value: T): void
}

export interface MemoryLimits {
  /** How many values are kept; the one used longest ago goes first. */
  most: number
  /** How long after its last use one is kept, in milliseconds. */
  lasts: number
  /** The time in milliseconds. */
  now: () => number
}

export function createMemory<T>({ most, lasts, now }: MemoryLimits): Memory<T> {
  /** In the order of their last use. */
  const kept = new Map<string, { value: T; used: number }>()
  function use(key: string, value: T): void {
    kept.delete(key)
    kept.set(key, { value, used: now() })
  }
  /** Values nobody asks for again go too, as soon as anything is asked for. */
  function forget(): void {
    for (const [key, { used }] of kept) {
      if (kept.size <= most && now() - used < lasts) return
      kept.delete(key)
    }
  }
  return {
    get(key) {
      forget()
      const found = kept.get(key)
      if (found) use(key, found.value)
      return found?.value
    },
    set(key, value) {
      use(key, value)
      forget()
    },
  }
}
