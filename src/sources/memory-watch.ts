// A thread beside the parsing of files: ends the process where that takes too much memory, or has outlived the program.

import { workerData } from "node:worker_threads"

/** Milliseconds. Memory can be filled at one to two GB a second. */
const OFTEN = 20

const { most, parent }: { most: number; parent: number } = workerData

setInterval(() => {
  // SIGKILL: whoever is busy parsing hears of nothing else.
  if (process.memoryUsage.rss() > most || process.ppid !== parent) process.kill(process.pid, "SIGKILL")
}, OFTEN)
