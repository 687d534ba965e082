import { createHash, createPublicKey, verify, X509Certificate } from "node:crypto";
import type { IssuedCertificate, OcspOptions, TestCa } from "@eid-gateway/oces-testing";
import { BasicOCSPResponse, CertID, OCSPRequest, OCSPResponse, Request, TBSRequest } from "@peculiar/asn1-ocsp";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import { AlgorithmIdentifier, type Certificate, ExtendedKeyUsage, Extension, Extensions } from "@peculiar/asn1-x509";
import { beforeEach, describe, expect, test } from "vitest";
import { readCertificate, readExtension } from "./read-certificate.js";
import { NOW, newCa } from "./test-ca-of-today.js";

const HASHES = { sha1: "1.3.14.3.2.26", sha256: "2.16.840.1.101.3.4.2.1" } as const;
const NONCE = "1.3.6.1.5.5.7.48.1.2";

let ca: TestCa;
let person: IssuedCertificate;
beforeEach(async () => {
  ca = await newCa();
  person = await ca.issuePoces();
});

/** A request as a client writes it, from certificates alone. */
function ask(
  holder: IssuedCertificate,
  { hash = "sha1" as keyof typeof HASHES, nonce = undefined as Buffer | undefined } = {},
) {
  const { subject, subjectPublicKeyInfo } = readCertificate(holder.issuer.certificate).tbsCertificate;
  const digest = (bytes: ArrayBuffer) => new OctetString(createHash(hash).update(Buffer.from(bytes)).digest());
  const reqCert = new CertID({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: HASHES[hash] }),
    issuerNameHash: digest(AsnConvert.serialize(subject)),
    issuerKeyHash: digest(subjectPublicKeyInfo.subjectPublicKey),
    serialNumber: readCertificate(holder.certificate).tbsCertificate.serialNumber,
  });
  const tbsRequest = new TBSRequest({ requestList: [new Request({ reqCert })] });
  if (nonce !== undefined)
    tbsRequest.requestExtensions = new Extensions([
      new Extension({ extnID: NONCE, extnValue: new OctetString(AsnConvert.serialize(new OctetString(nonce))) }),
    ]);
  return new Uint8Array(AsnConvert.serialize(new OCSPRequest({ tbsRequest })));
}

async function answer(request: Uint8Array, options?: OcspOptions) {
  const response = AsnConvert.parse(await ca.ocsp(request, options), OCSPResponse);
  const basic = AsnConvert.parse(response.responseBytes!.response, BasicOCSPResponse);
  const [single] = basic.tbsResponseData.responses;
  const status = single!.certStatus;
  const word = status.good === null ? "good" : status.revoked ? "revoked" : "unknown";
  return { basic, single: single!, word, data: basic.tbsResponseData, responder: basic.certs?.[0] };
}

const statusOf = async (request: Uint8Array, options?: OcspOptions): Promise<number> =>
  Number(AsnConvert.parse(await ca.ocsp(request, options), OCSPResponse).responseStatus);

function signatureHolds(basic: BasicOCSPResponse, spkiPem: Parameters<typeof createPublicKey>[0]): boolean {
  const content = Buffer.from(AsnConvert.serialize(basic.tbsResponseData));
  return verify("sha256", content, createPublicKey(spkiPem), Buffer.from(basic.signature));
}

const pemOf = (certificate: Certificate) =>
  new X509Certificate(Buffer.from(AsnConvert.serialize(certificate))).toString();

describe("a truthful answer", () => {
  test.each(["sha1", "sha256"] as const)("good, asked by %s", async (hash) => {
    const { word, single, data } = await answer(ask(person, { hash }));
    expect(word).toBe("good");
    expect(single.thisUpdate).toEqual(NOW);
    expect(single.nextUpdate!.getTime() - NOW.getTime()).toBe(3_600_000);
    expect(data.responses).toHaveLength(1);
  });

  test("revoked, with time and reason", async () => {
    ca.revoke(person.serial, { at: new Date("2026-03-01T12:00:00Z"), reason: "keyCompromise" });
    const { word, single } = await answer(ask(person));
    expect(word).toBe("revoked");
    expect(single.certStatus.revoked?.revocationTime).toEqual(new Date("2026-03-01T12:00:00Z"));
  });

  test("unknown, of a certificate this CA never issued", async () => {
    const stranger = { ...person, certificate: (await (await newCa({ seed: "b" })).issuePoces()).certificate };
    expect((await answer(ask(stranger))).word).toBe("unknown");
  });

  test("echoes the nonce, and has none when none was sent", async () => {
    const nonce = Buffer.from("0123456789abcdef0123456789abcdef", "hex");
    const { data } = await answer(ask(person, { nonce }));
    const echoed = data.responseExtensions?.find(({ extnID }) => extnID === NONCE);
    expect(Buffer.from(AsnConvert.parse(echoed!.extnValue, OctetString).buffer)).toEqual(nonce);
    expect((await answer(ask(person))).data.responseExtensions).toBeUndefined();
  });

  test("is signed by a responder of the same CA with its purpose and ocsp-nocheck", async () => {
    const { basic, responder } = await answer(ask(person));
    expect(signatureHolds(basic, pemOf(responder!))).toBe(true);
    expect(new X509Certificate(pemOf(responder!)).verify(createPublicKey(ca.issuing.pem))).toBe(true);
    const der = new Uint8Array(AsnConvert.serialize(responder!));
    expect([...readExtension(der, "2.5.29.37", ExtendedKeyUsage)!]).toEqual(["1.3.6.1.5.5.7.3.9"]);
    expect(responder!.tbsCertificate.extensions?.some(({ extnID }) => extnID === "1.3.6.1.5.5.7.48.1.5")).toBe(true);
  });

  test("each issuing CA has its own responder", async () => {
    const second = await ca.addIssuingCa();
    const { responder } = await answer(ask(await ca.issuePoces({ issuer: second })));
    expect(new X509Certificate(pemOf(responder!)).verify(createPublicKey(second.pem))).toBe(true);
  });
});

describe("faults", () => {
  test.each([
    ["malformedRequest", 1],
    ["internalError", 2],
    ["tryLater", 3],
    ["sigRequired", 5],
    ["unauthorized", 6],
  ] as const)("%s in place of an answer", async (error, code) => {
    expect(await statusOf(ask(person), { error })).toBe(code);
  });

  test("a lie about the status", async () => {
    expect((await answer(ask(person), { status: "unknown" })).word).toBe("unknown");
    expect((await answer(ask(person), { status: "revoked" })).word).toBe("revoked");
    ca.revoke(person.serial);
    expect((await answer(ask(person), { status: "good" })).word).toBe("good");
  });

  test("an answer about another serial, twice, stale, endless", async () => {
    const other = await answer(ask(person), { serial: "4A4A4A4A" });
    expect(Buffer.from(other.single.certID.serialNumber).toString("hex")).toBe("4a4a4a4a");
    expect((await answer(ask(person), { duplicate: true })).data.responses).toHaveLength(2);
    const stale = await answer(ask(person), { thisUpdate: new Date("2026-01-01T00:00:00Z") });
    expect(stale.single.nextUpdate!.getTime()).toBeLessThan(NOW.getTime());
    expect((await answer(ask(person), { nextUpdate: null })).single.nextUpdate).toBeUndefined();
  });

  test("another nonce than the one sent", async () => {
    const nonce = Buffer.alloc(16, 1);
    const { data } = await answer(ask(person, { nonce }), { nonce: "wrong" });
    expect(Buffer.from(data.responseExtensions![0]!.extnValue.buffer).includes(nonce)).toBe(false);
    expect((await answer(ask(person, { nonce }), { nonce: "omit" })).data.responseExtensions).toBeUndefined();
  });

  test("a responder without the purpose, without nocheck, expired, or of another CA", async () => {
    const oids = (certificate: Certificate) => certificate.tbsCertificate.extensions?.map(({ extnID }) => extnID);
    expect(oids((await answer(ask(person), { responder: "without-eku" })).responder!)).not.toContain("2.5.29.37");
    expect(oids((await answer(ask(person), { responder: "without-nocheck" })).responder!)).not.toContain(
      "1.3.6.1.5.5.7.48.1.5",
    );
    const expired = (await answer(ask(person), { responder: "expired" })).responder!;
    expect(expired.tbsCertificate.validity.notAfter.getTime().getTime()).toBeLessThan(NOW.getTime());
    const foreign = (await answer(ask(person), { responder: "foreign" })).responder!;
    expect(new X509Certificate(pemOf(foreign)).verify(createPublicKey(ca.issuing.pem))).toBe(false);
  });

  test("signed by the CA itself, or with a damaged signature, or without the responder's certificate", async () => {
    const direct = await answer(ask(person), { responder: "issuer" });
    expect(direct.responder).toBeUndefined();
    expect(signatureHolds(direct.basic, ca.issuing.pem)).toBe(true);
    const damaged = await answer(ask(person), { damagedSignature: true });
    expect(signatureHolds(damaged.basic, pemOf(damaged.responder!))).toBe(false);
    expect((await answer(ask(person), { withoutCertificate: true })).responder).toBeUndefined();
  });

  test("names the responder by key when wanted", async () => {
    expect((await answer(ask(person))).data.responderID.byName).toBeDefined();
    expect((await answer(ask(person), { responderId: "key" })).data.responderID.byKey).toBeDefined();
  });
});

describe("garbage", () => {
  test.each([
    ["nothing", Buffer.alloc(0)],
    ["text", Buffer.from("GET / HTTP/1.1")],
    ["an empty sequence", Buffer.from("3000", "hex")],
    ["a request for nothing", Buffer.from("30043002" + "3000", "hex")],
    ["a length beyond the end", Buffer.from("3084ffffffff00", "hex")],
    ["deep nesting", Buffer.alloc(60_000, Buffer.from("3080", "hex"))],
  ])("%s is answered malformedRequest", async (_name, bytes) => {
    expect(await statusOf(bytes)).toBe(1);
  });

  test("bytes after the request are not read over", async () => {
    expect(await statusOf(Buffer.concat([ask(person), Buffer.from([0])]))).toBe(1);
  });

  test("a question about somebody else's certificate is unauthorized", async () => {
    const stranger = await (await newCa()).issuePoces();
    expect(await statusOf(ask(stranger))).toBe(6);
  });
});
