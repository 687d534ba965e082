import { X509Certificate } from "node:crypto";
import { OcesError, readCertificate, readOcesSubject } from "@eid-gateway/oces";
import type { IssuedCertificate, TestCa } from "@eid-gateway/oces-testing";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { BASE_URL, createCa } from "./ca.js";

let ca: TestCa;
let person: IssuedCertificate;
beforeAll(async () => {
  ca = await createCa();
  person = await ca.issuePoces({ name: "Åse Ærlig", email: "aase@example.dk", pid: "9208-2002-2-123456789012" });
});

const code = (der: Uint8Array) => {
  try {
    readCertificate(der);
    return "accepted";
  } catch (error) {
    if (error instanceof OcesError) return error.code;
    throw error;
  }
};

describe("a certificate", () => {
  it("is read as OpenSSL reads it", () => {
    const theirs = new X509Certificate(person.certificate);
    const ours = readCertificate(person.certificate);
    expect(ours.serial).toBe(theirs.serialNumber);
    expect(ours.fingerprint).toBe(theirs.fingerprint256.replaceAll(":", ""));
    expect(ours.notBefore).toEqual(new Date(theirs.validFrom));
    expect(ours.notAfter).toEqual(new Date(theirs.validTo));
    expect(ours.publicKey.equals(theirs.publicKey)).toBe(true);
  });

  it("stays what it was when the bytes it was read from change", () => {
    const bytes = Uint8Array.from(person.certificate);
    const certificate = readCertificate(bytes);
    bytes.fill(0);
    expect(Buffer.from(certificate.der)).toEqual(Buffer.from(person.certificate));
    expect(code(bytes)).toBe("bad-certificate");
    expect(readCertificate(person.certificate).fingerprint).toBe(certificate.fingerprint);
  });

  it("is another when one bit of its signature is another", () => {
    const other = Uint8Array.from(person.certificate);
    other[other.length - 1]! ^= 1;
    const issuer = readCertificate(ca.issuing.certificate).publicKey;
    expect(readCertificate(person.certificate).checkSignature(issuer)).toBe("holds");
    expect(readCertificate(other).checkSignature(issuer)).not.toBe("holds");
  });

  it("tells what rules ask about", () => {
    const certificate = readCertificate(person.certificate);
    expect([...certificate.keyUsage!]).toEqual([
      "digitalSignature",
      "nonRepudiation",
      "keyEncipherment",
      "dataEncipherment",
      "keyAgreement",
    ]);
    expect(certificate.basicConstraints).toEqual({ ca: false });
    expect(certificate.policies).toHaveLength(1);
    expect(certificate.ocspUrls).toEqual([`${BASE_URL}/pki/ocsp`]);
    expect(certificate.crlPoints).toContainEqual({ url: ca.issuing.crlUrl });
    expect(certificate.emails).toEqual(["aase@example.dk"]);
    expect(certificate.unknownCriticalExtensions).toEqual([]);
  });

  it("names its issuer as the issuer names itself", () => {
    expect(readCertificate(person.certificate).issuer.key).toBe(readCertificate(ca.issuing.certificate).subject.key);
  });

  it("is signed by its issuer and by nobody else", () => {
    const certificate = readCertificate(person.certificate);
    expect(certificate.checkSignature(readCertificate(ca.issuing.certificate).publicKey)).toBe("holds");
    expect(certificate.checkSignature(readCertificate(ca.root.certificate).publicKey)).toBe("fails");
  });
});

describe("the subject", () => {
  it("of a person", () => {
    expect(readOcesSubject(readCertificate(person.certificate))).toEqual({
      kind: "POCES",
      identifier: "PID:9208-2002-2-123456789012",
      name: "Åse Ærlig",
      environment: "test",
      email: "aase@example.dk",
      pid: "9208-2002-2-123456789012",
      isPseudonym: false,
      isYouth: false,
    });
  });

  it("of an employee, with the company's name and without the tail that repeats its number", async () => {
    const issued = await ca.issueMoces({
      name: "Bo Bager",
      companyName: "Bager // Co ApS",
      cvr: "12345678",
      rid: "1290-x",
    });
    expect(readOcesSubject(readCertificate(issued.certificate))).toEqual({
      kind: "MOCES",
      identifier: "CVR:12345678-RID:1290-x",
      name: "Bo Bager",
      environment: "test",
      cvr: "12345678",
      organizationName: "Bager // Co ApS",
      rid: "1290-x",
      isPseudonym: false,
    });
  });

  it("of a company and of a function", async () => {
    const company = await ca.issueVoces({ cvr: "12345678", uid: "1234567890123" });
    const robot = await ca.issueFoces({ cvr: "12345678", fid: "55" });
    expect(readOcesSubject(readCertificate(company.certificate))).toMatchObject({
      kind: "VOCES",
      uid: "1234567890123",
    });
    expect(readOcesSubject(readCertificate(robot.certificate))).toMatchObject({ kind: "FOCES", fid: "55" });
  });

  it("of a production certificate says so", async () => {
    const production = await createCa({ environment: "production" });
    const issued = await production.issuePoces();
    expect(readOcesSubject(readCertificate(issued.certificate)).environment).toBe("production");
  });

  it("is the same in either order of its name's parts", async () => {
    const [one, other] = await Promise.all(
      (["cn-first", "serial-first"] as const).map((subjectOrder) =>
        ca.issuePoces({ name: "Ida", pid: "9208-2002-2-000000000001", subjectOrder }),
      ),
    );
    expect(readOcesSubject(readCertificate(one!.certificate))).toEqual(
      readOcesSubject(readCertificate(other!.certificate)),
    );
  });

  it.each([
    "PID:9208-2002-2-12345678901",
    "PID:1111-2002-2-123456789012",
    "PID:9208-2002-2-123456789012 ",
    "CVR:1234567-RID:1",
    "CVR:12345678-RID:",
    "CVR:12345678-XID:1",
    "12345678",
  ])("%j is no OCES serial number", async (subjectSerialNumber) => {
    const issued = await ca.issuePoces({ subjectSerialNumber });
    expect(() => readOcesSubject(readCertificate(issued.certificate))).toThrow(
      expect.objectContaining({ code: "bad-subject" }),
    );
  });
});

describe("what is no certificate is refused", () => {
  it.each([
    ["nothing", Buffer.alloc(0)],
    ["text", Buffer.from("hello")],
    ["PEM", Buffer.from("-----BEGIN CERTIFICATE-----")],
    ["an indefinite length", Buffer.from("3080020101000000", "hex")],
    ["a long length", Buffer.from("3084ffffffff", "hex")],
    ["a megabyte", Buffer.alloc(1 << 20, 0x30)],
    ["an empty sequence", Buffer.from("3000", "hex")],
    ["deep nothing", Buffer.from("30".repeat(60_000), "hex")],
  ])("%s", (_name, bytes) => {
    expect(code(bytes)).toBe("bad-certificate");
  });

  it("a certificate with bytes behind it, or with its last cut off", () => {
    const { certificate } = person;
    expect(code(Buffer.concat([certificate, Buffer.alloc(1)]))).toBe("bad-certificate");
    expect(code(certificate.subarray(0, -1))).toBe("bad-certificate");
  });

  it("a length that is not in its shortest form", () => {
    const { certificate } = person;
    const longer = Buffer.concat([Buffer.from([0x30, 0x83, 0x00]), certificate.subarray(2)]);
    expect(code(longer)).toBe("bad-certificate");
  });

  it("whatever is changed, it is read or refused by code, and never both signed and another", () => {
    const issuer = readCertificate(ca.issuing.certificate).publicKey;
    const genuine = readCertificate(person.certificate);
    fc.assert(
      fc.property(fc.nat(person.certificate.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(person.certificate);
        changed[at] = byte;
        if (code(changed) === "bad-certificate") return;
        const read = readCertificate(changed);
        if (read.checkSignature(issuer) === "holds") expect(read.subject.key).toBe(genuine.subject.key);
      }),
      { numRuns: 1500, seed: 20085 },
    );
  });
});
