// The engine for archives: the contract, and the same as if every paragraph had been scored.

import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import { engineContract } from "./contract.js"

engineContract("the archive", createArchiveEngine)
