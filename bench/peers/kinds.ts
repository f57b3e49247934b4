// The peers, in the order of the tables.

import { flexsearch } from "./flexsearch.js"
import { minisearch, minisearchTerms } from "./minisearch.js"
import { orama } from "./orama.js"
import type { PeerKind } from "./peer.js"
import { sqliteTrigrams, sqliteWords } from "./sqlite.js"

export const PEERS: readonly PeerKind[] = [minisearch, minisearchTerms, flexsearch, orama, sqliteTrigrams, sqliteWords]
