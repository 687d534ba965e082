/** All that an order must fulfil, on one screen. What comes later may rely on what stands before it. */
import type { GatheredDocument } from "../documents/gather-documents.js";
import type { OrderRequest } from "../model/order.js";
import type { SigningPorts } from "../ports.js";
import { SigningError } from "../signing-error.js";
import { checkConditions } from "./check-conditions.js";
import { checkCycles } from "./check-cycles.js";
import { checkDocuments } from "./check-documents.js";
import { checkFormat } from "./check-format.js";
import { checkIds } from "./check-ids.js";
import { checkLifetimes } from "./check-lifetimes.js";
import { checkMethods } from "./check-methods.js";
import { checkNationalIds } from "./check-national-ids.js";
import { checkNotifications } from "./check-notifications.js";
import { checkPackaging } from "./check-packaging.js";
import { checkReferences } from "./check-references.js";
import { checkResults } from "./check-results.js";
import { checkReturnAddresses } from "./check-return-addresses.js";
import { checkSizes } from "./check-sizes.js";
import type { Rule } from "./rule.js";

const RULES: readonly Rule[] = [
  checkSizes,
  checkIds,
  checkReferences,
  checkPackaging,
  checkCycles,
  checkLifetimes,
  checkReturnAddresses,
  checkNotifications,
  checkMethods,
  checkConditions,
  checkFormat,
  checkResults,
  checkNationalIds,
];

/**
 * @param gather reads what the store knows of the documents; only asked when the order itself is in order
 * @param from the first task whose documents are looked at: the tasks before it were ordered earlier
 * @returns the documents, to be kept with the order
 */
export async function checkOrder(
  ports: SigningPorts,
  service: string,
  order: OrderRequest,
  gather: () => Promise<readonly GatheredDocument[]>,
  from = 0,
): Promise<readonly GatheredDocument[]> {
  const context = { ...ports, service, terms: ports.terms(service) };
  for (const rule of RULES) rule(order, context);
  const documents = await gather();
  await checkDocuments(order, documents, { ...context, inspectDocument: ports.inspectDocument }, from);
  return documents;
}

/** The same for a task that is added: of places, only those in the task are the caller's. */
export function placedInTask(error: unknown, index: number): unknown {
  if (!(error instanceof SigningError) || error.place[0] !== "tasks" || error.place[1] !== index) return error;
  const { code, message, place, findings } = error;
  return new SigningError(code, message, { place: place.slice(2), findings });
}
