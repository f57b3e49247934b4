import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 20_000,
    // The dictionary takes a second to load: once for each process, not for each file.
    isolate: false,
    // Tests of platforms wait more than they work: others have the machine while they do.
    maxWorkers: 4,
  },
})
