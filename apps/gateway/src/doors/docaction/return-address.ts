/** A customer's return address with the ids of the task put in. */
import { fillAddress } from "@eid-gateway/signing";
import type { TaskName } from "./sitting.js";

/** @returns `undefined` for none, and for what is no web address once it is filled in */
export function returnAddress(
  written: string | undefined,
  { order, task }: TaskName,
  taskUrl: string,
): URL | undefined {
  if (!written) return undefined;
  const filled = fillAddress(written, { requestId: order, taskId: task, taskUrl });
  if (!URL.canParse(filled)) return undefined;
  const url = new URL(filled);
  return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
}
