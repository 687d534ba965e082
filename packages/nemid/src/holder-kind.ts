/** Whose certificates log anybody in: a person's (POCES) or an employee's (MOCES). */
import { z } from "zod";

const holderKind = z.enum(["POCES", "MOCES"]);
export type HolderKind = z.infer<typeof holderKind>;

/** For a method that leaves the choice to the customer; employees unless said. */
export const acceptedKinds = z
  .array(holderKind)
  .min(1)
  .refine((kinds) => new Set(kinds).size === kinds.length, "each kind once")
  .default(["MOCES"])
  .describe("whose certificates log in: employees' (`MOCES`), persons' (`POCES`)");
