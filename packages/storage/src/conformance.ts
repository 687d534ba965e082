/**
 * What holds for the storage on any dialect, as a list of cases for whatever runs tests:
 *
 *   for (const { name, run } of storageConformance) it(name, () => run(emptyDatabase()));
 */
import type { ConformanceCase } from "./conformance/bench.js";
import { entryCases } from "./conformance/entry-cases.js";
import { flowCases } from "./conformance/flow-cases.js";
import { forgetCases } from "./conformance/forget-cases.js";
import { jobCases } from "./conformance/job-cases.js";
import { keyCases } from "./conformance/key-cases.js";
import { oidcCases } from "./conformance/oidc-cases.js";
import { purgeCases } from "./conformance/purge-cases.js";
import { recordCases } from "./conformance/record-cases.js";
import { rotationCases } from "./conformance/rotation-cases.js";
import { schemaCases } from "./conformance/schema-cases.js";
import { sealingCases } from "./conformance/sealing-cases.js";
import { spendCases } from "./conformance/spend-cases.js";

export type { ConformanceCase } from "./conformance/bench.js";

export const storageConformance: readonly ConformanceCase[] = [
  ...schemaCases,
  ...flowCases,
  ...entryCases,
  ...forgetCases,
  ...spendCases,
  ...oidcCases,
  ...keyCases,
  ...recordCases,
  ...sealingCases,
  ...rotationCases,
  ...purgeCases,
  ...jobCases,
];
