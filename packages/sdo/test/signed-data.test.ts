import { createHash, sign } from "node:crypto";
import { contextTag, parseDer, TAG, writeDer, writeSequence } from "@eid-gateway/oces/der";
import type { IssuedCertificate, TestCa } from "@eid-gateway/oces-testing";
import { ContentInfo, SignedData as PeculiarSignedData } from "@peculiar/asn1-cms";
import { AsnConvert } from "@peculiar/asn1-schema";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { addUnsignedTimestamp, readSignedData, SdoError, verifySignedData, writeSignedData } from "../src/index.js";
import { createCa, sealKeyOf } from "./ca.js";
import { complaints } from "./levels.js";

const content = Buffer.from("what was sealed");
const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
let ca: TestCa;
let seal: IssuedCertificate;
let cms: Uint8Array;
beforeAll(async () => {
  ca = await createCa();
  seal = await ca.issueVoces();
  cms = await writeSignedData({ digest: digestOf(content), key: sealKeyOf(seal) });
});

function verifyOver(bytes: Uint8Array, der = cms) {
  return verifySignedData({ signed: readSignedData(der), digest: (hash) => createHash(hash).update(bytes).digest() });
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** The same DER with the bytes of one part changed for others of the same length. */
function replace(der: Uint8Array, from: string, to: string): Uint8Array {
  const hex = hexOf(der);
  expect(hex.split(from), "stands there once").toHaveLength(2);
  return Buffer.from(hex.replace(from, to), "hex");
}

describe("a seal in CMS", () => {
  it("is intact over what was sealed, and names its certificate", () => {
    const { certificate, findings } = verifyOver(content);
    expect(complaints(findings)).toEqual([]);
    expect(certificate?.serial).toBe(seal.serial);
  });

  it("carries the whole chain and claims no time", () => {
    const signed = readSignedData(cms);
    expect(signed.certificates.map(({ der }) => hexOf(der)).sort()).toEqual(
      [seal.certificate, ...seal.chain].map(hexOf).sort(),
    );
    expect(signed).toMatchObject({ content: undefined, signer: { hasSigningTime: false, timestamps: [] } });
  });

  it("is read alike by another library", () => {
    const info = AsnConvert.parse(cms, ContentInfo);
    const signed = AsnConvert.parse(info.content, PeculiarSignedData);
    const [signer] = signed.signerInfos;
    expect(signer?.signedAttrs?.map(({ attrType }) => attrType).sort()).toEqual([
      "1.2.840.113549.1.9.16.2.47",
      "1.2.840.113549.1.9.3",
      "1.2.840.113549.1.9.4",
    ]);
    expect(signed.certificates).toHaveLength(3);
  });

  it("is not handed out when the key is not the certificate's", async () => {
    const other = await ca.issueVoces();
    const key = { ...sealKeyOf(seal), sign: sealKeyOf(other).sign };
    await expect(writeSignedData({ digest: digestOf(content), key })).rejects.toThrow(SdoError);
  });

  it("keeps everything signed when a time-stamp is added", () => {
    const stamped = addUnsignedTimestamp(cms, writeSequence());
    const { signer, certificates } = readSignedData(stamped);
    expect(signer.timestamps.map(hexOf)).toEqual(["3000"]);
    expect(hexOf(signer.signedBytes)).toBe(hexOf(readSignedData(cms).signer.signedBytes));
    expect(certificates).toHaveLength(3);
    expect(complaints(verifyOver(content, stamped).findings)).toEqual([]);
    expect(() => addUnsignedTimestamp(stamped, writeSequence())).toThrow(SdoError);
  });
});

describe("a seal that was tampered with", () => {
  it("is not over other content", () => {
    expect(complaints(verifyOver(Buffer.from("something else")).findings)).toEqual(["content not-intact"]);
  });

  it("has another digest than was signed", () => {
    const forged = Buffer.from("something else");
    const changed = replace(cms, hexOf(digestOf(content)), hexOf(digestOf(forged)));
    expect(complaints(verifyOver(forged, changed).findings)).toEqual(["integrity not-intact"]);
  });

  it("has another signature", () => {
    const { signature } = readSignedData(cms).signer;
    const changed = replace(cms, hexOf(signature), hexOf(signature.map((byte) => byte ^ 1)));
    expect(complaints(verifyOver(content, changed).findings)).toEqual(["integrity not-intact"]);
  });

  it("came with another certificate of the same key, issuer and serial number", async () => {
    const twin = await ca.issueVoces({ key: seal.privateKey, serial: seal.serial, companyName: "Somebody else" });
    const changed = swapCertificate(cms, twin.certificate);
    expect(complaints(verifyOver(content, changed).findings)).toEqual(["signer no-signer"]);
  });

  it("came without its certificate", () => {
    const changed = swapCertificate(cms, ca.root.certificate);
    expect(complaints(verifyOver(content, changed).findings)).toEqual(["signer no-signer"]);
  });

  it("says nothing of which certificate was meant", () => {
    const forged = resign((attributes) => attributes.filter((one) => !one.includes(SIGNING_CERTIFICATE)));
    expect(complaints(verifyOver(content, forged).findings)).toEqual(["signing-certificate no-signer"]);
  });

  it("names two different hashes", () => {
    const forged = surgery((parts) => [...parts.slice(0, 4), SHA512_WITH_RSA, ...parts.slice(5)]);
    expect(complaints(verifyOver(content, forged).findings)).toEqual(["algorithm weak-algorithm"]);
  });

  it("is signed with SHA-1", () => {
    const forged = surgery((parts) => [...parts.slice(0, 2), SHA1, ...parts.slice(3)]);
    expect(complaints(verifyOver(content, forged).findings)).toEqual(["algorithm weak-algorithm"]);
  });
});

describe("what is not read as a seal", () => {
  it.each<[string, () => Uint8Array]>([
    ["nothing", () => new Uint8Array()],
    ["text", () => Buffer.from("<html>")],
    ["bytes behind the end", () => Buffer.concat([cms, Uint8Array.of(0)])],
    [
      "BER of indefinite length",
      () => Buffer.concat([Uint8Array.of(0x30, 0x80), parseDer(cms).content, Buffer.alloc(2)]),
    ],
    [
      "a length that is longer than it need be",
      () => Buffer.concat([Uint8Array.of(0x30, 0x84), lengthOf(cms), parseDer(cms).content]),
    ],
    ["no signed attributes", () => surgery((parts) => parts.filter((_, index) => index !== 3))],
    ["an attribute twice", () => resign((attributes) => [...attributes, attributes[0]!])],
    [
      "attributes out of order",
      () => surgery((parts) => parts.map((part, index) => (index === 3 ? reversed(part) : part))),
    ],
    [
      "another content type than was signed",
      () => replace(cms, "300b06092a864886f70d010701", "300b06092a864886f70d010702"),
    ],
    ["a second signer", () => surgery((parts) => parts, 2)],
    ["no signer", () => surgery((parts) => parts, 0)],
    ["a signer of another version", () => surgery(([, ...parts]) => [Uint8Array.of(2, 1, 3), ...parts])],
  ])("%s", (_name, make) => {
    expect(() => readSignedData(make())).toThrow(expect.objectContaining({ code: "bad-cms" }));
  });

  it("whatever byte is changed, is never intact and never crashes", () => {
    const property = fc.property(fc.nat(cms.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
      const changed = Buffer.from(cms);
      changed[place]! ^= change;
      const isPartOfTheChain = !isAccepted(changed) || differsOnlyInTheChain(changed);
      expect(isPartOfTheChain).toBe(true);
    });
    fc.assert(property, { seed: 5, numRuns: 500 });
  });
});

const SIGNING_CERTIFICATE = Buffer.from("2a864886f70d010910022f", "hex");
const SHA1 = Buffer.from("300706052b0e03021a", "hex");
const SHA512_WITH_RSA = Buffer.from("300d06092a864886f70d01010d0500", "hex");

function isAccepted(der: Uint8Array): boolean {
  try {
    return complaints(verifyOver(content, der).findings).length === 0;
  } catch (error) {
    if (error instanceof SdoError) return false;
    throw error;
  }
}

/** CA certificates, and which digest algorithms are announced, are not signed: the chain is judged by itself. */
function differsOnlyInTheChain(der: Uint8Array): boolean {
  const { signer, certificates } = readSignedData(der);
  return (
    hexOf(signer.signedBytes) === hexOf(readSignedData(cms).signer.signedBytes) &&
    certificates.some((one) => hexOf(one.der) === hexOf(seal.certificate))
  );
}

const lengthOf = (der: Uint8Array) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(parseDer(der).content.length);
  return length;
};
const reversed = (set: Uint8Array) =>
  writeDer(
    contextTag(0, "constructed"),
    ...parseDer(set)
      .children()
      .map(({ bytes }) => bytes)
      .reverse(),
  );

/** Puts the seal together again from changed parts of its signer: version, sid, digest, attributes, algorithm, signature. */
function surgery(change: (parts: readonly Uint8Array[]) => readonly Uint8Array[], times = 1): Uint8Array {
  return rebuild((signer) => Array<Uint8Array>(times).fill(writeSequence(...change(signer))));
}

function resign(change: (attributes: readonly Buffer[]) => readonly Buffer[]): Uint8Array {
  return rebuild((signer) => {
    const attributes = change(
      parseDer(signer[3]!)
        .children()
        .map(({ bytes }) => Buffer.from(bytes)),
    );
    const signature = sign("sha256", writeDer(TAG.set, ...attributes), seal.privateKey);
    const signed = writeDer(contextTag(0, "constructed"), ...attributes);
    return [writeSequence(...signer.slice(0, 3), signed, signer[4]!, writeDer(TAG.octetString, signature))];
  });
}

function rebuild(signersOf: (signer: readonly Uint8Array[]) => readonly Uint8Array[]): Uint8Array {
  const [type, content] = parseDer(cms).children();
  const parts = content!.only().children();
  const signer = parts
    .at(-1)!
    .only()
    .children()
    .map(({ bytes }) => bytes);
  const signers = writeDer(TAG.set, ...signersOf(signer));
  const signedData = writeSequence(...parts.slice(0, -1).map(({ bytes }) => bytes), signers);
  return writeSequence(type!.bytes, writeDer(contextTag(0, "constructed"), signedData));
}

function swapCertificate(der: Uint8Array, other: Uint8Array): Uint8Array {
  const [type, content] = parseDer(der).children();
  const [version, digests, data, , signers] = content!.only().children();
  const certificates = writeDer(contextTag(0, "constructed"), other);
  const signedData = writeSequence(version!.bytes, digests!.bytes, data!.bytes, certificates, signers!.bytes);
  return writeSequence(type!.bytes, writeDer(contextTag(0, "constructed"), signedData));
}
