import { createPublicKey, verify } from "node:crypto";
import type { CaCertificate, CrlOptions, TestCa } from "@eid-gateway/oces-testing";
import { AsnConvert } from "@peculiar/asn1-schema";
import { CertificateList, CRLNumber, CRLReason, IssuingDistributionPoint } from "@peculiar/asn1-x509";
import { beforeEach, expect, test } from "vitest";
import { NOW, newCa } from "./test-ca-of-today.js";

let ca: TestCa;
beforeEach(async () => {
  ca = await newCa();
});

const listOf = (options?: CrlOptions): CertificateList => AsnConvert.parse(ca.crl(options), CertificateList);

const entriesOf = (list: CertificateList) =>
  (list.tbsCertList.revokedCertificates ?? []).map(({ userCertificate, crlEntryExtensions }) => ({
    serial: Buffer.from(userCertificate).toString("hex").toUpperCase(),
    reason: AsnConvert.parse(crlEntryExtensions![0]!.extnValue, CRLReason).reason,
  }));

const extensionOf = (list: CertificateList, oid: string) =>
  list.tbsCertList.crlExtensions?.find(({ extnID }) => extnID === oid);

function isSignedBy(der: Uint8Array, authority: CaCertificate): boolean {
  const list = AsnConvert.parse(der, CertificateList);
  const content = Buffer.from(AsnConvert.serialize(list.tbsCertList));
  return verify("sha256", content, createPublicKey(authority.pem), Buffer.from(list.signature));
}

test("lists nothing while nothing is revoked", () => {
  const { tbsCertList } = listOf();
  expect(tbsCertList.version).toBe(1);
  expect(tbsCertList.revokedCertificates).toBeUndefined();
  expect(isSignedBy(ca.crl(), ca.issuing)).toBe(true);
});

test("lists what was revoked, newest first, with reasons", async () => {
  const [early, late] = [await ca.issuePoces(), await ca.issueVoces()];
  ca.revoke(early.serial, { at: new Date("2026-03-01T00:00:00Z"), reason: "keyCompromise" });
  ca.revoke(late.serial, { reason: "superseded" });
  expect(entriesOf(listOf())).toEqual([
    { serial: late.serial, reason: 4 },
    { serial: early.serial, reason: 1 },
  ]);
});

test("is valid twelve hours and numbered upwards", () => {
  const { thisUpdate, nextUpdate } = listOf().tbsCertList;
  expect(nextUpdate!.getTime().getTime() - thisUpdate.getTime().getTime()).toBe(12 * 3_600_000);
  const numberOf = (list: CertificateList) =>
    AsnConvert.parse(extensionOf(list, "2.5.29.20")!.extnValue, CRLNumber).value;
  const later = listOf({ thisUpdate: new Date(NOW.getTime() + 60_000) });
  expect(Number(numberOf(later))).toBeGreaterThan(Number(numberOf(listOf())));
});

test("a full list has no issuing distribution point, a partition has a critical one", () => {
  expect(extensionOf(listOf(), "2.5.29.28")).toBeUndefined();
  const partition = extensionOf(listOf({ partition: "CRL148" }), "2.5.29.28");
  expect(partition?.critical).toBe(true);
  const { distributionPoint } = AsnConvert.parse(partition!.extnValue, IssuingDistributionPoint);
  expect(distributionPoint?.fullName?.[0]?.directoryName?.at(-1)?.[0]?.value.toString()).toBe("CRL148");
});

test("holds only what its own issuer issued, and nothing revoked later than itself", async () => {
  const second = await ca.addIssuingCa();
  const [mine, theirs] = [
    await ca.issuePoces({ revoked: true }),
    await ca.issuePoces({ issuer: second, revoked: true }),
  ];
  expect(entriesOf(listOf()).map(({ serial }) => serial)).toEqual([mine.serial]);
  expect(entriesOf(listOf({ issuer: second })).map(({ serial }) => serial)).toEqual([theirs.serial]);
  expect(entriesOf(listOf({ thisUpdate: new Date("2026-01-01") }))).toEqual([]);
});

test("the root's list speaks of issuing CAs", () => {
  ca.revoke(ca.issuing.serial, { reason: "cACompromise" });
  expect(entriesOf(listOf({ issuer: ca.root }))).toEqual([{ serial: ca.issuing.serial, reason: 2 }]);
  expect(isSignedBy(ca.crl({ issuer: ca.root }), ca.root)).toBe(true);
});

test("a certificate on hold comes back", async () => {
  const { serial } = await ca.issuePoces({ revoked: { at: NOW, reason: "certificateHold" } });
  expect(entriesOf(listOf())).toEqual([{ serial, reason: 6 }]);
  ca.reinstate(serial);
  expect(entriesOf(listOf())).toEqual([]);
});

test("refuses to revoke what it never issued", () => {
  expect(() => ca.revoke("4a4b4c4d")).toThrow(/no certificate with serial 4A4B4C4D/);
});

test("faults: another signer, a damaged signature, entries left out, no nextUpdate, unknown critical extension", async () => {
  const { serial } = await ca.issuePoces({ revoked: true });
  const second = await ca.addIssuingCa();
  expect(isSignedBy(ca.crl({ signedBy: second }), ca.issuing)).toBe(false);
  expect(isSignedBy(ca.crl({ damagedSignature: true }), ca.issuing)).toBe(false);
  expect(entriesOf(listOf({ omit: [serial] }))).toEqual([]);
  expect(listOf({ nextUpdate: null }).tbsCertList.nextUpdate).toBeUndefined();
  expect(extensionOf(listOf({ unknownCriticalExtension: true }), "1.3.6.1.4.1.99999.1")?.critical).toBe(true);
  expect(extensionOf(listOf({ deltaBase: 7 }), "2.5.29.27")?.critical).toBe(true);
  expect(extensionOf(listOf({ onlyContains: "caCerts" }), "2.5.29.28")?.critical).toBe(true);
});
