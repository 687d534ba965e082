/** The register's answer, read strictly: one thing that is not as promised, and none of it is believed. */
import type { NationalId } from "@eid-gateway/core";
import { z } from "zod";
import type { Company } from "./company-register.js";

/** Shown to people as it is: no line ends, no control characters, none that nobody sees or that turn the direction of the text. */
const shown = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^(?!\s)[^\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+(?<!\s)$/u);

const company = z.strictObject({
  cvr: z.string().regex(/^[1-9]\d{7}$/),
  name: shown(300),
  form: shown(60),
  status: z.enum(["active", "dissolved"]),
  roles: z
    .array(
      z.strictObject({
        role: z.enum(["owner", "fully-liable-participant", "director", "board-member"]),
        signs: z.enum(["alone", "jointly"]),
      }),
    )
    .max(50),
});

const answer = z.strictObject({
  cpr: z.string(),
  companies: z
    .array(company)
    .max(1000)
    .refine((all) => new Set(all.map(({ cvr }) => cvr)).size === all.length),
});

/** @param person whom it must be about @throws Error without a word of the answer */
export function readCompanies(bytes: Uint8Array, person: NationalId): readonly Company[] {
  const read = answer.safeParse(readJson(bytes));
  if (!read.success) throw new Error(`not as promised: ${read.error.issues[0]?.path.join(".") || "the whole"}`);
  if (read.data.cpr !== person.reveal()) throw new Error("about another person");
  return read.data.companies;
}

/** The parser's own error quotes what it could not read. */
function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Error("no JSON");
  }
}
