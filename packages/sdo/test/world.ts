/** Everybody who takes part in a signing: a CA, a signer, the hub's seal, a time-stamping authority; and what they make together. */
import { createHash } from "node:crypto";
import { createTrust, offlineRevocation } from "@eid-gateway/oces";
import {
  type IssuedCertificate,
  loginProperties,
  type SigningContent,
  signingProperties,
  signMessage,
  type TestCa,
} from "@eid-gateway/oces-testing";
import {
  bindingOf,
  type Consent,
  judgeLtvSdo,
  type LtvSdoContent,
  type LtvSdoQuestion,
  readLtvSdo,
  type Sealing,
} from "../src/index.js";
import { createCa, NOW, sealKeyOf, trustIn } from "./ca.js";
import { complaints } from "./levels.js";
import { createTsa, type Tsa } from "./tsa.js";

export const TEXT = Buffer.from("I owe Ella 100 kr.\n");
const CONSENT: Consent = {
  text: "Jeg har læst og forstået dokumentet & accepterer indholdet.\r\n",
  language: "da",
};
const RANDOM = "pV7Qm0aYc1xkRz2t";
const STAMPED = "2022-05-01 14:00:00+0200";

export interface World {
  readonly ca: TestCa;
  readonly person: IssuedCertificate;
  readonly seal: IssuedCertificate;
  readonly tsa: Tsa;
  /** Everything there is to seal with, at that time. */
  sealing(at?: Date): Required<Sealing>;
  native(more?: Partial<LtvSdoContent>): LtvSdoContent;
  authenticated(more?: Partial<LtvSdoContent>, challenge?: (binding: string) => string): LtvSdoContent;
}

export async function createWorld(): Promise<World> {
  const time = { now: NOW };
  const ca = await createCa({ now: () => time.now });
  const person = await ca.issuePoces({ name: "Ella Testesen", pid: "9208-2002-2-123456789012" });
  const seal = await ca.issueVoces({ companyName: "Hub A/S", notAfter: new Date("2025-05-01") });
  const tsa = await createTsa(ca, { notAfter: new Date("2027-05-01") });
  return {
    ca,
    person,
    seal,
    tsa,
    sealing: (at = NOW) => ({
      key: sealKeyOf(seal),
      clock: { now: () => at },
      timestamps: tsa.source(at),
      validation: { trust: trustIn(ca), revocation: listsAt(ca, at) },
    }),
    native: (more = {}) => ({ ...base(person, ca), proof: nativeProof(person), ...more }),
    authenticated: (more = {}, challenge = (binding) => `${RANDOM}.${binding}`) => {
      const content = { ...base(person, ca), proof: nativeProof(person), ...more };
      const message = signLogin(person, challenge(bindingFor(content)));
      return { ...content, proof: { kind: "authentication", message } };
    },
  };
}

function base(person: IssuedCertificate, ca: TestCa): Omit<LtvSdoContent, "proof"> {
  return {
    order: "order-1",
    task: "task-1",
    documents: [{ id: "contract", mediaType: "text/plain", description: `"Loan" <1> & more`, bytes: TEXT }],
    signer: {
      name: "Ella Testesen",
      nationalId: "0101701234",
      nationality: "DK",
      uniqueId: person.subject.pid!,
      method: "nemid-sign",
    },
    consent: CONSENT,
    events: [
      { event: "task-started", time: NOW, ip: "192.0.2.7", userAgent: "Test/1.0 <x>" },
      { event: "document-signed", time: NOW },
    ],
    validation: {
      certificates: person.chain,
      crls: [ca.crl({ thisUpdate: NOW }), ca.crl({ issuer: ca.root, thisUpdate: NOW })],
      ocsps: [],
    },
  };
}

export function nativeProof(
  person: IssuedCertificate,
  signing: SigningContent = { kind: "text", text: TEXT.toString() },
) {
  const properties = signingProperties({ requestIssuer: "Hub", challenge: "8412", timeStamp: STAMPED });
  return {
    kind: "native",
    document: "contract",
    message: signMessage({ identity: person, properties, signing }),
  } as const;
}

export function signLogin(person: IssuedCertificate, challenge: string): Uint8Array {
  const properties = loginProperties({ requestIssuer: "Hub", challenge, timeStamp: STAMPED });
  return signMessage({ identity: person, properties });
}

export function bindingFor({ order, task, consent, documents }: LtvSdoContent): string {
  const bound = documents.map((one) => ({
    id: one.id,
    mediaType: one.mediaType,
    sha256: "bytes" in one ? createHash("sha256").update(one.bytes).digest() : one.sha256,
  }));
  return bindingOf({ order, task, consent, documents: bound });
}

/** The lists of that day. */
export function listsAt(ca: TestCa, at: Date) {
  return offlineRevocation({ crls: [ca.crl({ thisUpdate: at }), ca.crl({ issuer: ca.root, thisUpdate: at })] });
}

/** Judged offline, with what is archived in it alone; complaints of each part by name. */
export async function judge({ ca }: World, bytes: Uint8Array, more: Partial<LtvSdoQuestion> = {}) {
  const trust = createTrust({ anchors: [ca.root.pem] });
  const report = await judgeLtvSdo({ sdo: readLtvSdo(bytes), sealTrust: trust, trust, now: NOW, ...more });
  return {
    ...report,
    complaints: [
      ...complaints(report.seal.findings).map((one) => `seal ${one}`),
      ...report.seal.timestamps.flatMap(({ findings }) => complaints(findings).map((one) => `time ${one}`)),
      ...complaints(report.proof?.findings ?? []).map((one) => `proof ${one}`),
      ...complaints(report.agreement?.findings ?? []).map((one) => `agreement ${one}`),
    ],
  };
}
