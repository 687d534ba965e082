import { defineConfig } from "vitest/config";

/** What xmlsec1 says of our answers; not part of the ordinary tests, which need npm packages only. */
export default defineConfig({ test: { name: "saml", include: ["test/judges/**/*.judge.ts"], testTimeout: 60_000 } });
