import type { OrderRequest, TaskRequest } from "../model/order.js";
import type { SigningPorts } from "../ports.js";
import { SigningError, type SigningErrorCode } from "../signing-error.js";

/** Looks at one thing in an order, and throws a SigningError that names the place and the remedy. Nothing has been written yet. */
export type Rule = (order: OrderRequest, context: RuleContext) => void;
export type RuleContext = Pick<SigningPorts, "catalogue" | "deliver" | "packagers"> & {
  readonly service: string;
  readonly terms: ReturnType<SigningPorts["terms"]>;
};
export type Place = readonly (string | number)[];

/** `message` is for the caller: it may hold what they sent, but no national number. */
export function refuse(code: SigningErrorCode, message: string, place: Place, findings?: readonly string[]): never {
  throw new SigningError(code, message, { place, ...(findings && { findings }) });
}

export function eachTask(order: OrderRequest, check: (task: TaskRequest, place: Place) => void): void {
  for (const [index, task] of order.tasks.entries()) check(task, ["tasks", index]);
}

/** A value of the caller's in a message: short, and on one line. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
