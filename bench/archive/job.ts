// What one process of the benchmark is told to measure, and what it tells of it as it goes.

/** Who is measured: wenbao, a peer by its name, or the exhaustive search that all are held to. */
export interface Job {
  who: string
  /** From the corpus's files, or from what an earlier process has left in `kept`. */
  phase: "build" | "load"
  /** The folder of the corpus, how many paragraphs that has, and the folder of what is kept. */
  corpus: string
  paragraphs: number
  kept: string
  questions: string[]
  /** Questions that are asked, over and over, before any is timed. */
  earlier: string[]
}

/** Times in milliseconds, memory and files in bytes; what was not measured is absent. */
export interface Figures {
  /** From starting the work until the first question is answered: of files, and of what was kept of them. */
  built?: number
  loaded?: number
  /** Of what is kept. */
  snapshot?: number
  /** Resident memory of the process after a collection, ready to answer; and the most it ever had, its questions among it. */
  memory?: number
  peak?: number
  /** Of each question: finding paragraphs, and a whole answer. */
  recall?: number[]
  answers?: number[]
  /** Of each question the first ten paragraphs, by number or by article and paragraph. */
  found?: string[][]
  /** The longest that the event loop stood still while questions were answered and articles came in. */
  block?: number
  /** What could not be measured, and why. */
  notes?: string[]
}

export type Message = { kind: "progress"; paragraphs: number; doing: string } | { kind: "figures"; figures: Figures }

/** Tells the process that waits; resolves when it has been told. */
export function tell(message: Message): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!process.send) return reject(new Error("This is started by npm run bench, and tells it what it measures."))
    process.send(message, undefined, undefined, (error) => (error ? reject(error) : resolve()))
  })
}
