import { configDefaults, mergeConfig } from "vitest/config";
import shared from "../vitest.config.js";

/** Left out as a whole where there is no browser, so that no test counts as skipped: `scripts/run.mjs retest --no-browser`. */
const browserTests = process.env.EID_TEST_WITHOUT_BROWSER === "1" ? ["test/browser/**"] : [];

/** What is built is for Node to load as it is: vitest would transform each file of it anew for each file of tests. */
const built = [/\/(packages|apps|plugins|examples)\/[^/]+\/dist\//];

// Two workers: these tests mostly wait for another process, and vitest would leave one of two cores idle.
export default mergeConfig(shared, {
  test: {
    exclude: [...configDefaults.exclude, ...browserTests],
    maxWorkers: 2,
    server: { deps: { external: built } },
  },
});
