// Long work in steps, so that questions are answered between them.

/** Work that is done as far as its steps have been taken, none of which takes more than a few milliseconds. */
export type Steps<Result = void> = Generator<void, Result>

/** Takes all steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** Resolves at once, or after whoever waits has had a turn. */
export type Breather = () => Promise<void>

/** Takes steps, with a breath after each. */
export async function walk<Result>(steps: Steps<Result>, breathe: Breather): Promise<Result> {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await breathe()
  }
}

/** What may pass between two turns for others. Milliseconds. */
const SLICE = 4

/**
 * A breather that lets others have a turn every few milliseconds of work; `now` in milliseconds. Once the signal has
 * aborted it rejects: nobody needs the work any more.
 */
export function createBreather(now: () => number, signal?: AbortSignal): Breather {
  let since = now()
  return async () => {
    signal?.throwIfAborted()
    if (now() - since < SLICE) return
    await new Promise<void>((resolve) => setImmediate(resolve))
    since = now()
  }
}
