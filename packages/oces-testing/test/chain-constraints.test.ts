import { X509Certificate } from "node:crypto";
import type { CaCertificate, ChainConstraints, TestCa } from "@eid-gateway/oces-testing";
import { NameConstraints, PolicyConstraints, PolicyMappings } from "@peculiar/asn1-x509";
import { beforeAll, describe, expect, test } from "vitest";
import { isCritical, readCertificate, readExtension } from "./read-certificate.js";
import { newCa } from "./test-ca-of-today.js";

let ca: TestCa;
beforeAll(async () => {
  ca = await newCa();
});

const certificateWith = async (wishes: ChainConstraints): Promise<Uint8Array> =>
  (await ca.addIssuingCa(wishes)).certificate;

describe("what a CA certificate may demand", () => {
  test("permitted and excluded names of every form", async () => {
    const certificate = await certificateWith({
      nameConstraints: {
        permitted: [
          {
            directory: [
              ["country", "DK"],
              ["organization", "A/S"],
            ],
          },
          { email: ".example.dk" },
        ],
        excluded: [
          { dns: "evil.example" },
          { uri: ".example.org" },
          { ip: Uint8Array.from([10, 0, 0, 0, 255, 0, 0, 0]) },
        ],
      },
    });
    const { permittedSubtrees, excludedSubtrees } = readExtension(certificate, "2.5.29.30", NameConstraints)!;
    expect(permittedSubtrees?.[0]?.base.directoryName).toHaveLength(2);
    expect(permittedSubtrees?.[1]?.base.rfc822Name).toBe(".example.dk");
    expect(
      excludedSubtrees?.map(({ base }) => base.dNSName ?? base.uniformResourceIdentifier ?? base.iPAddress),
    ).toEqual(["evil.example", ".example.org", expect.anything()]);
    expect(isCritical(certificate, "2.5.29.30")).toBe(true);
  });

  test("policy constraints, mappings and an end of anyPolicy", async () => {
    const certificate = await certificateWith({
      policyConstraints: { requireExplicitPolicy: 0, inhibitPolicyMapping: 2 },
      policyMappings: [["1.2.3", "1.2.4"]],
      inhibitAnyPolicy: 1,
    });
    const constraints = readExtension(certificate, "2.5.29.36", PolicyConstraints)!;
    expect(Buffer.from(constraints.requireExplicitPolicy!)).toEqual(Buffer.from([0]));
    expect(Buffer.from(constraints.inhibitPolicyMapping!)).toEqual(Buffer.from([2]));
    const [pair] = readExtension(certificate, "2.5.29.33", PolicyMappings)!;
    expect([pair!.issuerDomainPolicy, pair!.subjectDomainPolicy]).toEqual(["1.2.3", "1.2.4"]);
    for (const oid of ["2.5.29.36", "2.5.29.33", "2.5.29.54"]) expect(isCritical(certificate, oid)).toBe(true);
  });

  test("nothing, unless asked", () => {
    const oids = readCertificate(ca.issuing.certificate).tbsCertificate.extensions!.map(({ extnID }) => extnID);
    for (const oid of ["2.5.29.30", "2.5.29.33", "2.5.29.36", "2.5.29.46", "2.5.29.54"])
      expect(oids).not.toContain(oid);
  });

  test("a holder may carry them too, as a fault", async () => {
    const { certificate } = await ca.issuePoces({ inhibitAnyPolicy: 0, freshestCrlUrl: "http://x.example/delta.crl" });
    expect(isCritical(certificate, "2.5.29.54")).toBe(true);
    expect(isCritical(certificate, "2.5.29.46")).toBe(false);
  });
});

const isIssuedBy = (certificate: CaCertificate, issuer: CaCertificate): boolean => {
  const [subject, above] = [new X509Certificate(certificate.pem), new X509Certificate(issuer.pem)];
  return subject.checkIssued(above) && subject.verify(above.publicKey);
};

const publicKeyOf = ({ pem }: CaCertificate): string =>
  new X509Certificate(pem).publicKey.export({ type: "spki", format: "pem" }).toString();

describe("a roll-over", () => {
  test.each<[string, (ca: TestCa) => CaCertificate]>([
    ["of the root", ({ root }) => root],
    ["of an issuing CA", ({ issuing }) => issuing],
  ])("%s links the two keys both ways by self-issued certificates", async (_who, pick) => {
    const old = pick(ca);
    const { renewed, newWithOld, oldWithNew } = await ca.rollOver(old);
    const subjects = [renewed, newWithOld, oldWithNew].map(({ pem }) => new X509Certificate(pem).subject);
    expect(new Set([...subjects, new X509Certificate(old.pem).subject]).size).toBe(1);
    expect(publicKeyOf(newWithOld)).toBe(publicKeyOf(renewed));
    expect(publicKeyOf(oldWithNew)).toBe(publicKeyOf(old));
    expect(publicKeyOf(renewed)).not.toBe(publicKeyOf(old));
    expect([isIssuedBy(newWithOld, old), isIssuedBy(oldWithNew, renewed)]).toEqual([true, true]);
    expect([isIssuedBy(newWithOld, renewed), isIssuedBy(oldWithNew, old)]).toEqual([false, false]);
  });

  test("renews a root by itself and an issuing CA by the CA above", async () => {
    const [root, issuing] = [await ca.rollOver(), await ca.rollOver(ca.issuing)];
    expect(isIssuedBy(root.renewed, root.renewed)).toBe(true);
    expect(root.renewed.issuer).toBeUndefined();
    expect(isIssuedBy(issuing.renewed, ca.root)).toBe(true);
  });

  test("lets holders be issued under the new key, with a chain through either", async () => {
    const { renewed, newWithOld } = await ca.rollOver();
    const below = await ca.addIssuingCa({ issuer: newWithOld });
    const { chain } = await ca.issuePoces({ issuer: below });
    expect(chain).toEqual([below, newWithOld, ca.root].map(({ certificate }) => certificate));
    expect(isIssuedBy(below, renewed)).toBe(true);
  });
});

test("a CA cross-signed by another hierarchy keeps its name, its key and what it issued", async () => {
  const other = await newCa({ name: "Another", seed: "other" });
  const cross = await other.addIssuingCa({ of: ca.issuing });
  const person = await ca.issuePoces();
  expect(isIssuedBy(cross, other.root)).toBe(true);
  expect(publicKeyOf(cross)).toBe(publicKeyOf(ca.issuing));
  expect(new X509Certificate(person.pem).checkIssued(new X509Certificate(cross.pem))).toBe(true);
});

test("a root cross-signed by another root keeps the bytes of its name", async () => {
  const other = await newCa({ name: "Another", seed: "other" });
  const cross = await other.addIssuingCa({ of: ca.root });
  expect(new X509Certificate(ca.issuing.pem).checkIssued(new X509Certificate(cross.pem))).toBe(true);
  expect(readCertificate(cross.certificate).tbsCertificate.subject).toEqual(
    readCertificate(ca.root.certificate).tbsCertificate.subject,
  );
});
