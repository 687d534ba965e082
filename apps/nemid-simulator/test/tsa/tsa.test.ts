/** The time-stamping authority, its switch, and the certificates of functions that stand ready. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type RunningSimulator, startSimulator } from "@eid-gateway/nemid-simulator";
import { testKeys } from "@eid-gateway/oces-testing";
import forge from "node-forge";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { handClock, startForTest, temporaryFolder } from "../start-for-test.js";

const DIGEST = "ab".repeat(32);
/** SHA-256 of something, nonce 0x01020304, certificate wanted (RFC 3161, 2.4.1). */
const REQUEST = Buffer.from(
  `303f0201013031300d0609608648016503040201050004 20${DIGEST}02040102 03040101ff`.replaceAll(" ", ""),
  "hex",
);
const TYPE = "application/timestamp-query";

let simulator: RunningSimulator;
let stateDir: string;
beforeAll(async () => {
  stateDir = temporaryFolder();
  simulator = await startForTest({ stateDir });
});
beforeEach(() => {
  simulator.pki.tsa = "up";
});
const ask = (body: Buffer = REQUEST, type = TYPE) =>
  fetch(`${simulator.url}/tsa`, { method: "POST", body: new Uint8Array(body), headers: { "Content-Type": type } });
const hexOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer()).toString("hex");
const GRANTED = /^3082....3003020100/;

describe("POST /tsa", () => {
  test("stamps the digest with the simulator's time, the nonce and its certificate", async () => {
    const answer = await ask();
    expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "application/timestamp-reply"]);
    const hex = await hexOf(answer);
    expect(hex).toMatch(GRANTED);
    expect(hex).toContain(`0420${DIGEST}`);
    expect(hex).toContain("020401020304");
    expect(hex).toContain(Buffer.from("20230314120000Z").toString("hex"));
    const tsa = simulator.ca.issued.find(({ subject }) => subject.commonName === "NemID-simulator TSA")!;
    expect(hex).toContain(Buffer.from(tsa.certificate).toString("hex"));
  });
  test("rejects what is no request, as the protocol has it", async () => {
    const hex = await hexOf(await ask(Buffer.from("nothing")));
    expect(hex).not.toMatch(GRANTED);
    expect(hex).toMatch(/^30..30..020102/);
  });
  test("takes no other content type and nothing long", async () => {
    expect((await ask(REQUEST, "application/ocsp-request")).status).toBe(415);
    expect((await ask(Buffer.alloc(9_000))).status).toBe(413);
    expect((await fetch(`${simulator.url}/tsa`)).status).toBe(405);
  });
});

describe("its switch", () => {
  const put = (body: object) =>
    fetch(`${simulator.url}/api/tsa`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });

  test("makes it go down, talk nonsense, take its time, and lie", async () => {
    await put({ health: "down" });
    expect((await ask()).status).toBe(503);
    await put({ health: "nonsense" });
    expect((await ask()).headers.get("Content-Type")).toContain("text/html");
    await put({ health: "slow", slowMs: 1 });
    expect(await hexOf(await ask())).toMatch(GRANTED);
    await put({ health: "wrong-nonce" });
    expect(await hexOf(await ask())).not.toContain("020401020304");
    await put({ health: "rejected" });
    expect(await hexOf(await ask())).not.toMatch(GRANTED);
  });
  test("says how it stands, and takes nothing else", async () => {
    expect(await (await put({ health: "without-token" })).json()).toEqual({ health: "without-token" });
    expect(await (await fetch(`${simulator.url}/api/tsa`)).json()).toEqual({ health: "without-token" });
    expect((await put({ health: "tired" })).status).toBe(400);
    expect((await put({ health: "up", slowMs: 3 })).status).toBe(400);
  });
  test("stands on the page of services", async () => {
    const body = new URLSearchParams({ health: "wrong-imprint", set: "" });
    await fetch(`${simulator.url}/tsa-switch`, { method: "POST", body });
    expect(simulator.pki.tsa).toBe("wrong-imprint");
    expect(await (await fetch(`${simulator.url}/services`)).text()).toContain('value="wrong-imprint" selected');
  });
});

describe("seal.p12", () => {
  const open = (folder: string) => {
    const asn1 = forge.asn1.fromDer(readFileSync(join(folder, "seal.p12")).toString("latin1"));
    const safe = forge.pkcs12.pkcs12FromAsn1(asn1, "Bond007");
    const bags = safe.safeContents.flatMap(({ safeBags }) => safeBags);
    return { key: bags.find(({ key }) => key)?.key as forge.pki.rsa.PrivateKey, bags };
  };
  test("holds a function certificate of the simulator's CA with its key and chain", () => {
    const seal = simulator.ca.issued.find(({ subject }) => subject.commonName === "Demo seal")!;
    expect([seal.kind, seal.subject.companyName]).toEqual(["FOCES", "Demo Insurance A/S"]);
    const { key, bags } = open(stateDir);
    expect(key.n.bitLength()).toBe(2048);
    expect(bags.length).toBe(4); // the key, its certificate, the issuing CA, the root
  });
  test("is the same after a restart, and keeps its key at another address", async () => {
    const folder = temporaryFolder();
    const start = (publicUrl: string) =>
      startSimulator({ port: 0, tlsPort: 0, keys: testKeys(), clock: handClock(), stateDir: folder, publicUrl });
    const serialsAt = async (publicUrl: string) => {
      const started = await start(publicUrl);
      const serials = started.ca.issued.filter(({ kind }) => kind === "FOCES").map(({ serial }) => serial);
      await started.stop();
      return { serials, n: open(folder).key.n.toString(16) };
    };
    const first = await serialsAt("http://one.example");
    expect(await serialsAt("http://one.example")).toEqual(first);
    const moved = await serialsAt("http://two.example");
    expect([moved.n, moved.serials.length]).toEqual([first.n, 2]);
    expect(moved.serials).not.toEqual(first.serials);
  });
});
