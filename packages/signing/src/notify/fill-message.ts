import type { Notification } from "../model/notification.js";
import type { Order } from "../model/order.js";
import type { OutgoingMessage, SigningPorts } from "../ports.js";
import { fillAddress, fillPlaceholders, type Placeholders } from "./placeholders.js";

/** A notification as it goes out, about a task or about the whole order. */
export function fillMessage(
  { taskUrl }: Pick<SigningPorts, "taskUrl">,
  { service, id: orderId, tasks }: Order,
  {
    notification,
    taskId,
    state,
  }: { readonly notification: Notification; readonly taskId?: string; readonly state: string },
): Omit<OutgoingMessage, "id"> {
  const { type, recipient, sender, header, message } = notification;
  const about = taskId ?? tasks[0]!.id;
  const values = { requestId: orderId, taskId: about, taskUrl: taskUrl(service, orderId, about) };
  return {
    service,
    orderId,
    ...(taskId !== undefined && { taskId }),
    state,
    recipient: type === "URL" ? callbackAddress(recipient, values, taskId) : recipient,
    ...(sender !== undefined && { sender }),
    ...(header !== undefined && { header: fillPlaceholders(header, values) }),
    message: fillPlaceholders(message, values),
  };
}

/** Receivers read `requestId` and `taskId` from the query, whether or not the address has a placeholder for them. */
function callbackAddress(recipient: string, values: Placeholders, taskId: string | undefined): string {
  const url = new URL(fillAddress(recipient, values));
  const ids = { requestId: values.requestId, ...(taskId !== undefined && { taskId }) };
  const missing = Object.entries(ids).filter(([name]) => !recipient.includes(`\${${name}}`));
  const added = missing.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  url.search = [url.search.slice(1), ...added].filter((part) => part !== "").join("&");
  return url.href;
}
