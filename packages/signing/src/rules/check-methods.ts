import { usesOf } from "../documents/uses.js";
import type { OrderRequest, SignatureMethod, TaskRequest } from "../model/order.js";
import type { CataloguedMethod } from "../ports.js";
import { eachTask, type Place, quote, type Rule, type RuleContext, refuse } from "./rule.js";

/** Every method that is named is one of the service's, and can do what it is named for. */
export const checkMethods: Rule = (order, context) =>
  eachTask(order, (task, place) => {
    checkAuthentication(task, context, place);
    const signs = usesOf(order, task).some(({ action }) => action.type === "sign");
    const blocks = [...task.signatures, ...task.authenticationBasedSignatures];
    if (signs && blocks.every(({ methods }) => methods.length === 0))
      refuse("invalid-value", "a task with a document to sign must name a method to sign with", place);
    checkSignatures(order, task, context, place);
    checkAuthenticationBased(task, context, place);
  });

function checkAuthentication({ authentication }: TaskRequest, context: RuleContext, place: Place): void {
  for (const [index, name] of (authentication?.methods ?? []).entries()) {
    const at = [...place, "authentication", "methods", index];
    if (find(name, context, at).intent === "authenticate") continue;
    refuse("method-not-enabled", `${quote(name)} signs documents: it is no log-in`, at);
  }
}

function checkSignatures(order: OrderRequest, task: TaskRequest, context: RuleContext, place: Place): void {
  const documents = usesOf(order, task).filter(({ action }) => action.type === "sign").length;
  for (const { method, found, at } of namedMethods(task, "signatures", context, place)) {
    if (found.intent !== "sign")
      refuse(
        "method-not-third-party",
        `${quote(method.name)} is a log-in: name it as an authentication-based signature`,
        at,
      );
    if (documents > 1 && task.bundle !== false && !found.bundles)
      refuse(
        "method-does-not-support-bundle",
        `${quote(method.name)} signs one document at a time: set bundle to false`,
        at,
      );
  }
}

function checkAuthenticationBased(task: TaskRequest, context: RuleContext, place: Place): void {
  for (const { method, found, at } of namedMethods(task, "authenticationBasedSignatures", context, place)) {
    if (found.intent !== "authenticate")
      refuse(
        "method-not-authentication-based",
        `${quote(method.name)} signs documents itself: name it as a signature`,
        at,
      );
    if (!found.binds)
      refuse(
        "method-not-authentication-based",
        `${quote(method.name)} cannot put what is consented to under the person's key`,
        at,
      );
  }
}

function namedMethods(
  task: TaskRequest,
  kind: "signatures" | "authenticationBasedSignatures",
  context: RuleContext,
  place: Place,
) {
  return task[kind].flatMap(({ methods }, index) =>
    methods.map((method, m) => {
      const at = [...place, kind, index, "methods", m];
      refuseDrawing(method, at);
      return { method, found: find(method.name, context, at), at };
    }),
  );
}

function refuseDrawing({ handwritten }: SignatureMethod, place: Place): void {
  if (handwritten) refuse("method-not-enabled", "signatures drawn by hand are not offered", place);
}

function find(name: string, { catalogue, service }: RuleContext, place: Place): CataloguedMethod {
  return (
    catalogue.find(service, name) ??
    refuse("method-not-enabled", `the service has no method ${quote(name)}: it is not in its customer file`, place)
  );
}
