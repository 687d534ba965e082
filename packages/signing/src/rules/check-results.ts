import { useOf } from "../documents/uses.js";
import { SHOWN_MEDIA_TYPES, XML_MEDIA_TYPES } from "../limits.js";
import type { DocumentSource } from "../model/document.js";
import type { OrderRequest } from "../model/order.js";
import { mergePurposes, purposeOf } from "./check-documents.js";
import { formatOf } from "./check-format.js";
import { eachTask, type Place, quote, type Rule, type RuleContext, refuse } from "./rule.js";

/**
 * What comes of an earlier task, and is to be signed in a later one, will be of a type that every method there signs. What stands in it is
 * looked at when it is there (sittings/judge-results.ts); its type is known now.
 */
export const checkResults: Rule = (order, context) =>
  eachTask(order, (task, place) => {
    const methods = mergePurposes([purposeOf(task, "sign")], context);
    for (const [index, action] of task.documentActions.entries()) {
      if (action.type !== "sign") continue;
      const { document } = useOf(order, task, action)!; // references are checked before
      const at = [...place, "documentActions", index];
      for (const type of typesToCome(order, document, context)) {
        for (const [name, { mediaTypes = SHOWN_MEDIA_TYPES }] of methods) checkSigned(type, name, mediaTypes, at);
        checkStylesheet(type, document, context, at);
      }
    }
  });

/** One for each way in which the earlier task may be signed. Of a document that is no result: none. */
function typesToCome(order: OrderRequest, document: DocumentSource, { terms }: RuleContext): readonly string[] {
  if (document.kind === "packaging-result") return ["application/x-pades"];
  const source = document.kind === "result" && order.tasks.find(({ id }) => id === document.taskId);
  if (!source) return [];
  const isSignedBy = (blocks: typeof source.authenticationBasedSignatures) =>
    blocks.some(({ methods }) => methods.length > 0);
  return [
    ...(isSignedBy(source.signatures) ? [TYPES[formatOf(order, terms.sdoFormat, "sign")]] : []),
    ...(isSignedBy(source.authenticationBasedSignatures) ? [TYPES["ltv-sdo"]] : []),
  ];
}
const TYPES = { native: "application/xml", "ltv-sdo": "application/x-ltv-sdo" } as const;

function checkSigned(type: string, name: string, mediaTypes: readonly string[], place: Place): void {
  if (mediaTypes.includes(type)) return;
  const message = `the result will be ${quote(type)}, which ${quote(name)} does not sign; it signs ${mediaTypes.join(", ")}`;
  refuse("media-type-not-supported-by-method", message, place);
}

function checkStylesheet(
  type: string,
  { externalReference }: DocumentSource,
  { terms }: RuleContext,
  place: Place,
): void {
  if (!XML_MEDIA_TYPES.includes(type)) return;
  if (externalReference !== undefined && terms.stylesheet(externalReference) !== undefined) return;
  const message = "the result will be XML: name, as its external reference, a stylesheet that the service has";
  refuse("document-refused", message, place);
}
