/** The certificates of the register's users, issued by the simulator's CA. */
import type { KeyObject } from "node:crypto";
import type { HolderOptions, IssuedCertificate, TestCa } from "@eid-gateway/oces-testing";
import type { Identity } from "./identity.js";

export type CertificateState = Identity["certificateStatus"];
export type CertificateHolder = Pick<
  Identity,
  "kind" | "name" | "pseudonym" | "youth" | "pid" | "cvr" | "rid" | "companyName" | "email"
>;

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIME_MS = 3 * 365 * DAY_MS;

/** Issues a certificate that is valid, revoked or expired already. @param key the holder's key when there is one: a renewal keeps it */
export async function issueCertificate(
  ca: TestCa,
  holder: CertificateHolder,
  state: CertificateState,
  now: Date,
  key?: KeyObject,
): Promise<IssuedCertificate> {
  const issued = await issueWithin(ca, holder, { ...validity(state, now), ...(key && { key }) });
  if (state === "revoked") ca.revoke(issued.serial, { at: now, reason: "unspecified" });
  return issued;
}

/** A certificate of the holder with any window or fault: what the scenarios need. */
export function issueWithin(ca: TestCa, holder: CertificateHolder, options: HolderOptions): Promise<IssuedCertificate> {
  const { name, pseudonym, companyName = name, cvr = "", rid = "", pid = "" } = holder;
  const email = holder.email === undefined ? {} : { email: holder.email };
  if (holder.kind === "MOCES") return ca.issueMoces({ name, pseudonym, companyName, cvr, rid, ...email, ...options });
  return ca.issuePoces({ name, pseudonym, youth: holder.youth, pid, ...email, ...options });
}

function validity(state: CertificateState, now: Date): { notBefore: Date; notAfter: Date } {
  const notAfter = new Date(now.getTime() + (state === "expired" ? -DAY_MS : LIFETIME_MS));
  return {
    notAfter,
    notBefore: new Date(state === "expired" ? notAfter.getTime() - LIFETIME_MS : now.getTime() - 60 * 60 * 1000),
  };
}

/** Looks a certificate up in the CA that issued it; `cas` are asked in turn. */
export function loadIssued(serial: string, ...cas: readonly TestCa[]): IssuedCertificate {
  for (const ca of cas) {
    const issued = ca.findIssued(serial);
    if (issued) return issued;
  }
  throw new Error(`certificate ${serial} is not in the CA's register: the state folder is damaged`);
}
