import { defineConfig } from "vitest/config";

/** What libxml2 says of our canonical form; not part of the ordinary tests, which need npm packages only. */
export default defineConfig({ test: { name: "xmldsig", include: ["test/judges/**/*.judge.ts"], testTimeout: 60_000 } });
