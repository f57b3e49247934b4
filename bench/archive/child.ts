// One process of the benchmark: does its job, which is its one argument, and ends.

import type { Job } from "./job.js"

// Also where whoever waits for it has been ended.
process.once("disconnect", () => process.exit())
const job: Job = JSON.parse(process.argv[2] ?? "")
if (job.who === "wenbao") await (await import("./wenbao.js")).measureWenbao(job)
else if (job.who === "reference") await (await import("./reference.js")).measureReference(job)
else await (await import("./peer.js")).measurePeer(job)
process.disconnect()
