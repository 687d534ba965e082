/** Whether who has signed, or logged in, is the one the order is for. The one place where that is decided. */
import type { NationalId } from "@eid-gateway/core";
import type { KnownPerson } from "./sitting.js";

export type Comparison = "same" | "other" | "unknown" | "not-who-began";

/** Whom a task is for: whom the order names, or else who has begun it. Neither may be known. */
export interface Wanted {
  readonly subject: NationalId | undefined;
  readonly began: KnownPerson | undefined;
}

/**
 * An order that names a number is for its holder alone: without a number found, nobody knows who it is, and that is no match. One that
 * names none takes whoever its address was given to, and from the first log-in or signature on nobody else: as far as the two can be
 * compared.
 */
export function compareSigner({ subject, began }: Wanted, found: KnownPerson): Comparison {
  if (subject) {
    if (!found.nationalId) return "unknown";
    return isSameNumber(subject, found.nationalId) ? "same" : "other";
  }
  return began && areTwo(began, found) ? "not-who-began" : "same";
}

/** One person has several identities: only of one family and kind do other names mean another person. */
function areTwo(one: KnownPerson, other: KnownPerson): boolean {
  if (one.nationalId && other.nationalId) return !isSameNumber(one.nationalId, other.nationalId);
  const areAlike = one.family === other.family && one.identityKind === other.identityKind;
  return areAlike && one.subject !== other.subject;
}

function isSameNumber(one: NationalId, other: NationalId): boolean {
  return one.country === other.country && digitsOf(one) === digitsOf(other);
}

function digitsOf(id: NationalId): string {
  return id.reveal().replaceAll(/[^0-9A-Za-z]/g, "");
}
