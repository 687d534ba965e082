import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchResult, type OrderToMake, order, statusOf } from "../../src/signing/order-by-soap.js";
import { press, signOn } from "../../src/signing/sign-by-hand.js";
import { editFile } from "../../src/world/edit-customer.js";
import { openBrowser, type Person } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person;
let bo: Person;
beforeAll(async () => {
  world = await startWorld({ editConfig: addStylesheet });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  bo = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

function addStylesheet(folder: string): void {
  const xslt = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><html><body><p>Nothing</p></body></html></xsl:template></xsl:stylesheet>`;
  writeFileSync(join(folder, "customers/demo/debt.xslt"), xslt);
  editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
    yaml.replace("signing:\n", "signing:\n  stylesheets: { debt: debt.xslt }\n"),
  );
}

const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n") };
const screenOf = (page: { text: string }) => /<main data-screen="([^"]*)"/.exec(page.text)?.[1];
const make = (wish: Partial<OrderToMake> = {}) => order(world, { documents: [LETTER], logIns: ["nemid"], ...wish });

describe("the sentence of consent", () => {
  it("is that of the page the person agreed on, whatever language another tab was turned to meanwhile", async () => {
    const { id, url } = await make({ language: "da" });
    const browser = openBrowser();
    const page = await browser.get(url);
    expect((await browser.get(`${page.url}?language=en`)).text).toContain("I have read and understood");
    await signOn(browser, world, page, anna);
    const { results } = await statusOf(world, id);
    const sealed = Buffer.from((await fetchResult(world, results[0]!)).bytes).toString();
    expect(sealed).toContain('<ConsentText Language="da">Jeg har læst og forstået dokumentet');
  });

  it("stays in the order's language when the form names one that is not the customer's", async () => {
    const { url } = await make({ language: "da" });
    const browser = openBrowser();
    const page = await browser.get(url);
    const form = page.forms.find(({ fields }) => fields.action === "sign")!;
    const client = await browser.submit(page, form, { consent: "on", language: "<script>" });
    expect(client.text).toContain('<html lang="da"');
  });
});

describe("XML that is signed by a log-in", () => {
  it("is read as it is: nobody draws it, and an empty frame would stand in its place", async () => {
    const bytes = Buffer.from("<debt><amount>300</amount></debt>");
    const { url } = await make({ documents: [{ mediaType: "application/xml", bytes, reference: "debt" }] });
    const page = await openBrowser().get(url);
    expect(page.text).not.toContain("<iframe");
    expect(page.text).toMatch(/<details open><summary>/);
    expect(page.text).toContain("&#60;amount&#62;300");
  });
});

describe("who sends in what is over before it is sealed", () => {
  const atTheEnd = async (url: string, person: Person) => {
    const browser = openBrowser();
    const list = await browser.get(url);
    const signed = await signOn(browser, world, await browser.get(`${list.url}/document/0`), person);
    return () => press(browser, signed, "send");
  };
  const twoDocuments = () => make({ documents: [LETTER, LETTER], actions: ["sign", "view"], optional: [1] });

  it("is not told that it is done, when somebody has sent it in at the same moment", async () => {
    const { id, url } = await twoDocuments();
    const sending = [await atTheEnd(url, anna), await atTheEnd(url, bo)];
    const ends = await whileSlow(() => Promise.all(sending.map((send) => send())));
    expect(ends.map(screenOf).toSorted()).toEqual(["sign/closed", "sign/over-completed"]);
    expect((await statusOf(world, id)).results).toHaveLength(1);
  });

  it("is not told that it is done, when somebody has refused it meanwhile", async () => {
    const { id, url } = await twoDocuments();
    const send = await atTheEnd(url, anna);
    const other = openBrowser();
    const asked = await other.get(`${(await other.get(url)).url}/reject`);
    const [end] = await whileSlow(() => Promise.all([send(), press(other, asked, "reject")]));
    expect(screenOf(end)).toBe("sign/closed");
    expect(await statusOf(world, id)).toEqual({ status: "rejected", results: [] });
  });
});

/** Time-stamps take their time: what begins together is not over before the other has looked. */
async function whileSlow<T>(act: () => Promise<T>): Promise<T> {
  const play = (health: object) =>
    fetch(`${world.simulator.url}/api/tsa`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(health),
    });
  await play({ health: "slow", slowMs: 500 });
  try {
    return await act();
  } finally {
    await play({ health: "up" });
  }
}
