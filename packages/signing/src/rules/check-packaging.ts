import { packageSources } from "../documents/uses.js";
import { quote, type Rule, refuse } from "./rule.js";

/** A package is made of results that the order's tasks give, by a method that is there. */
export const checkPackaging: Rule = (order, { packagers }) => {
  for (const [index, packaging] of order.packagingTasks.entries()) {
    const place = ["packagingTasks", index];
    if (!Object.hasOwn(packagers, packaging.method)) {
      const known = Object.keys(packagers).join(", ") || "none";
      refuse("invalid-value", `there is no packaging method ${quote(packaging.method)}; there are: ${known}`, [
        ...place,
        "method",
      ]);
    }
    if (packaging.documents.length === 0)
      refuse("invalid-value", "a package needs at least one document", [...place, "documents"]);
    for (const [d, document] of packaging.documents.entries()) {
      if (document.taskId !== undefined && !order.tasks.some(({ id }) => id === document.taskId))
        refuse("task-ref-unresolved", `the order has no task ${quote(document.taskId)}`, [...place, "documents", d]);
      if (packageSources(order, { ...packaging, documents: [document] }).length > 0) continue;
      const message = `no task that is meant signs a document ${quote(document.documentId)}`;
      refuse("document-ref-unresolved", message, [...place, "documents", d]);
    }
  }
};
