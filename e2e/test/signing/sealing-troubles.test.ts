/** The time-stamping authority and the revocation services are down, slow or lying while a signature is sealed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PkiHealth } from "@eid-gateway/nemid-simulator";
import { createTrust } from "@eid-gateway/oces";
import { judgeLtvSdo, readLtvSdo } from "@eid-gateway/sdo";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "../../src/http/http-browser.js";
import { call, eventsOf, fetchResult, order, statusOf } from "../../src/signing/order-by-soap.js";
import { press, signOn } from "../../src/signing/sign-by-hand.js";
import { openBrowser, type Person } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const MINUTE_MS = 60_000;
let world: World;
let nowMs = Date.now();
let anna: Person;
beforeAll(async () => {
  world = await startWorld({ clock: { now: () => new Date(nowMs) } });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterEach(() => play({ ocsp: "up", crl: "up", tsa: "up" }));
afterAll(() => world?.stop());

const play = (health: Partial<PkiHealth>) => Object.assign(world.simulator.pki, health);
const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n") };
const problemOf = (page: Page) => /<p class="problem" role="alert">([^<]*)/.exec(page.text)?.[1];

/** Signed by NemID and accepted; all that is left is to send it in. The answers from then are too old for the seal. */
async function signed() {
  const { id, url } = await order(world, {
    documents: [LETTER, LETTER],
    methods: ["nemid-sign"],
    actions: ["sign", "view"],
    optional: [1],
    sdoFormat: "ltv-sdo",
  });
  const browser = openBrowser();
  const list = await browser.get(url);
  const back = await signOn(browser, world, await browser.get(`${list.url}/document/0`), anna);
  nowMs += 10 * MINUTE_MS;
  return { id, browser, back };
}

async function expectSealed(id: string): Promise<void> {
  const { status, results } = await statusOf(world, id);
  expect([status, results.length]).toEqual(["completed", 1]);
  const { bytes } = await fetchResult(world, results[0]!);
  const trust = createTrust({ anchors: [readFileSync(join(world.stateFolder, "simulator/root.pem"), "utf8")] });
  const report = await judgeLtvSdo({ sdo: readLtvSdo(bytes), trust, sealTrust: trust, now: new Date(nowMs) });
  expect(report.outcome, report.reason).toBe("valid");
}

/** Whatever is played: nothing is delivered, the signature is kept, and it is sealed when all is well again. */
async function expectPatience(health: Partial<PkiHealth>): Promise<void> {
  const { id, browser, back } = await signed();
  play(health);
  const stuck = await press(browser, back, "send");
  expect(problemOf(stuck)).toMatch(/^You have signed, but/);
  expect(await statusOf(world, id)).toEqual({ status: "created", results: [] });
  expect(await eventsOf(world, id)).not.toContain("document-signed");
  play({ ocsp: "up", crl: "up", tsa: "up" });
  await press(browser, stuck, "send");
  await expectSealed(id);
}

describe("a signature waits for its seal while the time-stamping authority", () => {
  it.each([
    "down",
    "nonsense",
    "rejected",
    "without-token",
    "wrong-imprint",
    "other-hash",
    "wrong-nonce",
    "without-nonce",
    "without-certificate",
    "damaged-signature",
    "without-signing-certificate",
    "other-signing-certificate",
    "other-content-type",
  ] as const)("is %s", (tsa) => expectPatience({ tsa }));

  it("is slow: nobody waits a minute", async () => {
    const begun = performance.now();
    await expectPatience({ tsa: "slow" });
    expect(performance.now() - begun).toBeLessThan(20_000);
  }, 40_000);
});

describe("a signature waits for its seal while of the certificates nothing is to be had", () => {
  const lies = {
    "no answer": "down",
    "a web page": "nonsense",
    "an error": { error: "tryLater" },
    "that nobody knows them": { status: "unknown" },
    "an answer of last year": { thisUpdate: new Date(Date.now() - 400 * 86_400_000), validMs: 3_600_000 },
    "an answer of tomorrow": { thisUpdate: new Date(Date.now() + 86_400_000) },
    "an answer about another certificate": { serial: "7f" },
    "an answer that somebody else has signed": { responder: "foreign" },
    "an answer whose signature is damaged": { damagedSignature: true },
    "an answer by one who may not give it": { responder: "without-eku" },
    "an answer to another question": { nonce: "wrong" },
  } as const satisfies Record<string, PkiHealth["ocsp"]>;

  it.each(Object.entries(lies))("but %s, and no list", (_what, ocsp) => expectPatience({ ocsp, crl: "down" }));
  it.each([
    ["damaged", { damagedSignature: true }],
    ["too old", { thisUpdate: new Date(0), nextUpdate: new Date(1) }],
  ] as const)("but a list that is %s", (_what, crl) => expectPatience({ ocsp: "down", crl }));

  it("but that they are revoked, though they are not", () => expectPatience({ ocsp: { status: "revoked" } }));

  it("for a minute: nobody waits that long", async () => {
    await expectPatience({ ocsp: "slow", crl: "slow" });
  }, 90_000);
});

describe("a signature is sealed all the same", () => {
  it.each(["down", "nonsense"] as const)("by the list, while OCSP is %s", async (ocsp) => {
    const { id, browser, back } = await signed();
    play({ ocsp });
    await press(browser, back, "send");
    await expectSealed(id);
  });
});

describe("a signer whose certificate is revoked before it is sealed", () => {
  it("has signed nothing, and nothing is delivered", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { id, url } = await order(world, {
      documents: [LETTER, LETTER],
      methods: ["nemid-sign"],
      actions: ["sign", "view"],
      optional: [1],
    });
    const browser = openBrowser();
    const list = await browser.get(url);
    const back = await signOn(browser, world, await browser.get(`${list.url}/document/0`), person);
    await world.simulator.setStatus(person.alias, "revoked");
    nowMs += 10 * MINUTE_MS;
    expect(problemOf(await press(browser, back, "send"))).toMatch(/^You have signed, but/);
    expect(await statusOf(world, id)).toEqual({ status: "created", results: [] });
  });
});

describe("a package waits", () => {
  it("while the time-stamping authority lies, and is made when it does not", async () => {
    const more = `<d:packaging-task packaging-task-id="p" method="pades"><d:packaging-task-document document-id="d0"/></d:packaging-task>`;
    const { id, url } = await order(world, { documents: [LETTER], methods: ["nemid-sign"], more });
    const browser = openBrowser();
    await signOn(browser, world, await browser.get(url), anna);
    play({ tsa: "wrong-imprint" });
    await world.runJobs();
    const packaged = async () =>
      /<packaging-task-status>([a-z]+)</.exec(
        await call(world, "get-packaging-task-status-request", `<d:request-id>${id}</d:request-id>`),
      )?.[1];
    expect(await packaged()).toBe("created");
    play({ tsa: "up" });
    nowMs += 5 * MINUTE_MS;
    await world.runJobs();
    expect(await packaged()).toBe("completed");
  });
});
