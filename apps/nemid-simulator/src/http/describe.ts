/** How the API speaks of the things in the registers. */
import type { IssuedCertificate } from "@eid-gateway/oces-testing";
import { askedNext, type Identity } from "../register/identity.js";
import { codesLeft } from "../register/key-card.js";
import { writeHtmlKeyFile } from "../register/key-file.js";
import { type Merchant, VOCES_PASSWORD } from "../register/merchant.js";
import { statusOf } from "../register/status.js";

export interface Describing {
  readonly publicUrl: string;
  readonly seed: string;
  now(): number;
}

/** One line of the list: enough to log in. */
export function summarizeIdentity(identity: Identity, { publicUrl, now }: Describing) {
  const { alias, userId, password, activation, kind, name, cpr, nemidNumber, pseudonym } = identity;
  return {
    alias,
    userId,
    password,
    temporaryPassword: activation?.temporaryPassword,
    kind,
    name,
    pseudonym,
    cpr,
    nemidNumber,
    status: statusOf(identity, now()),
    links: linksOf(alias, publicUrl),
  };
}

/** Everything about one identity, its key file included. */
export function describeIdentity(identity: Identity, issued: IssuedCertificate, describing: Describing) {
  const { pid, cprRegistered, cvr, rid, companyName, address, email, youth, roles, serial, password, cards } = identity;
  const p12 = Buffer.from(issued.toPkcs12(password)).toString("base64");
  return {
    ...summarizeIdentity(identity, describing),
    ...{ pid, cprRegistered, cvr, rid, companyName, address, email, youth, roles, serial },
    notBefore: issued.notBefore.toISOString(),
    notAfter: issued.notAfter.toISOString(),
    certificate: issued.pem,
    keyCard: { id: cards.active.id, codesLeft: codesLeft(cards.active) },
    keyFile: { p12, html: writeHtmlKeyFile(p12), password },
  };
}

export function describeKeyCard(identity: Identity, { seed }: Describing) {
  const { active, waiting, automatic } = identity.cards;
  const codes = active.codes.map(([number, code]) => ({ number, code, used: active.used.includes(number) }));
  const next = askedNext(identity, seed) ?? null;
  return { id: active.id, next, codesLeft: codesLeft(active), waiting: waiting.map(({ id }) => id), automatic, codes };
}

export function summarizeMerchant({ spid, uid, cvr, name, friendlyName, pidCpr, ridCpr, status, serial }: Merchant) {
  return { spid, cvr, uid, name, friendlyName, pidCpr, ridCpr, status, serial };
}

export function describeMerchant(merchant: Merchant, issued: IssuedCertificate) {
  const p12 = Buffer.from(issued.toPkcs12(VOCES_PASSWORD)).toString("base64");
  return { ...summarizeMerchant(merchant), p12, password: VOCES_PASSWORD, certificate: issued.pem };
}

function linksOf(alias: string, publicUrl: string) {
  const page = `${publicUrl}/identities/${encodeURIComponent(alias)}`;
  const api = `${publicUrl}/api/identities/${encodeURIComponent(alias)}`;
  return {
    self: api,
    page,
    keyCard: `${page}/keycard`,
    log: `${page}/log`,
    scenario: `${publicUrl}/api/scenarios/${encodeURIComponent(alias)}`,
  };
}

export type IdentitySummary = ReturnType<typeof summarizeIdentity>;
export type DescribedIdentity = ReturnType<typeof describeIdentity>;
export type DescribedMerchant = ReturnType<typeof describeMerchant>;
