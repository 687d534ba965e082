import { defineConfig } from "vitest/config";

/** `npm run test:judges`: the judges of every package that has some, and one table of what they said. */
export default defineConfig({
  test: {
    projects: [
      "packages/oces-testing/vitest.judges.config.ts",
      "packages/xmldsig/vitest.judges.config.ts",
      "packages/saml/vitest.judges.config.ts",
      "packages/sdo/vitest.judges.config.ts",
      "e2e/vitest.judges.config.ts",
    ],
    reporters: ["tree", "./scripts/judges/table-reporter.mjs"],
  },
});
