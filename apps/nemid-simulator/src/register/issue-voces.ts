import type { KeyObject } from "node:crypto";
import type { IssuedCertificate, TestCa } from "@eid-gateway/oces-testing";
import type { Merchant, MerchantStatus } from "./merchant.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIME_MS = 3 * 365 * DAY_MS;

/** Issues the VOCES of a provider in a status. @param key the old one's, as a renewal keeps the key here */
export async function issueVoces(
  ca: TestCa,
  { cvr, uid, name }: Pick<Merchant, "cvr" | "uid" | "name">,
  status: MerchantStatus,
  now: Date,
  key?: KeyObject,
): Promise<IssuedCertificate> {
  const yesterday = now.getTime() - DAY_MS;
  const expired = { notBefore: new Date(yesterday - LIFETIME_MS), notAfter: new Date(yesterday) };
  const validity = status === "expired" ? expired : {};
  const issued = await ca.issueVoces({ cvr, uid, name, companyName: name, ...validity, ...(key && { key }) });
  if (status === "revoked") ca.revoke(issued.serial, { at: now, reason: "unspecified" });
  return issued;
}

/** Active and suspended providers have the same certificate; the other statuses are of the certificate itself. */
export function hasGoodCertificate(status: MerchantStatus): boolean {
  return status === "active" || status === "suspended";
}
