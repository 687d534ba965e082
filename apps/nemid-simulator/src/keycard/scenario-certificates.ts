import {
  createTestCa,
  type HolderOptions,
  type IssuedCertificate,
  type KeySource,
  type TestCa,
} from "@eid-gateway/oces-testing";
import { type CertificateHolder, issueWithin } from "../register/certificates.js";
import type { Identity } from "../register/identity.js";

export type CertificateChoice =
  | "revoked"
  | "expired"
  | "not-yet-valid"
  | "voces"
  | "foces"
  | "production-policy"
  | "untrusted"
  | "without-signing"
  | "foreign-key"
  | "other-kind"
  | "other-person";

export interface ScenarioCertificates {
  /** A certificate for the holder of `own`, wrong in one way. Made at the first use, then kept while the simulator runs. */
  issue(choice: CertificateChoice, identity: Identity, own: IssuedCertificate): Promise<IssuedCertificate>;
}

export interface ScenarioCertificatesOptions {
  readonly ca: TestCa;
  readonly baseUrl: string;
  readonly keys: KeySource;
  readonly clock: { now(): Date };
}

const DAY_MS = 24 * 60 * 60 * 1000;
const PRODUCTION_ARC = { POCES: "1.2.208.169.1.1.1.1.5", MOCES: "1.2.208.169.1.1.1.2.5" } as const;

export function openScenarioCertificates(options: ScenarioCertificatesOptions): ScenarioCertificates {
  const made = new Map<string, Promise<IssuedCertificate>>();
  return {
    issue(choice, identity, own) {
      const key = `${choice} ${own.serial}`;
      const kept = made.get(key) ?? make(options, choice, identity, own);
      made.set(key, kept);
      kept.catch(() => made.delete(key));
      return kept;
    },
  };
}

async function make(
  { ca, baseUrl, keys, clock }: ScenarioCertificatesOptions,
  choice: CertificateChoice,
  identity: Identity,
  own: IssuedCertificate,
): Promise<IssuedCertificate> {
  const now = clock.now().getTime();
  const key = own.privateKey;
  const company = { name: identity.name, companyName: identity.companyName ?? "Simulator", key };
  const issue = (options: HolderOptions) => issueWithin(ca, identity, { key, ...options });
  switch (choice) {
    case "revoked":
      return issue({ revoked: { at: new Date(now), reason: "keyCompromise" } });
    case "expired":
      return issue({ notBefore: new Date(now - 1096 * DAY_MS), notAfter: new Date(now - DAY_MS) });
    case "not-yet-valid":
      return issue({ notBefore: new Date(now + DAY_MS), notAfter: new Date(now + 1096 * DAY_MS) });
    case "voces":
      return ca.issueVoces(company);
    case "foces":
      return ca.issueFoces(company);
    case "production-policy":
      return issue({ policy: PRODUCTION_ARC[identity.kind] });
    case "without-signing":
      return issue({ keyUsage: ["keyEncipherment"] });
    case "foreign-key":
      return { ...own, privateKey: await keys.draw("holder") };
    case "other-kind":
      return issueWithin(ca, asOtherKind(identity), { key });
    case "other-person":
      return issueWithin(ca, { ...identity, ...STRANGER }, { key: await keys.draw("holder") });
    case "untrusted":
      return issueWithin(await createTestCa({ baseUrl, keys, clock }), identity, { key });
  }
}

/** Numbers that the register gives to nobody: it draws them, and hardly ever all zeros. */
const STRANGER = { name: "Fremmed Fremmedsen", pid: "9208-2002-2-000000000000", rid: "00000000", email: undefined };

function asOtherKind(identity: Identity): CertificateHolder {
  if (identity.kind === "MOCES") return { ...identity, kind: "POCES", pid: identity.pid ?? STRANGER.pid };
  return { ...identity, kind: "MOCES", cvr: "10000009", rid: STRANGER.rid, companyName: "Simulator ApS" };
}
