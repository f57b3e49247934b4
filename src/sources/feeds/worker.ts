// The thread in which feeds are read: see read-feed.ts.

import { parentPort } from "node:worker_threads"
import type { Outcome } from "../isolation.js"
import { Damaged } from "../reader.js"
import { type Download, type FeedRead, readFeed } from "./read-feed.js"

function carryOut(download: Download): Outcome<FeedRead> {
  try {
    return { found: readFeed(download) }
  } catch (error) {
    return { damaged: error instanceof Damaged ? error.message : String(error) }
  }
}

parentPort?.on("message", (download: Download) => parentPort?.postMessage(carryOut(download)))
