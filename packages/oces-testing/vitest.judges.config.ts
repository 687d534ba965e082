import { defineConfig } from "vitest/config";

/** What Debian's own tools say of this package's material; not part of the ordinary tests, which need npm packages only. */
export default defineConfig({
  test: { name: "oces-testing", include: ["test/judges/**/*.judge.ts"], testTimeout: 30_000 },
});
