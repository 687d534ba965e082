/** Certificates at the edges of RFC 5280: what they are taken for, and that a CA which must not be one never is. */
import { createPublicKey, type KeyObject, sign } from "node:crypto";
import { createTrust, judgeChain, offlineRevocation, readCertificate } from "@eid-gateway/oces";
import type { CertificateFaults, TestCa } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa, NOW, problemsOf } from "./ca.js";
import { der } from "./extensions.js";

let ca: TestCa;
beforeAll(async () => {
  ca = await createCa();
});

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const RSA_SHA256 = Buffer.from("300d06092a864886f70d01010b0500", "hex");
const VALIDITY = sequence(...["200101000000Z", "300101000000Z"].map((time) => der(0x17, Buffer.from(time))));
const NO_NAME = sequence();
/** basicConstraints and keyUsage of a CA. */
const CA_EXTENSIONS = Buffer.from("301e300f0603551d130101ff040530030101ff300b0603551d0f040403020106", "hex");

interface Draft {
  readonly version?: number;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly key: KeyObject;
  readonly signer: KeyObject;
  readonly extensions?: Uint8Array;
}

/** As no CA of the test hierarchy would write it. */
function write({ version, issuer, subject, key, signer, extensions }: Draft): Uint8Array {
  const tbs = sequence(
    ...(version === undefined ? [] : [der(0xa0, der(0x02, Uint8Array.of(version)))]),
    ...[der(0x02, Uint8Array.of(7)), RSA_SHA256, issuer, VALIDITY, subject],
    createPublicKey(key).export({ type: "spki", format: "der" }),
    ...(extensions ? [der(0xa3, extensions)] : []),
  );
  return sequence(tbs, RSA_SHA256, der(0x03, Uint8Array.of(0), sign("sha256", tbs, signer)));
}

function judge(certificate: Uint8Array, between: readonly Uint8Array[] = [ca.issuing.certificate]) {
  return judgeChain({
    certificate: readCertificate(certificate),
    untrusted: between.map((each) => readCertificate(each)),
    trust: createTrust({ anchors: [ca.root.pem] }),
    revocation: offlineRevocation({}),
    requireRevocation: false,
    at: NOW,
  });
}
const subjectOf = (certificate: Uint8Array) => readCertificate(certificate).subject.der;

describe("a certificate of before version 3", () => {
  const old = async (more: Partial<Draft> = {}) => {
    const { certificate, privateKey: key } = await ca.issuePoces();
    const issuer = subjectOf(ca.issuing.certificate);
    return write({ issuer, subject: subjectOf(certificate), key, signer: ca.issuing.privateKey, ...more });
  };

  it.each([undefined, 0, 1])("is one like others: version number %s", async (version) => {
    expect((await judge(await old({ version }))).outcome).toBe("valid");
  });

  it("is no CA's, whatever it signed", async () => {
    const subject = subjectOf(ca.issuing.certificate);
    const { privateKey: key } = ca.issuing;
    const issuer = write({ issuer: subjectOf(ca.root.certificate), subject, key, signer: ca.root.privateKey });
    const person = await ca.issuePoces();
    expect(problemsOf(await judge(person.certificate, [issuer]))).toEqual(["issuers: chain-refused"]);
  });

  it("has no extensions, and no fourth version is known", async () => {
    const extensions = CA_EXTENSIONS;
    for (const draft of [{ extensions }, { extensions, version: 1 }, { version: 3 }])
      await expect(old(draft).then(readCertificate)).rejects.toMatchObject({ code: "bad-certificate" });
  });
});

describe("a CA without a name", () => {
  it("is none: names would chain to anything", async () => {
    const { privateKey: key } = ca.issuing;
    const issuer = subjectOf(ca.root.certificate);
    const nameless = {
      version: 2,
      issuer,
      subject: NO_NAME,
      key,
      signer: ca.root.privateKey,
      extensions: CA_EXTENSIONS,
    };
    const person = await ca.issuePoces();
    const subject = subjectOf(person.certificate);
    const leaf = write({ issuer: NO_NAME, subject, key: person.privateKey, signer: key });
    const report = await judge(leaf, [write(nameless)]);
    expect(problemsOf(report)).toEqual(["issuers: chain-refused"]);
  });
});

describe("an extension", () => {
  const outcome = async (faults: CertificateFaults) => (await judge((await ca.issuePoces(faults)).certificate)).outcome;

  it.each(["", "05", "0102030405"])("that nobody reads need not be DER inside: %j", async (hex) => {
    const value = Buffer.from(hex, "hex");
    expect(await outcome({ extraExtensions: [{ oid: "1.2.3.4", value }] })).toBe("valid");
    expect(await outcome({ extraExtensions: [{ oid: "1.2.3.4", value, critical: true }] })).toBe("invalid");
  });

  it("for no purpose at all does not read like one for every purpose", async () => {
    const { certificate } = await ca.issuePoces({ extendedKeyUsage: [] });
    expect(() => readCertificate(certificate)).toThrow("without a purpose");
  });
});
