// The process in which feeds are read: see read-feed.ts.

import { doErrands } from "../errands.js"
import { type Download, readFeed } from "./read-feed.js"

doErrands(async (download: Download) => readFeed(download))
