/** The register of service providers: one file each, read once at start. */
import type { X509Certificate } from "node:crypto";
import { join } from "node:path";
import type { IssuedCertificate, TestCa } from "@eid-gateway/oces-testing";
import { readRegister, writeJsonFile } from "../state/json-file.js";
import { drawFrom } from "../state/seeded-draw.js";
import { inventCompanyName } from "./autofill.js";
import { loadIssued } from "./certificates.js";
import { type EnrolledKind, type Enrolment, judgeEnrolment } from "./enrolment.js";
import { hasGoodCertificate, issueVoces } from "./issue-voces.js";
import type { CprRights, Merchant, MerchantStatus, NewMerchant } from "./merchant.js";
import { drawCvr } from "./numbers.js";
import { Refusal } from "./refusal.js";

export interface Merchants {
  create(wish: NewMerchant): Promise<Merchant>;
  list(): Merchant[];
  /** Throws a Refusal (404). */
  load(spid: string): Merchant;
  setStatus(spid: string, status: MerchantStatus): Promise<Merchant>;
  /** What is left out stays as it is. */
  setRights(spid: string, rights: Partial<CprRights>): Merchant;
  vocesOf(merchant: Merchant): IssuedCertificate;
  /**
   * @param certificate what came as SP_CERT or in the TLS handshake
   * @param kinds VOCES alone when left out
   */
  findEnrolment(certificate: X509Certificate, kinds?: readonly EnrolledKind[]): Enrolment;
  /** New certificates with the same keys, after the simulator's own address changed. @param previous the CA that knows the keys */
  reissueAll(previous: TestCa): Promise<void>;
}

export interface MerchantsOptions {
  readonly stateDir: string;
  readonly seed: string;
  readonly ca: TestCa;
  readonly clock: { now(): Date };
}

const KEPT = ["spid", "cvr", "uid", "name", "friendlyName", "pidCpr", "status", "serial"] as const;

export function openMerchants({ stateDir, seed, ca, clock }: MerchantsOptions): Merchants {
  const folder = join(stateDir, "merchants");
  const kept = new Map(readRegister<Merchant>(folder, KEPT).map((merchant) => [merchant.spid, withRights(merchant)]));
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
    const { serial } = await issueVoces(ca, drawn, "active", clock.now());
    return save({ ...drawn, status: "active", serial });
  }
  async function renew(merchant: Merchant, status: MerchantStatus, ...previous: readonly TestCa[]): Promise<Merchant> {
    const { privateKey } = loadIssued(merchant.serial, ...previous, ca);
    const { serial } = await issueVoces(ca, merchant, status, clock.now(), privateKey);
    return save({ ...merchant, status, serial });
  }
  async function setStatus(spid: string, status: MerchantStatus): Promise<Merchant> {
    const merchant = load(spid);
    const isGood = hasGoodCertificate(merchant.status);
    if (isGood && hasGoodCertificate(status)) return save({ ...merchant, status });
    if (!isGood || status !== "revoked") return renew(merchant, status);
    ca.revoke(merchant.serial, { at: clock.now(), reason: "unspecified" });
    return save({ ...merchant, status });
  }

  return {
    create,
    list: () => [...kept.values()],
    load,
    setStatus,
    vocesOf: ({ serial }) => loadIssued(serial, ca),
    findEnrolment: (certificate, kinds) => judgeEnrolment(certificate, ca, kept.values(), clock.now(), kinds),
    setRights: (spid, rights) => save({ ...load(spid), ...rights }),
    async reissueAll(previous) {
      for (const merchant of [...kept.values()]) await renew(merchant, merchant.status, previous);
    },
  };
}

function drawMerchant(seed: string, wish: NewMerchant, ordinal: number): Omit<Merchant, "serial" | "status"> {
  const draw = drawFrom(seed, "merchant", ordinal);
  const cvr = wish.cvr ?? drawCvr(draw);
  const name = wish.name ?? inventCompanyName(draw);
  const { friendlyName, pidCpr, ridCpr = "off" } = wish;
  return {
    spid: wish.spid ?? `${1 + draw.below(9)}${draw.digits(8)}`,
    uid: draw.digits(13),
    cvr,
    name,
    friendlyName,
    pidCpr,
    ridCpr,
  };
}

/** A register that was written before there was RID/CPR. */
function withRights(merchant: Omit<Merchant, "ridCpr"> & Partial<Pick<Merchant, "ridCpr">>): Merchant {
  return { ridCpr: "off", ...merchant };
}
