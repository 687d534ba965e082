/** Whose certificates are accepted: a person's (POCES) or an employee's (MOCES). */
import { z } from "zod";

const holderKind = z.enum(["POCES", "MOCES"]);
export type HolderKind = z.infer<typeof holderKind>;

/** For a method that leaves the choice to the customer. */
export function kinds(byDefault: HolderKind[], meaning: string) {
  return z
    .array(holderKind)
    .min(1)
    .refine((given) => new Set(given).size === given.length, "each kind once")
    .default(byDefault)
    .describe(meaning);
}

/** Who logs in; employees unless said. */
export const acceptedKinds = kinds(["MOCES"], "whose certificates log in: employees' (`MOCES`), persons' (`POCES`)");
