/** Whether who has signed, or logged in, is the one the order is for. The one place where that is decided. */
import type { NationalId } from "@eid-gateway/core";

export type Comparison = "same" | "other" | "unknown";

/**
 * @param wanted the subject's number; an order that names none takes whoever its address was given to
 * @param found what the method found out; absent, nobody knows who it is, and that is no match
 */
export function compareSigner(wanted: NationalId | undefined, found: NationalId | undefined): Comparison {
  if (!wanted) return "same";
  if (!found) return "unknown";
  return wanted.country === found.country && digitsOf(wanted) === digitsOf(found) ? "same" : "other";
}

function digitsOf(id: NationalId): string {
  return id.reveal().replaceAll(/[^0-9A-Za-z]/g, "");
}
