import { createHash } from "node:crypto";
import { type IssuedCertificate, type OcspOptions, type TestCa, writeOcspRequest } from "@eid-gateway/oces-testing";
import { BasicOCSPResponse, OCSPResponse } from "@peculiar/asn1-ocsp";
import { AsnConvert } from "@peculiar/asn1-schema";
import { ExtendedKeyUsage } from "@peculiar/asn1-x509";
import { beforeAll, expect, test } from "vitest";
import { readCertificate } from "./read-certificate.js";
import { NOW, newCa } from "./test-ca-of-today.js";

let ca: TestCa;
let person: IssuedCertificate;
beforeAll(async () => {
  ca = await newCa();
  person = await ca.issuePoces();
});

async function answer(options?: OcspOptions, request = writeOcspRequest(person)) {
  const { responseBytes } = AsnConvert.parse(await ca.ocsp(request, options), OCSPResponse);
  return AsnConvert.parse(responseBytes!.response, BasicOCSPResponse);
}

const keyHashOf = (certificate: Uint8Array): string => {
  const { subjectPublicKey } = readCertificate(certificate).tbsCertificate.subjectPublicKeyInfo;
  return createHash("sha1").update(Buffer.from(subjectPublicKey)).digest("hex");
};

test.each(["sha1", "sha256"] as const)("a request by %s gets the answer about its certificate", async (hash) => {
  const { tbsResponseData } = await answer({}, writeOcspRequest(person, { hash }));
  const [{ certID, certStatus }] = tbsResponseData.responses as [(typeof tbsResponseData.responses)[number]];
  expect(Buffer.from(certID.serialNumber).toString("hex").toUpperCase()).toBe(person.serial);
  expect(certStatus.good).toBeNull();
});

test("a nonce comes back, and without one there is none", async () => {
  const nonce = Buffer.from("0123456789abcdef");
  const withNonce = await answer({}, writeOcspRequest(person, { nonce }));
  expect(Buffer.from(withNonce.tbsResponseData.responseExtensions![0]!.extnValue.buffer).subarray(2)).toEqual(nonce);
  expect((await answer()).tbsResponseData.responseExtensions).toBeUndefined();
});

test("an issuing CA can be asked about, a root cannot", async () => {
  const { tbsResponseData } = await answer({}, writeOcspRequest(ca.issuing));
  expect(tbsResponseData.responses[0]!.certStatus.good).toBeNull();
  expect(() => writeOcspRequest(ca.root)).toThrow(/no issuer/);
});

test("an answer may speak of another issuer's certificate", async () => {
  const { tbsResponseData } = await answer({ issuer: ca.root });
  const { issuerKeyHash, serialNumber } = tbsResponseData.responses[0]!.certID;
  expect(Buffer.from(issuerKeyHash.buffer).toString("hex")).toBe(keyHashOf(ca.root.certificate));
  expect(Buffer.from(serialNumber).toString("hex").toUpperCase()).toBe(person.serial);
});

test("a responder of another CA answers under its own certificate", async () => {
  const second = await ca.addIssuingCa();
  const { certs } = await answer({ responderOf: second });
  expect(certs![0]!.tbsCertificate.issuer).toEqual(readCertificate(second.certificate).tbsCertificate.subject);
});

test("a responder for any purpose has no purpose of its own, an early one is not valid yet", async () => {
  const [any, early] = [await answer({ responder: "any-eku" }), await answer({ responder: "early" })];
  const usage = any.certs![0]!.tbsCertificate.extensions!.find(({ extnID }) => extnID === "2.5.29.37")!;
  expect([...AsnConvert.parse(usage.extnValue, ExtendedKeyUsage)]).toEqual(["2.5.29.37.0"]);
  expect(early.certs![0]!.tbsCertificate.validity.notBefore.getTime().getTime()).toBeGreaterThan(NOW.getTime());
});
