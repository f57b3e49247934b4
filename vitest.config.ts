import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 20_000,
    // The dictionary takes a second to load: once for each process, not for each file.
    isolate: false,
  },
})
