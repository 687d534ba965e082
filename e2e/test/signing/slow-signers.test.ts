import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTrust } from "@eid-gateway/oces";
import { judgeLtvSdo, readLtvSdo } from "@eid-gateway/sdo";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fetchResult, order, statusOf } from "../../src/signing/order-by-soap.js";
import { press } from "../../src/signing/sign-by-hand.js";
import { answerClient, answerCpr, openBrowser, type Person } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person;
let nowMs = Date.now();
beforeAll(async () => {
  world = await startWorld({ clock: { now: () => new Date(nowMs) } });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n") };

it.each([
  ["a log-in", { logIns: ["nemid"] }],
  ["nemid-sign", { methods: ["nemid-sign"], sdoFormat: "ltv-sdo" }],
])("is verifiable by what it holds, however long the signer took for their number: %s", async (_name, ways) => {
  const { id, url } = await order(world, { documents: [LETTER], ...ways, nationalId: anna.cpr });
  const browser = openBrowser();
  const answered = await answerClient(
    browser,
    world,
    await press(browser, await browser.get(url), "sign", { consent: "on" }),
    anna,
  );
  nowMs += 10 * 60_000; // longer than the answer about their certificate holds
  const asked = await browser.submit(answered, answered.forms[0]!, { action: "check" });
  if (asked.forms.some(({ names }) => names.includes("cpr"))) await answerCpr(browser, asked, anna.cpr ?? "");
  const { results } = await statusOf(world, id);
  const { bytes } = await fetchResult(world, results[0]!);
  const trust = createTrust({ anchors: [readFileSync(join(world.stateFolder, "simulator/root.pem"), "utf8")] });
  const report = await judgeLtvSdo({ sdo: readLtvSdo(bytes), trust, sealTrust: trust, now: new Date(nowMs) });
  expect(report.outcome, report.reason).toBe("valid");
});
