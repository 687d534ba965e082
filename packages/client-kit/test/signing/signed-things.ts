/** What a gateway delivers: messages and sealed objects over a text, of a test CA and as of one day. Nothing is fetched. */
import { sign } from "node:crypto";
import {
  createTestCa,
  type IssuedCertificate,
  signingProperties,
  signMessage,
  type TestCa,
  testKeys,
} from "@eid-gateway/oces-testing";
import { buildLtvSdo, buildPades, type LtvSdoContent, type Sealing } from "@eid-gateway/sdo";
import { createResultVerifier, type ResultVerifier, type ResultVerifierOptions } from "../../src/index.js";

const NOW = new Date("2022-05-01T12:00:00Z");
export const CONTRACT = Buffer.from("I owe Ella 100 kr.\n");
export const OTHER = Buffer.from("I owe Ella 200 kr.\n");
export const SIGNER = { name: "Ella Testesen", uniqueId: "9208-2002-2-123456789012", nationalId: "0101701234" };
export const CHALLENGE = "8412";
export const ORDER = "order-1";

export interface Things {
  readonly ca: TestCa;
  readonly nemid: Uint8Array;
  readonly sdo: Uint8Array;
  readonly pdf: Uint8Array;
  seal(more?: Partial<LtvSdoContent>): Promise<Uint8Array>;
  pack(...evidence: readonly Uint8Array[]): Promise<Uint8Array>;
  /** With the CA for a network, unless its root is all that is needed. */
  verifier(more?: Partial<ResultVerifierOptions>): ResultVerifier;
}

export async function makeThings(): Promise<Things> {
  const clock = { now: () => NOW };
  const ca = await createTestCa({ baseUrl: "http://ca.test", clock, keys: testKeys() });
  const person = await ca.issuePoces({ name: SIGNER.name, pid: SIGNER.uniqueId });
  const hub = await ca.issueVoces({ companyName: "Hub A/S" });
  const sealing = sealingWith(hub);
  const nemid = signWith(person, CONTRACT);
  const seal = (more: Partial<LtvSdoContent> = {}) =>
    buildLtvSdo({ ...contentOf(ca, person, nemid), ...more }, sealing);
  const pack = (...evidence: readonly Uint8Array[]) => packed(evidence, sealing);
  const sdo = await seal();
  return {
    ca,
    nemid,
    sdo,
    pdf: await pack(sdo),
    seal,
    pack,
    verifier: (more = {}) =>
      createResultVerifier({
        signers: { anchors: [ca.root.pem] },
        seals: [ca.root.pem],
        revocationHosts: ["http://ca.test"],
        fetch: networkOf(ca),
        clock,
        ...more,
      }),
  };
}

/** Where the certificates say that the CA is asked. */
function networkOf(ca: TestCa): typeof fetch {
  return async (_url, init) => {
    const request = new Uint8Array(init?.body as Uint8Array<ArrayBuffer>);
    const answer = await ca.ocsp(request, { validMs: 5000 });
    return new Response(new Uint8Array(answer), { headers: { "content-type": "application/ocsp-response" } });
  };
}

function signWith(person: IssuedCertificate, text: Uint8Array): Uint8Array {
  const properties = signingProperties({
    requestIssuer: "Shop",
    challenge: CHALLENGE,
    timeStamp: "2022-05-01 14:00:00+0200",
  });
  return signMessage({ identity: person, properties, signing: { kind: "text", text: Buffer.from(text).toString() } });
}

function sealingWith({ certificate, chain, privateKey }: IssuedCertificate): Sealing {
  const key = { certificate, chain, sign: async (bytes: Uint8Array) => sign("sha256", bytes, privateKey) };
  return { key, clock: { now: () => NOW } };
}

function contentOf(ca: TestCa, person: IssuedCertificate, message: Uint8Array): LtvSdoContent {
  return {
    order: ORDER,
    task: "task",
    documents: [{ id: "document-1", mediaType: "text/plain", bytes: CONTRACT }],
    signer: { ...SIGNER, method: "nemid-sign" },
    proof: { kind: "native", document: "document-1", message },
    consent: { text: "I agree.", language: "en" },
    events: [{ event: "document-signed", time: NOW }],
    validation: {
      certificates: person.chain,
      crls: [ca.crl({ thisUpdate: NOW }), ca.crl({ issuer: ca.root, thisUpdate: NOW })],
      ocsps: [],
    },
  };
}

function packed(evidence: readonly Uint8Array[], sealing: Sealing): Promise<Uint8Array> {
  return buildPades(
    {
      documents: [{ title: "Contract", mediaType: "text/plain", bytes: CONTRACT }],
      signatures: [{ name: SIGNER.name, method: "NemID", at: NOW }],
      evidence: evidence.map((bytes, at) => ({ fileName: `ltv-sdo-${at + 1}.xml`, bytes })),
      front: { language: "en" },
      sealedBy: "Hub A/S",
    },
    sealing,
  );
}
