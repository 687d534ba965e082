import { allDocuments } from "../documents/name-documents.js";
import type { OrderRequest } from "../model/order.js";
import { type Place, type Rule, refuse } from "./rule.js";

/** An order has a task; a task does something; neither has more than the service's limits. */
export const checkSizes: Rule = (order, { terms: { limits } }) => {
  if (order.tasks.length === 0) refuse("invalid-value", "an order needs at least one task", ["tasks"]);
  atMost(order.tasks.length, limits.tasks, "tasks", ["tasks"]);
  atMost(allDocuments(order).length, limits.documents, "documents", ["documents"]);
  for (const { list, place } of notificationLists(order)) atMost(list, limits.notifications, "notifications", place);
  for (const [index, task] of order.tasks.entries()) {
    const place = ["tasks", index, "documentActions"];
    if (task.documentActions.length === 0) refuse("invalid-value", "a task needs at least one document-action", place);
    atMost(task.documentActions.length, limits.documents, "document-actions", place);
  }
};

function atMost(count: number, most: number, what: string, place: Place): void {
  if (count > most) refuse("invalid-value", `there are ${count} ${what}; at most ${most} are taken`, place);
}

function notificationLists({ notifications, tasks, packagingTasks }: OrderRequest) {
  const of = (list: readonly { readonly notifications: readonly unknown[] }[], name: string) =>
    list.map((one, index) => ({ list: one.notifications.length, place: [name, index, "notifications"] }));
  return [
    { list: notifications.length, place: ["notifications"] },
    ...of(tasks, "tasks"),
    ...of(packagingTasks, "packagingTasks"),
  ];
}
