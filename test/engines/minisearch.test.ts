// MiniSearch as an engine.

import { createMiniSearchEngine } from "../../src/engines/minisearch/minisearch.js"
import { engineContract } from "./contract.js"

engineContract("MiniSearch", createMiniSearchEngine)
