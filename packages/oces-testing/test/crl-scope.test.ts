import type { CrlOptions, TestCa } from "@eid-gateway/oces-testing";
import { AsnConvert } from "@peculiar/asn1-schema";
import { CertificateIssuer, CertificateList, CRLReason, IssuingDistributionPoint } from "@peculiar/asn1-x509";
import { beforeAll, expect, test } from "vitest";
import { NOW, newCa } from "./test-ca-of-today.js";

let ca: TestCa;
beforeAll(async () => {
  ca = await newCa();
});

const listOf = (options: CrlOptions) => AsnConvert.parse(ca.crl(options), CertificateList).tbsCertList;

function scopeOf(options: CrlOptions): IssuingDistributionPoint {
  const found = listOf(options).crlExtensions!.find(({ extnID }) => extnID === "2.5.29.28")!;
  expect(found.critical).toBe(true);
  return AsnConvert.parse(found.extnValue, IssuingDistributionPoint);
}

test("a list may know of some reasons only", () => {
  const { onlySomeReasons } = scopeOf({ onlySomeReasons: ["keyCompromise", "privilegeWithdrawn"] });
  expect(onlySomeReasons?.toJSON()).toEqual(["keyCompromise", "privilegeWithdrawn"]);
});

test("a reason without a flag is refused", () => {
  expect(() => ca.crl({ onlySomeReasons: ["unspecified"] })).toThrow(/no bit for unspecified/);
});

test.each([
  ["userCerts", "onlyContainsUserCerts"],
  ["caCerts", "onlyContainsCACerts"],
  ["attributeCerts", "onlyContainsAttributeCerts"],
] as const)("a list may be of %s only, and of a partition as well", (onlyContains, member) => {
  const scope = scopeOf({ onlyContains, partition: "CRL7" });
  expect(scope[member]).toBe(true);
  expect(scope.distributionPoint).toBeDefined();
});

test("an indirect list says so, and whose certificate an entry is", async () => {
  const second = await ca.addIssuingCa();
  const entry = { serial: "4A4B", at: NOW, reason: "keyCompromise", certificateIssuer: second } as const;
  const options = { indirect: true, extraEntries: [entry] } satisfies CrlOptions;
  expect(scopeOf(options).indirectCRL).toBe(true);
  const extension = listOf(options).revokedCertificates![0]!.crlEntryExtensions!.find(
    ({ extnID }) => extnID === "2.5.29.29",
  )!;
  expect(extension.critical).toBe(true);
  const [issuer] = AsnConvert.parse(extension.extnValue, CertificateIssuer);
  expect(issuer?.directoryName?.at(-1)?.[0]?.value.toString()).toBe(second.name);
});

test("a delta list takes a certificate off hold", () => {
  const entry = { serial: "4A4B", at: NOW, reason: "removeFromCRL" } as const;
  const [written] = listOf({ deltaBase: 7, extraEntries: [entry] }).revokedCertificates!;
  expect(AsnConvert.parse(written!.crlEntryExtensions![0]!.extnValue, CRLReason).reason).toBe(8);
});

test("an entry may tell since when the key is bad, and hold what nobody knows", () => {
  const at = new Date("2026-03-01T00:00:00Z");
  const entry = {
    serial: "4A4B",
    at,
    reason: "keyCompromise",
    invalidityDate: at,
    unknownCriticalExtension: true,
  } as const;
  const [written] = listOf({ extraEntries: [entry] }).revokedCertificates!;
  expect(written!.crlEntryExtensions!.map(({ extnID, critical }) => [extnID, critical])).toEqual([
    ["2.5.29.21", false],
    ["2.5.29.24", false],
    ["1.3.6.1.4.1.99999.1", true],
  ]);
});

test("a list of 4 000 made-up entries has 4 000 serials besides its own, the same each time", async () => {
  const { serial } = await ca.issuePoces({ revoked: true });
  const list = Buffer.from(ca.crl({ fillerEntries: 4000 }));
  const written = list.toString("hex").match(/02064f[0-9a-f]{10}(?=170d)/g); // a serial of six bytes, then UTCTime
  expect(new Set(written).size).toBe(4000);
  expect(list.includes(Buffer.from(serial, "hex"))).toBe(true);
  expect(Buffer.from(ca.crl({ fillerEntries: 4000 }))).toEqual(list);
});
