// What a process weighs and holds open, and what of it must not grow.

export interface Figures {
  /** Bytes in use after a collection. */
  heap: number
  /** Listeners on the process itself. */
  processListeners: number
  /** The most listeners for one event that any AbortSignal has had so far. */
  signalListeners: number
  /** Handles and timers that keep the process alive, by type. */
  resources: Record<string, number>
}

/** The heap may have grown by this much: what V8 itself keeps of code that ran often is part of it. */
const HEAP_MAY_GROW = 0.1

/** What grew between two looks, in words; [] where nothing did. */
export function growth(before: Figures, after: Figures): string[] {
  const counts = [
    ["listeners on process", before.processListeners, after.processListeners],
    ["listeners on one AbortSignal", before.signalListeners, after.signalListeners],
    ...Object.entries(after.resources).map(([type, count]) => [type, before.resources[type] ?? 0, count] as const),
  ] as const
  return [
    ...(after.heap > before.heap * (1 + HEAP_MAY_GROW) ? [`heap from ${mb(before.heap)} to ${mb(after.heap)} MB`] : []),
    ...counts.flatMap(([what, from, to]) => (to > from ? [`${what} from ${from} to ${to}`] : [])),
  ]
}

export const mb = (bytes: number): string => (bytes / 1024 / 1024).toFixed(2)
