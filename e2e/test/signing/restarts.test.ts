/**
 * The gateway is stopped, and another started on its database, between any two things a person does; their pages stay open. The public
 * address is a balancer's, and each gateway has a port of its own: one that is free for a moment may be somebody else's in the next.
 */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpBrowser, Page } from "../../src/http/http-browser.js";
import {
  call,
  eventsOf,
  fetchResult,
  type OrderToMake,
  order,
  statusOf,
  taskUrl,
  textOf,
} from "../../src/signing/order-by-soap.js";
import { openSession } from "../../src/signing/session-by-soap.js";
import { openFile, press, wayBack } from "../../src/signing/sign-by-hand.js";
import { supply } from "../../src/signing/upload-by-hand.js";
import { type Balancer, startBalancer } from "../../src/world/balancer.js";
import { editFile } from "../../src/world/edit-customer.js";
import { answerClient, answerCpr, headingOf, openBrowser, type Person, pressCancel } from "../../src/world/log-in.js";
import { problemOf, screenOf } from "../../src/world/read-page.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let balancer: Balancer;
let node: { readonly listenUrl: string; stop(): Promise<void> };
let anna: Person;
beforeAll(async () => {
  balancer = await startBalancer();
  world = await startWorld({
    editConfig: (folder) =>
      editFile(join(folder, "gateway.yaml"), (yaml) => yaml.replace(/^host: .*$/m, `host: ${balancer.url}`)),
  });
  node = { listenUrl: world.listenUrl, stop: world.stopGateway };
  balancer.nodes = [node.listenUrl];
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(async () => {
  await world?.stop();
  balancer?.close();
});

async function startAnother(): Promise<void> {
  await node.stop();
  node = await world.startNode();
  balancer.nodes = [node.listenUrl];
}

const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n"), description: "First" };
const OTHER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 200 kr.\n"), description: "Second" };
const BACK = "http://localhost:3999";
const make = (wish: Partial<OrderToMake> = {}) =>
  order(world, { documents: [LETTER], methods: ["nemid-sign"], complete: `${BACK}/done`, ...wish });

/** The page as it stands in the browser, in front of a gateway that has not drawn it. */
async function after(page: Promise<Page>): Promise<Page> {
  const shown = await page;
  await startAnother();
  return shown;
}

/** Through NemID and the question for the number, with another gateway at each step. */
async function pass(browser: HttpBrowser, client: Page): Promise<Page> {
  const answered = await after(answerClient(browser, world, client, anna));
  if (answered.forms.some(({ names }) => names.includes("cpr")))
    return after(answerCpr(browser, answered, anna.cpr ?? ""));
  if (!answered.text.includes('data-screen="nemid/cpr-given"')) return answered;
  return after(browser.submit(answered, answered.forms[0]!, { action: "check" }));
}

async function expectSigned(id: string, results: number): Promise<void> {
  const state = await statusOf(world, id);
  expect([state.status, state.results.length]).toEqual(["completed", results]);
  for (const uri of state.results) expect((await fetchResult(world, uri)).status).toBe(200);
}

/** A gateway takes a second or two to start, and more on a machine that is busy. */
const SLOW = { timeout: 120_000 };

describe("a person goes on though the gateway is another at each step", SLOW, () => {
  it.each<[string, Partial<OrderToMake>]>([
    ["nemid-sign", {}],
    ["a log-in", { methods: [], logIns: ["nemid"] }],
  ])("behind a log-in, with one document: %s", async (_name, wish) => {
    const { id, url } = await make({ ...wish, authentication: ["nemid"], nationalId: anna.cpr });
    const browser = openBrowser();
    const gate = await after(browser.get(url));
    const inside = await pass(browser, await after(press(browser, gate, "authenticate")));
    expect(screenOf(inside)).toBe("sign/document");
    await after(openFile(browser, inside));
    const end = await pass(browser, await after(press(browser, inside, "sign", { consent: "on" })));
    expect(wayBack(end)).toBe(`${BACK}/done`);
    await expectSigned(id, 1);
    const events = await eventsOf(world, id);
    expect(events.filter((event) => event === "document-viewed")).toHaveLength(1);
    expect(wayBack(await browser.get(inside.url))).toBe(`${BACK}/done`);
  });

  it("with several documents, up to the moment of sending in", async () => {
    const { id, url } = await make({ documents: [LETTER, OTHER] });
    const browser = openBrowser();
    const list = await after(browser.get(url));
    for (const at of [0, 1]) {
      const document = await after(browser.get(`${list.url}/document/${at}`));
      await pass(browser, await after(press(browser, document, "sign")));
      expect((await statusOf(world, id)).status).toBe("created");
    }
    const signed = await after(browser.get(list.url));
    expect(wayBack(await press(browser, signed, "send"))).toBe(`${BACK}/done`);
    await expectSigned(id, 2);
  });

  it("with a file of their own", async () => {
    const content = `<d:request><d:document xsi:type="d:upload-document" id="own"><d:description>Own</d:description></d:document><d:task id="task"><d:document-action type="upload"><d:document-ref>own</d:document-ref></d:document-action></d:task></d:request>`;
    const id = textOf(await call(world, "create-request-request", content), "request-id") ?? "";
    const browser = openBrowser();
    const asked = await after(browser.get(taskUrl(world, id)));
    const there = await after(supply(browser, asked, { type: "text/plain", content: "My payslip\n" }));
    await press(browser, there, "send");
    expect((await statusOf(world, id)).status).toBe("completed");
  });

  it("through a session, let in by an artifact", async () => {
    const gate = { authentication: ["nemid"], artifact: true };
    const [one, two] = [await make(gate), await make({ ...gate, documents: [OTHER] })];
    const { url, artifact } = await openSession(world, [one.id, two.id], { complete: `${BACK}/all-done` });
    await startAnother();
    const browser = openBrowser();
    const first = await after(browser.get(`${url}&artifact=${artifact}`));
    expect(headingOf(first)).toBe("First");
    const second = await pass(browser, await after(press(browser, first, "sign")));
    expect(headingOf(second)).toBe("Second");
    expect(wayBack(await pass(browser, await after(press(browser, second, "sign"))))).toBe(`${BACK}/all-done`);
    for (const { id } of [one, two]) await expectSigned(id, 1);
  });

  it("who stops in NemID's window, tries again, and leaves it for later", async () => {
    const { id, url } = await make({ postpone: `${BACK}/later` });
    const browser = openBrowser();
    const page = await after(browser.get(url));
    const stopped = await after(pressCancel(browser, await after(press(browser, page, "sign"))));
    expect([screenOf(stopped), problemOf(stopped)]).toEqual(["sign/document", expect.stringMatching(/^You stopped/)]);
    const client = await after(press(browser, stopped, "sign"));
    expect(client.text).toContain("nemid_parameters");
    expect(wayBack(await press(browser, await browser.get(stopped.url), "postpone"))).toBe(`${BACK}/later`);
    expect((await statusOf(world, id)).status).toBe("created");
  });

  it("but no form is taken twice, by whichever gateway", async () => {
    const { id, url } = await make({ documents: [LETTER, OTHER] });
    const browser = openBrowser();
    const list = await browser.get(url);
    const document = await browser.get(`${list.url}/document/0`);
    await pass(browser, await after(press(browser, document, "sign")));
    const again = await press(browser, document, "sign");
    expect(again.text).not.toContain("nemid_parameters");
    expect((await statusOf(world, id)).status).toBe("created");
  });
});
