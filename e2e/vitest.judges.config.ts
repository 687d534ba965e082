import { defineConfig } from "vitest/config";

/** What Debian's programs say of a running gateway and simulator; `npm run test:judges` runs it with those of the packages. */
export default defineConfig({
  test: { name: "e2e", include: ["test/judges/**/*.judge.ts"], testTimeout: 60_000, hookTimeout: 120_000 },
});
