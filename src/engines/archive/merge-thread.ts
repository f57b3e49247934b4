// The thread that merges segments: see merging.ts.

import { parentPort } from "node:worker_threads"
import { type Living, merge } from "./segment.js"

parentPort?.on("message", (parts: Living[]) => {
  parentPort?.postMessage(merge(parts, (length) => new SharedArrayBuffer(length)))
})
