import { X509Certificate } from "node:crypto";
import { freshKeys, type IssuedCertificate, type TestCa } from "@eid-gateway/oces-testing";
import {
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CertificatePolicies,
  CRLDistributionPoints,
  SubjectKeyIdentifier,
} from "@peculiar/asn1-x509";
import { beforeAll, describe, expect, test } from "vitest";
import { isCritical, readCertificate, readExtension } from "./read-certificate.js";
import { NOW, newCa } from "./test-ca-of-today.js";

const KEY_USAGE = "2.5.29.15";
const BASIC_CONSTRAINTS = "2.5.29.19";

let ca: TestCa;
beforeAll(async () => {
  ca = await newCa();
});

const rdnsOf = ({ certificate }: IssuedCertificate) =>
  readCertificate(certificate).tbsCertificate.subject.map((rdn) =>
    rdn.map(({ type, value }) => ({ type, text: value.toString(), printable: value.printableString !== undefined })),
  );

function hexOfExtension({ certificate }: IssuedCertificate, oid: string): string {
  const found = readCertificate(certificate).tbsCertificate.extensions?.find(({ extnID }) => extnID === oid);
  return Buffer.from(found!.extnValue.buffer).toString("hex");
}

describe("subjects", () => {
  test("a person has name and PID together in the last RDN", async () => {
    const person = await ca.issuePoces({ name: "Ægir Ørsted Åkær", pid: "9208-2002-2-123456789012" });
    expect(rdnsOf(person)).toEqual([
      [{ type: "2.5.4.6", text: "DK", printable: true }],
      [{ type: "2.5.4.10", text: "Ingen organisatorisk tilknytning", printable: false }],
      [
        { type: "2.5.4.3", text: "Ægir Ørsted Åkær", printable: false },
        { type: "2.5.4.5", text: "PID:9208-2002-2-123456789012", printable: true },
      ],
    ]);
    expect(person.subject).toMatchObject({ pid: "9208-2002-2-123456789012", commonName: "Ægir Ørsted Åkær" });
  });

  test("the two attributes stand in the other order when wanted", async () => {
    const person = await ca.issuePoces({ subjectOrder: "serial-first" });
    expect(
      rdnsOf(person)
        .at(-1)
        ?.map(({ type }) => type),
    ).toEqual(["2.5.4.5", "2.5.4.3"]);
  });

  test.each([
    ["issueMoces", { cvr: "30808460", rid: "42634739" }, "CVR:30808460-RID:42634739"],
    ["issueVoces", { cvr: "30808460", uid: "1171892344" }, "CVR:30808460-UID:1171892344"],
    ["issueFoces", { cvr: "30808460", fid: "1255692730" }, "CVR:30808460-FID:1255692730"],
  ] as const)("%s names the company and its own identifier", async (issue, numbers, serialNumber) => {
    const holder = await ca[issue]({ ...numbers, companyName: "Testfirma A/S" });
    const texts = rdnsOf(holder).map((rdn) => rdn.map(({ text }) => text));
    expect(texts[1]).toEqual(["Testfirma A/S // CVR:30808460"]);
    expect(texts[2]).toContain(serialNumber);
    expect(holder.subject).toMatchObject(numbers);
  });

  test("a pseudonym shows no name anywhere", async () => {
    const person = await ca.issuePoces({ name: "Hemmelig Hansen", pseudonym: true });
    expect(rdnsOf(person).at(-1)?.[0]?.text).toBe("Pseudonym");
    expect(Buffer.from(person.certificate).includes("Hemmelig")).toBe(false);
    expect(person.subject.commonName).toBe("Pseudonym");
  });

  test("a young person has the operator's sentence as an OU", async () => {
    const person = await ca.issuePoces({ youth: true });
    const [unit] = rdnsOf(person)[2] ?? [];
    expect(unit).toEqual({
      type: "2.5.4.11",
      text: "Ung mellem 15 og 18 - Kan som udgangspunkt ikke lave juridisk bindende aftaler",
      printable: false,
    });
  });

  test("the serial number can be any text, for certificates that claim to be something else", async () => {
    const holder = await ca.issuePoces({ subjectSerialNumber: "CVR:1-RID:2" });
    expect(rdnsOf(holder).at(-1)?.[1]?.text).toBe("CVR:1-RID:2");
  });

  test("drawn company numbers pass modulus 11", async () => {
    const { subject } = await ca.issueVoces();
    const weights = [2, 7, 6, 5, 4, 3, 2, 1];
    const sum = weights.reduce((total, weight, index) => total + weight * Number(subject.cvr![index]), 0);
    expect(subject.cvr).toMatch(/^[1-9]\d{7}$/);
    expect(sum % 11).toBe(0);
  });
});

describe("extensions", () => {
  test.each([
    ["issuePoces", "030203f8", "1"],
    ["issueMoces", "030203f8", "2"],
    ["issueVoces", "030203b8", "3"],
    ["issueFoces", "030203b8", "4"],
  ] as const)("%s has the kind's key usage bits and policy", async (issue, usage, kind) => {
    const holder = await ca[issue]();
    expect(hexOfExtension(holder, KEY_USAGE)).toBe(usage);
    expect(isCritical(holder.certificate, KEY_USAGE)).toBe(true);
    const policies = readExtension(holder.certificate, "2.5.29.32", CertificatePolicies);
    expect(policies?.map(({ policyIdentifier }) => policyIdentifier)).toEqual([`1.3.6.1.4.1.31313.2.4.6.${kind}.5`]);
    expect(policies?.[0]?.policyQualifiers?.map(({ policyQualifierId }) => policyQualifierId)).toEqual([
      "1.3.6.1.5.5.7.2.1",
      "1.3.6.1.5.5.7.2.2",
    ]);
  });

  test("a production hierarchy uses the production arc", async () => {
    const production = await newCa({ environment: "production" });
    const { certificate } = await production.issueMoces();
    const policies = readExtension(certificate, "2.5.29.32", CertificatePolicies);
    expect(policies?.[0]?.policyIdentifier).toBe("1.2.208.169.1.1.1.2.5");
  });

  test("addresses lie on the base URL, with a second CRL point by directory name", async () => {
    const { certificate } = await ca.issuePoces();
    const access = readExtension(certificate, "1.3.6.1.5.5.7.1.1", AuthorityInfoAccessSyntax);
    expect(access?.map(({ accessLocation }) => accessLocation.uniformResourceIdentifier)).toEqual([
      "http://localhost:8090/pki/ocsp",
      "http://localhost:8090/pki/trust2408-simulator-ca-i.cer",
    ]);
    const points = readExtension(certificate, "2.5.29.31", CRLDistributionPoints);
    const names = points?.map(({ distributionPoint }) => distributionPoint?.fullName?.[0]);
    expect(names?.[0]?.uniformResourceIdentifier).toBe(ca.issuing.crlUrl);
    expect(names?.[1]?.directoryName?.map((rdn) => rdn[0]?.value.toString())).toEqual([
      "DK",
      "TRUST2408",
      "TRUST2408 Simulator CA I",
      "CRL1",
    ]);
  });

  test("the authority key identifier is the issuer's subject key identifier", async () => {
    const { certificate } = await ca.issuePoces();
    const above = readExtension(ca.issuing.certificate, "2.5.29.14", SubjectKeyIdentifier);
    const authority = readExtension(certificate, "2.5.29.35", AuthorityKeyIdentifier);
    expect(Buffer.from(authority!.keyIdentifier!.buffer).toString("hex")).toBe(
      Buffer.from(above!.buffer).toString("hex"),
    );
  });

  test("an e-mail address goes into subjectAltName", async () => {
    const { pem } = await ca.issueMoces({ email: "ella@example.dk" });
    expect(new X509Certificate(pem).subjectAltName).toBe("email:ella@example.dk");
  });

  test("a holder is no CA, and says so", async () => {
    const { certificate } = await ca.issueVoces();
    expect(readExtension(certificate, BASIC_CONSTRAINTS, BasicConstraints)).toMatchObject({ cA: false });
  });
});

describe("the hierarchy", () => {
  test("root, issuing CA and holder sign one another", async () => {
    const [holder, issuing, root] = [await ca.issuePoces(), ca.issuing, ca.root].map(
      ({ pem }) => new X509Certificate(pem),
    );
    expect(holder!.checkIssued(issuing!) && holder!.verify(issuing!.publicKey)).toBe(true);
    expect(issuing!.checkIssued(root!) && issuing!.verify(root!.publicKey)).toBe(true);
    expect(root!.checkIssued(root!) && root!.verify(root!.publicKey)).toBe(true);
  });

  test("CAs are critical CAs with anyPolicy", () => {
    for (const { certificate } of [ca.root, ca.issuing]) {
      expect(readExtension(certificate, BASIC_CONSTRAINTS, BasicConstraints)?.cA).toBe(true);
      expect(isCritical(certificate, BASIC_CONSTRAINTS)).toBe(true);
      const policies = readExtension(certificate, "2.5.29.32", CertificatePolicies);
      expect(policies?.[0]?.policyIdentifier).toBe("2.5.29.32.0");
    }
  });

  test("serials are four bytes, positive and never repeat", async () => {
    const holders = await Promise.all(Array.from({ length: 30 }, () => ca.issuePoces()));
    const serials = holders.map(({ serial }) => serial);
    expect(new Set(serials).size).toBe(30);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{7}$/);
  });

  test("validity is three years and half an hour from an hour ago", async () => {
    const { notBefore, notAfter, pem } = await ca.issuePoces();
    expect(NOW.getTime() - notBefore.getTime()).toBe(3_600_000);
    expect(notAfter.toISOString()).toBe("2029-03-02T09:30:00.000Z");
    expect(new Date(new X509Certificate(pem).validTo)).toEqual(notAfter);
  });

  test("dates after 2049 are written as GeneralizedTime", async () => {
    const { pem } = await ca.issuePoces({ notAfter: new Date("2051-01-01T00:00:00Z") });
    expect(new Date(new X509Certificate(pem).validTo).getUTCFullYear()).toBe(2051);
  });

  test("the same seed draws the same numbers, another seed others", async () => {
    const pidOf = async (seed: string) => (await (await newCa({ seed })).issuePoces()).subject.pid;
    expect(await pidOf("one")).toBe(await pidOf("one"));
    expect(await pidOf("one")).not.toBe(await pidOf("two"));
  });

  test("fresh keys have the sizes of the real hierarchy", async () => {
    const sizes = await Promise.all(
      (["root", "issuing", "holder"] as const).map(async (role) => {
        const key = await freshKeys().draw(role);
        return key.asymmetricKeyDetails?.modulusLength;
      }),
    );
    expect(sizes).toEqual([4096, 2048, 2048]);
  });

  test("two hierarchies made one after the other share no key", async () => {
    const other = await newCa();
    const keys = [ca.root, ca.issuing, other.root, other.issuing].map(({ privateKey }) =>
      privateKey.export({ type: "pkcs8", format: "pem" }),
    );
    expect(new Set(keys).size).toBe(4);
  });
});
