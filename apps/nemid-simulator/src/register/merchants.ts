/**
 * The register of service providers: who may use the clients and the CPR service, under which friendly name.
 *
 * A provider is known by the serialNumber of its VOCES (`CVR:...-UID:...`), which a renewal keeps.
 */
import type { X509Certificate } from "node:crypto";
import { join } from "node:path";
import type { IssuedCertificate, TestCa } from "@eid-gateway/oces-testing";
import { readJsonFolder, writeJsonFile } from "../state/json-file.js";
import { drawFrom } from "../state/seeded-draw.js";
import { inventCompanyName } from "./autofill.js";
import { loadIssued } from "./certificates.js";
import { drawCvr } from "./numbers.js";
import { Refusal } from "./refusal.js";

export const PID_CPR_RIGHTS = ["off", "match", "lookup"] as const;
export const MERCHANT_STATUSES = ["active", "suspended", "revoked", "expired"] as const;

/** Of every VOCES key file handed out here. */
export const VOCES_PASSWORD = "Bond007";

export interface Merchant {
  readonly spid: string; // what the CPR service calls it
  readonly uid: string;
  readonly cvr: string;
  readonly name: string;
  readonly friendlyName: string; // what users see, and the response's RequestIssuer
  readonly pidCpr: (typeof PID_CPR_RIGHTS)[number];
  readonly status: (typeof MERCHANT_STATUSES)[number];
  readonly serial: string;
}

export interface NewMerchant {
  readonly cvr?: string | undefined;
  readonly name?: string | undefined;
  readonly friendlyName: string;
  readonly pidCpr: Merchant["pidCpr"];
  readonly spid?: string | undefined;
}

/** Whether a certificate may use the client. `unknown` is SRV005, `not-enrolled` SRV010. */
export type Enrolment =
  | { readonly is: "enrolled"; readonly merchant: Merchant }
  | { readonly is: "not-enrolled"; readonly why: string }
  | { readonly is: "unknown" };

export interface Merchants {
  create(wish: NewMerchant): Promise<Merchant>;
  list(): Merchant[];
  /** Throws a Refusal (404). */
  load(spid: string): Merchant;
  setStatus(spid: string, status: Merchant["status"]): Promise<Merchant>;
  vocesOf(merchant: Merchant): IssuedCertificate;
  /** @param certificate what came as SP_CERT or in the TLS handshake */
  findEnrolment(certificate: X509Certificate): Enrolment;
  /** New certificates with the same keys, after the simulator's own address changed. @param previous the CA that knows the keys */
  reissueAll(previous: TestCa): Promise<void>;
}

export interface MerchantsOptions {
  readonly stateDir: string;
  readonly seed: string;
  readonly ca: TestCa;
  readonly clock: { now(): Date };
}

const DAY_MS = 24 * 60 * 60 * 1000;

export function openMerchants({ stateDir, seed, ca, clock }: MerchantsOptions): Merchants {
  const folder = join(stateDir, "merchants");
  const kept = new Map((readJsonFolder(folder) as Merchant[]).map((merchant) => [merchant.spid, merchant]));
  const reserved = new Set(kept.keys());

  function save(merchant: Merchant): Merchant {
    writeJsonFile(join(folder, `${merchant.spid}.json`), merchant);
    kept.set(merchant.spid, merchant);
    return merchant;
  }
  function load(spid: string): Merchant {
    const merchant = kept.get(spid);
    if (!merchant) throw new Refusal(404, "there is no merchant of this SPID");
    return merchant;
  }
  async function create(wish: NewMerchant): Promise<Merchant> {
    const drawn = drawMerchant(seed, wish, reserved.size);
    if (reserved.has(drawn.spid)) throw new Refusal(409, "spid: is taken by another merchant");
    reserved.add(drawn.spid);
    const { serial } = await issueVoces(drawn, "active");
    return save({ ...drawn, status: "active", serial });
  }
  async function issueVoces(
    merchant: Omit<Merchant, "serial" | "status">,
    status: Merchant["status"],
    old?: IssuedCertificate,
  ) {
    const { cvr, uid, name } = merchant;
    const notAfter =
      status === "expired" ? { notBefore: daysFrom(clock.now(), -1096), notAfter: daysFrom(clock.now(), -1) } : {};
    const issued = await ca.issueVoces({
      cvr,
      uid,
      name,
      companyName: name,
      ...notAfter,
      ...(old && { key: old.privateKey }),
    });
    if (status === "revoked") ca.revoke(issued.serial, { at: clock.now(), reason: "unspecified" });
    return issued;
  }
  async function renew(
    merchant: Merchant,
    status: Merchant["status"],
    ...previous: readonly TestCa[]
  ): Promise<Merchant> {
    const { serial } = await issueVoces(merchant, status, loadIssued(merchant.serial, ...previous, ca));
    return save({ ...load(merchant.spid), status, serial });
  }
  async function setStatus(spid: string, status: Merchant["status"]): Promise<Merchant> {
    const merchant = load(spid);
    const keepsCertificate = (value: Merchant["status"]) => value === "active" || value === "suspended";
    if (keepsCertificate(status) && keepsCertificate(merchant.status)) return save({ ...merchant, status });
    if (status !== "revoked" || !keepsCertificate(merchant.status)) return renew(merchant, status);
    ca.revoke(merchant.serial, { at: clock.now(), reason: "unspecified" });
    return save({ ...merchant, status });
  }
  function findEnrolment(certificate: X509Certificate): Enrolment {
    const merchant = findHolder(ca, kept.values(), certificate);
    if (!merchant) return { is: "unknown" };
    const why = findObstacle(ca, certificate, merchant, clock.now());
    return why ? { is: "not-enrolled", why } : { is: "enrolled", merchant };
  }

  return {
    create,
    list: () => [...kept.values()],
    load,
    setStatus,
    vocesOf: ({ serial }) => loadIssued(serial, ca),
    findEnrolment,
    async reissueAll(previous) {
      for (const merchant of [...kept.values()]) await renew(merchant, merchant.status, previous);
    },
  };
}

function drawMerchant(seed: string, wish: NewMerchant, ordinal: number): Omit<Merchant, "serial" | "status"> {
  const draw = drawFrom(seed, "merchant", ordinal);
  const cvr = wish.cvr ?? drawCvr(draw);
  const name = wish.name ?? inventCompanyName(draw);
  const { friendlyName, pidCpr } = wish;
  return {
    spid: wish.spid ?? `${1 + draw.below(9)}${draw.digits(8)}`,
    uid: draw.digits(13),
    cvr,
    name,
    friendlyName,
    pidCpr,
  };
}

/** Looked up in the CA's own list, byte for byte: a certificate that only looks like one of ours is unknown. */
function findHolder(ca: TestCa, merchants: Iterable<Merchant>, certificate: X509Certificate): Merchant | undefined {
  const issued = ca.findIssued(certificate.serialNumber);
  if (issued?.kind !== "VOCES" || !certificate.raw.equals(issued.certificate)) return undefined;
  const { cvr, uid } = issued.subject;
  return [...merchants].find((merchant) => merchant.cvr === cvr && merchant.uid === uid);
}

function findObstacle(ca: TestCa, certificate: X509Certificate, merchant: Merchant, now: Date): string | undefined {
  if (now < new Date(certificate.validFrom)) return "the VOCES is not valid yet";
  if (now > new Date(certificate.validTo)) return "the VOCES has expired";
  if (ca.findRevocation(certificate.serialNumber)) return "the VOCES is revoked";
  return merchant.status === "suspended" ? "the service provider is not enrolled for this client" : undefined;
}

function daysFrom(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS);
}
