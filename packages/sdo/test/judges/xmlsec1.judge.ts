import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readZip } from "../../src/asice/read-zip.js";
import { buildLtvSdo, exportAsic, readAsic, readLtvSdo } from "../../src/index.js";
import { createWorld, type World } from "../world.js";
import { type Desk, openDesk } from "./desk.js";

const SIGNED_PROPERTIES = ["--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties"];
const LTV_SDO = ["--id-attr:Id", "urn:eid-gateway:ltv-sdo:1:LtvSdo"];
let desk: Desk;
let world: World;
let sealed: Uint8Array;
beforeAll(async () => {
  desk = openDesk();
  world = await createWorld();
  desk.file("root.pem", world.ca.root.pem);
  desk.file("issuing.pem", world.ca.issuing.pem);
  sealed = await buildLtvSdo(world.native(), world.sealing());
});
afterAll(() => desk?.clear());

const TRUST = [
  "--trusted-pem",
  "root.pem",
  "--untrusted-pem",
  "issuing.pem",
  "--verification-gmt-time",
  "2022-05-01 12:00:00",
];

function verify(name: string, bytes: string | Uint8Array, ids: readonly string[], trust: readonly string[] = TRUST) {
  desk.file(name, bytes);
  return desk.ask("xmlsec1", "--verify", ...trust, ...ids, name).content;
}

describe("the seal of an LTV-SDO", () => {
  it("verifies, of both kinds, with its time-stamp and validation values", async () => {
    expect(verify("native.xml", sealed, [...LTV_SDO, ...SIGNED_PROPERTIES])).toBe(true);
    const login = await buildLtvSdo(world.authenticated(), world.sealing());
    expect(verify("login.xml", login, [...LTV_SDO, ...SIGNED_PROPERTIES])).toBe(true);
  });

  it.each([
    ["document", /<Content>..../, "<Content>AAAA"],
    ["event log", "192.0.2.7", "192.0.2.8"],
    ["consent text", "accepterer", "afviser"],
    ["signing time", "<xades:SigningTime>2022", "<xades:SigningTime>2021"],
  ])("does not when the %s is changed", (_what, from, to) => {
    const changed = Buffer.from(sealed).toString().replace(from, to);
    expect(changed).not.toBe(Buffer.from(sealed).toString());
    expect(verify("changed.xml", changed, [...LTV_SDO, ...SIGNED_PROPERTIES])).toBe(false);
  });
});

describe("the native object inside an LTV-SDO", () => {
  it("verifies as it was taken out", () => {
    const { content } = readLtvSdo(sealed);
    const ids = ["--id-attr:Id", "Object"];
    // With the signer's key given: NemID put the issuing CA's certificate first.
    const key = ["--pubkey-cert-pem", desk.file("signer.pem", world.person.pem), "--enabled-key-data", "x509"];
    expect(verify("taken-out.xml", content!.proof.message, ids, key)).toBe(true);
    const changed = Buffer.from(content!.proof.message).toString().replace(">8412<", ">8413<");
    expect(verify("taken-out-changed.xml", changed, ids, key)).toBe(false);
  });
});

describe("the seal of an ASiC-E container", () => {
  it("verifies over the files beside it, and not over others", async () => {
    const container = await exportAsic([sealed], world.sealing());
    const entries = await readZip(container);
    const seal = entries.find(({ name }) => name.includes("signatures"))!;
    for (const { name, bytes } of (await readAsic(container)).files) desk.file(name, bytes);
    expect(verify("signatures.xml", seal.bytes, SIGNED_PROPERTIES)).toBe(true);
    desk.file("documents/contract.txt", "I owe nothing.");
    expect(verify("signatures.xml", seal.bytes, SIGNED_PROPERTIES)).toBe(false);
  });

  it("lies in a ZIP that Python finds nothing wrong with", async () => {
    desk.file("container.asice", await exportAsic([sealed], world.sealing()));
    expect(desk.ask("python3", "-m", "zipfile", "-t", "container.asice").said).toMatch(/Done testing/);
  });
});
