import { defineConfig } from "vitest/config";

/** Used by every package: vitest looks for the nearest config, and each package's vitest.config.ts re-exports this one. */
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], testTimeout: 30_000, hookTimeout: 120_000, passWithNoTests: false },
});
