import { X509Certificate } from "node:crypto";
import type { TestCa } from "@eid-gateway/oces-testing";
import { BasicConstraints, CertificatePolicies } from "@peculiar/asn1-x509";
import { beforeAll, expect, test } from "vitest";
import { isCritical, readCertificate, readExtension } from "./read-certificate.js";
import { newCa } from "./test-ca-of-today.js";

let ca: TestCa;
beforeAll(async () => {
  ca = await newCa();
});

const isSignedBy = (pem: string, issuerPem: string): boolean =>
  new X509Certificate(pem).verify(new X509Certificate(issuerPem).publicKey);

const oidsOf = (der: Uint8Array) => readCertificate(der).tbsCertificate.extensions?.map(({ extnID }) => extnID);

test("a damaged signature does not verify", async () => {
  const { pem } = await ca.issuePoces({ damagedSignature: true });
  expect(isSignedBy(pem, ca.issuing.pem)).toBe(false);
});

test("a signature by another key keeps the issuer's name and identifiers", async () => {
  const stranger = await newCa();
  const { pem } = await ca.issuePoces({ signedWith: stranger.issuing.privateKey });
  expect(new X509Certificate(pem).checkIssued(new X509Certificate(ca.issuing.pem))).toBe(true);
  expect(isSignedBy(pem, ca.issuing.pem)).toBe(false);
  expect(isSignedBy(pem, stranger.issuing.pem)).toBe(true);
});

test("key usage can be narrowed or left out", async () => {
  const narrow = await ca.issuePoces({ keyUsage: ["cRLSign"] });
  const none = await ca.issuePoces({ keyUsage: "absent" });
  expect(oidsOf(narrow.certificate)).toContain("2.5.29.15");
  expect(oidsOf(none.certificate)).not.toContain("2.5.29.15");
});

test("policies can be foreign, several or none", async () => {
  const policiesOf = async (policy: string | string[]) => {
    const { certificate } = await ca.issuePoces({ policy });
    return readExtension(certificate, "2.5.29.32", CertificatePolicies)?.map((one) => one.policyIdentifier);
  };
  expect(await policiesOf("1.2.3.4")).toEqual(["1.2.3.4"]);
  expect(await policiesOf(["1.2.3.4", "1.2.3.5"])).toEqual(["1.2.3.4", "1.2.3.5"]);
  expect(await policiesOf("absent")).toBeUndefined();
});

test("a holder can pose as a CA", async () => {
  const { certificate, pem } = await ca.issuePoces({ basicConstraints: { ca: true }, keyUsage: ["keyCertSign"] });
  expect(readExtension(certificate, "2.5.29.19", BasicConstraints)?.cA).toBe(true);
  expect(new X509Certificate(pem).ca).toBe(true);
});

test("a CA can be none", async () => {
  const notCa = await ca.addIssuingCa({ basicConstraints: { ca: false }, name: "TRUST2408 Simulator no CA" });
  const holder = await ca.issuePoces({ issuer: notCa });
  expect(new X509Certificate(notCa.pem).ca).toBe(false);
  expect(isSignedBy(holder.pem, notCa.pem)).toBe(true);
});

test("a CA below a CA of path length 0 can issue all the same", async () => {
  const limited = await ca.addIssuingCa({ basicConstraints: { ca: true, pathLength: 0 } });
  const below = await ca.addIssuingCa({ issuer: limited });
  const { chain } = await ca.issuePoces({ issuer: below });
  expect(readExtension(limited.certificate, "2.5.29.19", BasicConstraints)?.pathLenConstraint).toBe(0);
  expect(chain).toEqual([below.certificate, limited.certificate, ca.root.certificate]);
});

test("an unknown critical extension stands in the certificate", async () => {
  const value = Uint8Array.from([5, 0]);
  const { certificate } = await ca.issuePoces({ extraExtensions: [{ oid: "1.2.3.4.5", critical: true, value }] });
  expect(isCritical(certificate, "1.2.3.4.5")).toBe(true);
});

test("validity can lie in the past or the future", async () => {
  const expired = await ca.issuePoces({ notBefore: new Date("2020-01-01"), notAfter: new Date("2023-01-01") });
  const early = await ca.issuePoces({ notBefore: new Date("2027-01-01") });
  expect(new Date(new X509Certificate(expired.pem).validTo)).toEqual(new Date("2023-01-01"));
  expect(new Date(new X509Certificate(early.pem).validFrom)).toEqual(new Date("2027-01-01"));
});

test("addresses can point elsewhere or be missing", async () => {
  const { certificate } = await ca.issuePoces({
    ocspUrl: null,
    caIssuersUrl: null,
    crlUrl: "http://evil.example/x.crl",
  });
  expect(oidsOf(certificate)).not.toContain("1.3.6.1.5.5.7.1.1");
  expect(Buffer.from(certificate).includes("http://evil.example/x.crl")).toBe(true);
});

test("a serial can be chosen, twice the same too", async () => {
  const [one, two] = [await ca.issuePoces({ serial: "0aBC" }), await ca.issuePoces({ serial: "ABC" })];
  expect([one.serial, two.serial]).toEqual(["ABC", "ABC"]);
  expect(new X509Certificate(one.pem).serialNumber).toBe("0ABC");
});

test("an issuing CA of another root has another key under the same name", async () => {
  const other = await newCa();
  expect(other.issuing.name).toBe(ca.issuing.name);
  const { pem } = await other.issuePoces();
  expect(isSignedBy(pem, ca.issuing.pem)).toBe(false);
});

test("SHA-1 signatures can be had", async () => {
  const { certificate } = await ca.issuePoces({ digest: "sha1" });
  expect(readCertificate(certificate).signatureAlgorithm.algorithm).toBe("1.2.840.113549.1.1.5");
});
