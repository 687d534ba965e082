/**
 * What holds for signing orders on any database, as a list of cases for whatever runs tests:
 *
 *   for (const { name, run } of signingConformance) it(name, () => run(emptyDatabase()));
 */
import { arrivalCases } from "./conformance/arrival-cases.js";
import type { ConformanceCase } from "./conformance/bench.js";
import { crashCases } from "./conformance/crash-cases.js";
import { deliveryCases } from "./conformance/delivery-cases.js";
import { fileCases } from "./conformance/file-cases.js";
import { notificationCases } from "./conformance/notification-cases.js";
import { orderCases } from "./conformance/order-cases.js";
import { packagingCases } from "./conformance/packaging-cases.js";
import { resultCases } from "./conformance/result-cases.js";
import { retentionCases } from "./conformance/retention-cases.js";
import { searchCases } from "./conformance/search-cases.js";
import { sittingCases } from "./conformance/sitting-cases.js";

export type { ConformanceCase } from "./conformance/bench.js";
export { type KeptOrders, keepOrders, tracesOf } from "./conformance/traces.js";

export const signingConformance: readonly ConformanceCase[] = [
  ...orderCases,
  ...arrivalCases,
  ...sittingCases,
  ...fileCases,
  ...notificationCases,
  ...deliveryCases,
  ...packagingCases,
  ...resultCases,
  ...searchCases,
  ...crashCases,
  ...retentionCases,
];
