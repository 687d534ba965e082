/** The address that customers send people to, as they build it themselves: nothing in it but ids, each once. */
import type { Fields } from "@eid-gateway/core";

export type DocactionUrl =
  | { readonly kind: "task"; readonly order: string; readonly task: string; readonly artifact?: string }
  | { readonly kind: "session"; readonly session: string; readonly artifact?: string };

/** Of the gateway's making: 57 or 58 characters; a customer's own task ids are anything short. */
const MAX_ID = 255;

/** @returns `undefined` for an address that names neither a task nor a user session, or both */
export function readDocaction(query: Fields): DocactionUrl | undefined {
  const { request_id: order, task_id: task, user_session_id: session, artifact: given } = query;
  const artifact = given ? { artifact: given } : {};
  if (Object.values(query).some((value) => value.length > MAX_ID || /\p{Cc}/u.test(value))) return undefined;
  if (session && !order && !task) return { kind: "session", session, ...artifact };
  return order && task && !session ? { kind: "task", order, task, ...artifact } : undefined;
}
