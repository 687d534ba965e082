import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EidError } from "@eid-gateway/core";
import forge from "node-forge";
import { beforeAll, describe, expect, it } from "vitest";
import { readPkcs12 } from "../../src/services/read-pkcs12.js";

const PASSWORD = "Bond007";
const KEY_FILES = join(import.meta.dirname, "../../../nemid-simulator/test/fixtures/key-files");
let file: Uint8Array;
let withoutKey: Uint8Array;
let withOtherKey: Uint8Array;

function certify(keys: { publicKey: string; privateKey: string }): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(keys.publicKey);
  certificate.serialNumber = "01";
  certificate.validity.notBefore = new Date("2026-01-01");
  certificate.validity.notAfter = new Date("2036-01-01");
  certificate.setSubject([{ name: "commonName", value: "Demo" }]);
  certificate.setIssuer([{ name: "commonName", value: "Demo" }]);
  certificate.sign(forge.pki.privateKeyFromPem(keys.privateKey), forge.md.sha256.create());
  return certificate;
}

function pack(key: string | null, certificate: forge.pki.Certificate): Uint8Array {
  const asn1 = forge.pkcs12.toPkcs12Asn1(
    key === null ? null : forge.pki.privateKeyFromPem(key),
    certificate,
    PASSWORD,
    {
      algorithm: "3des",
    },
  );
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), "binary");
}

/** Written by OpenSSL. */
const fixture = (name: string) => readFileSync(join(KEY_FILES, `${name}.p12`));

const pair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });

beforeAll(() => {
  const keys = pair();
  const certificate = certify(keys);
  file = pack(keys.privateKey, certificate);
  withoutKey = pack(null, certificate);
  withOtherKey = pack(pair().privateKey, certificate);
});

describe("opening a key file", () => {
  it("gives the key and its certificate", () => {
    const { key, certificate, chain } = readPkcs12("voces", file, PASSWORD);
    expect(certificate.checkPrivateKey(createPrivateKey(key.export({ type: "pkcs8", format: "pem" })))).toBe(true);
    expect(chain).toEqual([]);
  });

  it("takes a password of Danish letters: UTF-16 in the MAC, UTF-8 in PBES2", () => {
    expect(readPkcs12("voces", fixture("aes-danish-password"), "rødgrød7").key.type).toBe("private");
    expect(() => readPkcs12("voces", fixture("aes-danish-password"), "rodgrod7")).toThrow("does not open");
  });

  it("does not hash the password as often as a file may say", () => {
    const asn1 = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(file).toString("binary")));
    const mac = (asn1.value as forge.asn1.Asn1[])[2]!.value as forge.asn1.Asn1[];
    mac[2]!.value = "\x7f\xff\xff\xff";
    const slow = Buffer.from(forge.asn1.toDer(asn1).getBytes(), "binary");
    expect(() => readPkcs12("voces", slow, PASSWORD)).toThrow("hashes its password too many times");
  });

  it.each([
    ["a wrong password", () => file, "bond007", "credential:password"],
    ["no password", () => file, "", "credential:password"],
    ["an empty file", () => new Uint8Array(), PASSWORD, "credential:empty"],
    ["a file that is cut short", () => file.subarray(0, 700), PASSWORD, "credential:malformed"],
    ["a file of another type", () => Buffer.from("-----BEGIN CERTIFICATE-----"), PASSWORD, "credential:malformed"],
    ["an altered file", () => file.map((byte, at) => (at === 900 ? byte ^ 1 : byte)), PASSWORD, "credential:"],
    ["a file without a key", () => withoutKey, PASSWORD, "credential:nokey"],
    ["a file whose certificate is for another key", () => withOtherKey, PASSWORD, "credential:nocertificate"],
    ["a key on a curve", () => fixture("elliptic"), "secret12", "credential:keykind"],
    ["a file of 300 KiB", () => new Uint8Array(300 * 1024), PASSWORD, "credential:toolarge"],
  ])("refuses %s, naming it and not its password", (_what, bytes, password, code) => {
    let refusal: unknown;
    try {
      readPkcs12("voces", bytes(), password);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(EidError);
    expect((refusal as EidError).code).toContain(code);
    expect((refusal as EidError).category).toBe("misconfigured");
    expect((refusal as EidError).message).toContain("voces");
    expect((refusal as EidError).message).not.toContain(PASSWORD);
  });
});
