/** Tasks of several orders for one sitting, asked for by SOAP. */
import { type Account, call, textOf } from "./order-by-soap.js";

/** An order's task named "task", or another of it. */
type SessionTask = string | { readonly id: string; readonly task: string };

/** @param wanted in the order in which they are to be done */
export async function openSession(
  account: Account,
  wanted: readonly SessionTask[],
  { complete, postpone }: { readonly complete?: string; readonly postpone?: string } = {},
): Promise<{ readonly url: string; readonly artifact?: string }> {
  const tasks = wanted
    .map((one) => (typeof one === "string" ? { id: one, task: "task" } : one))
    .map(({ id, task }, at) => `<d:session-task request-id="${id}" task-id="${task}" order="${at + 1}"/>`);
  const later = postpone === undefined ? "" : `<d:on-session-postpone>${postpone}</d:on-session-postpone>`;
  const done = complete === undefined ? "" : `<d:on-session-complete>${complete}</d:on-session-complete>`;
  const session = `<d:user-session>${later}${done}${tasks.join("")}</d:user-session>`;
  const answer = await call(account, "create-usersession-request", session);
  const id = textOf(answer, "user-session-id") ?? "";
  const artifact = textOf(answer, "artifact");
  return {
    ...(artifact && { artifact }),
    url: `${account.url}/std/docaction/${account.service ?? "demo"}?user_session_id=${id}`,
  };
}
