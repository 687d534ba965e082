import { defineConfig } from "vitest/config";

/** What OpenSSL and xmlsec1 say of seals and time-stamps; not part of the ordinary tests, which need npm packages only. */
export default defineConfig({ test: { name: "sdo", include: ["test/judges/**/*.judge.ts"], testTimeout: 60_000 } });
