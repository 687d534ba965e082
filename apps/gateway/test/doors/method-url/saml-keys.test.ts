import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SamlIdentity } from "@eid-gateway/config";
import { writeSamlFailure } from "@eid-gateway/saml";
import { openStorage, type Storage } from "@eid-gateway/storage";
import forge from "node-forge";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { printCertificates, printName } from "../../../src/doors/method-url/print-certificates.js";
import { loadSamlKeys, SAML_OVERLAP_MS, samlKeyRing } from "../../../src/doors/method-url/saml-keys.js";
import { selfSign } from "../../../src/doors/method-url/self-sign.js";

const IDENTITY: SamlIdentity = { issuer: "id.example.dk/std", subject: { CN: "id.example.dk/std" }, keys: [] };
let folder = "";
let storage: Storage;
let nowMs = Date.parse("2026-05-01T12:00:00Z");
const now = () => new Date(nowMs);
const load = (identity = IDENTITY) => loadSamlKeys(identity, storage.keys, now());
const prints = async (identity = IDENTITY) => (await load(identity)).certificates.map((each) => each.fingerprint256);

beforeEach(async () => {
  nowMs = Date.parse("2026-05-01T12:00:00Z");
  folder = mkdtempSync(join(tmpdir(), "eid-saml-"));
  const sealing = { current: "k", keys: { k: new Uint8Array(32).fill(7) } };
  const database = { kind: "sqlite", file: join(folder, "db") } as const;
  storage = await openStorage({ database, sealing, clock: { now } });
});
afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the key that signs SAML answers", () => {
  it("is made once, whichever of two nodes starts first", async () => {
    const [one, other] = await Promise.all([prints(), prints()]);
    expect(one).toEqual(other);
    expect(one).toHaveLength(1);
  });

  it("signs what its own certificate verifies", async () => {
    const { signingKey, certificates } = await load();
    const failure = { recipient: "https://shop.dk/saml", code: "urn:signicat:error:usercancel", text: "No" };
    await expect(writeSamlFailure({ ...failure, issueInstant: now() }, signingKey)).resolves.toBeDefined();
    expect(Buffer.from(signingKey.certificate).equals(certificates[0]!.raw)).toBe(true);
  });

  it("changes hands after a month in which both certificates are published, and a month more", async () => {
    const [first] = await prints();
    await samlKeyRing(IDENTITY, storage.keys).rotate(now());
    const [still, second] = await prints();
    expect(still).toBe(first);
    nowMs += SAML_OVERLAP_MS;
    expect(await prints()).toEqual([second, first]);
    nowMs += SAML_OVERLAP_MS;
    expect(await prints()).toEqual([second]);
  });

  it("can be replaced at once, and by another while the next one waits", async () => {
    const [first] = await prints();
    const ring = samlKeyRing(IDENTITY, storage.keys);
    await ring.rotate(now());
    await ring.rotate(now(), 0);
    const [signs, ...others] = await prints();
    expect(others).toContain(first);
    expect(others).toHaveLength(2);
    nowMs += SAML_OVERLAP_MS;
    expect((await prints())[0], "the one that waited stays behind").toBe(signs);
  });

  it("is nowhere any more when another replaces it after a theft, nor is the one that waited", async () => {
    const stolen = await prints();
    const ring = samlKeyRing(IDENTITY, storage.keys);
    await ring.rotate(now());
    await Promise.all([ring.replace(now()), ring.replace(now())]);
    const published = await prints();
    expect(published).toHaveLength(1);
    expect(stolen).not.toContain(published[0]);
    expect(await storage.keys.list("saml-sign")).toHaveLength(1);
    nowMs += SAML_OVERLAP_MS;
    expect(await prints(), "nothing of old comes back").toEqual(published);
    await ring.rotate(now());
    expect(await prints()).toHaveLength(2);
  });

  it("is nobody's to read in the database", async () => {
    const [row] = await samlKeyRing(IDENTITY, storage.keys).load(now());
    const { pkcs8 } = row!.value as { pkcs8: Uint8Array };
    expect(createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" }).type).toBe("private");
    const file = Buffer.concat([readFileSync(join(folder, "db")), readFileSync(join(folder, "db-wal"))]);
    expect(file.includes(Buffer.from(pkcs8).subarray(40, 80))).toBe(false);
    expect(file.includes(Buffer.from(pkcs8).subarray(40, 80).toString("base64").slice(2, 40))).toBe(false);
  });
});

describe("keys of the operator's own", () => {
  const file = (name: string, bits: number, password = "open") => {
    const pair = forge.pki.rsa.generateKeyPair({ bits });
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = pair.publicKey;
    certificate.validity = { notBefore: now(), notAfter: new Date(nowMs + 1e9) };
    certificate.setSubject([{ shortName: "CN", value: name }]);
    certificate.setIssuer([{ shortName: "CN", value: name }]);
    certificate.sign(pair.privateKey, forge.md.sha256.create());
    const asn1 = forge.pkcs12.toPkcs12Asn1(pair.privateKey, [certificate], password, { algorithm: "aes256" });
    const path = join(folder, `${name}.p12`);
    writeFileSync(path, Buffer.from(forge.asn1.toDer(asn1).getBytes(), "binary"));
    return { file: path, password: "open" };
  };

  it("sign in the place of ours: the first, and all are published", async () => {
    const identity = { ...IDENTITY, keys: [file("one", 2048), file("two", 2048)] };
    expect((await load(identity)).certificates.map(printName)).toEqual(["CN=one", "CN=two"]);
    expect(await storage.keys.list("saml-sign")).toEqual([]);
  });

  it.each([
    ["too short", () => file("short", 1024), "saml.keys[0] is not an RSA key of 2048 bits"],
    ["locked", () => file("locked", 2048, "another"), "the password of saml.keys[0] does not open"],
  ])("are refused when %s", async (_what, make, message) => {
    await expect(load({ ...IDENTITY, keys: [make()] })).rejects.toThrow(message);
  });
});

describe("a certificate made here", () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

  it("has the name that old clients compare, in their order", () => {
    const subject = { CN: "id.hub.example/std", OU: "Hub", O: "Hub", L: "Aarhus", ST: "Denmark", C: "DK" };
    const made = selfSign(privateKey, subject, now());
    expect(printName(made)).toBe("CN=id.hub.example/std, OU=Hub, O=Hub, L=Aarhus, ST=Denmark, C=DK");
    expect(made.issuer).toBe(made.subject);
  });

  it("may have letters beyond ASCII, and what names are written with", () => {
    const made = selfSign(privateKey, { CN: "ø,=+æ", O: "Blåbær & Søn" }, now());
    expect(made.subject).toContain("Blåbær & Søn");
  });

  it("is nobody's authority, and good for five years", () => {
    const made = selfSign(privateKey, { CN: "x" }, now());
    expect(made.ca).toBe(false);
    expect(new Date(made.validTo).getUTCFullYear()).toBe(now().getUTCFullYear() + 5);
    expect(made.serialNumber).toMatch(/^[0-9A-F]{32}$/);
  });

  it("is printed for people, and read by whoever reads PEM", () => {
    const made = [selfSign(privateKey, { CN: "one" }, now()), selfSign(privateKey, { CN: "two" }, now())];
    const text = printCertificates(made);
    expect(text).toMatch(/^Signs SAML answers now\. CN=one, until 20\d\d-05-\d\d, SHA-256 [0-9A-F:]{95}\n-----BEGIN/);
    expect(text).toContain("Trust this one too");
    expect(text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)).toHaveLength(2);
  });
});
