/**
 * The operator's RID/CPR service: the CPR number of an employee, who is known by CVR and RID. Few employees have one there: that is
 * no failure. An answer does not say whom it is about, so it is believed for the connection alone: TLS in which both sides show
 * certificates, one question each.
 */
import type { Credential, NationalId } from "@eid-gateway/core";
import { readCprNumber } from "../cpr/cpr-number.js";
import { fail } from "../errors/errors.js";
import { askSoap, type SoapQuestion } from "../remote/soap.js";
import { type Employee, readGetCpr, readMatch, writeGetCpr, writeMatch } from "./rid-cpr-soap.js";
import { judgeRidStatus } from "./statuses.js";

/** Where and as whom to ask. */
export interface RidCprAccess {
  readonly url: string;
  readonly spid: string;
  readonly credential: Credential;
}

const unknownNumber = "0000000000"; // the schema's way of saying so

/** `undefined`: the service has no number for this employee. @throws EidError: nemid:cprunavailable, cprblocked, cprsetup */
export async function matchEmployeeCpr(
  access: RidCprAccess,
  employee: Employee,
  cpr: NationalId,
): Promise<boolean | undefined> {
  const body = writeMatch(employee, access.spid, cpr.reveal());
  const { status, matches } = await ask(access, { body, read: readMatch });
  return judgeRidStatus(status) ? matches : undefined;
}

/** @throws EidError as matchEmployeeCpr */
export async function lookUpEmployeeCpr(access: RidCprAccess, employee: Employee): Promise<NationalId | undefined> {
  const { status, cpr } = await ask(access, { body: writeGetCpr(employee, access.spid), read: readGetCpr });
  if (!judgeRidStatus(status) || cpr === undefined || cpr === unknownNumber) return undefined;
  const found = readCprNumber(cpr);
  if (found === undefined) throw fail("nemid:cprunavailable", "the RID/CPR service gave what is no CPR number");
  return found;
}

async function ask<Answer>(
  { url, credential }: RidCprAccess,
  question: Pick<SoapQuestion<Answer>, "body" | "read">,
): Promise<Answer> {
  try {
    return await askSoap({ url, credential, ...question });
  } catch (cause) {
    throw fail("nemid:cprunavailable", `no usable answer from the RID/CPR service at ${new URL(url).origin}`, {
      cause,
    });
  }
}
