import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventsOf, fetchResult, type OrderToMake, order, statusOf } from "../../src/signing/order-by-soap.js";
import { samplePdf } from "../../src/signing/sample-pdf.js";
import { openFile, passNemid, press, signOn } from "../../src/signing/sign-by-hand.js";
import { editFile } from "../../src/world/edit-customer.js";
import { codeOn, openBrowser, type Person, parametersOn } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person;
beforeAll(async () => {
  world = await startWorld({ editConfig: addStylesheet });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const XSLT = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
<xsl:template match="/"><html><head><title>Debt</title></head><body><p>You owe us <xsl:value-of select="debt/amount"/> kr.</p></body></html></xsl:template>
</xsl:stylesheet>`;

function addStylesheet(folder: string): void {
  writeFileSync(join(folder, "customers/demo/debt.xslt"), XSLT);
  editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
    yaml.replace("signing:\n", "signing:\n  stylesheets: { debt: debt.xslt }\n"),
  );
}

const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n") };
const make = (wish: Partial<OrderToMake> = {}) =>
  order(world, { documents: [LETTER], methods: ["nemid-sign"], ...wish });

/** Signs the one document of an order. @returns what the customer fetches */
async function signAndFetch(wish: Partial<OrderToMake>) {
  const { id, url } = await make(wish);
  const browser = openBrowser();
  const page = await browser.get(url);
  await openFile(browser, page);
  const end = await signOn(browser, world, page, anna);
  const { status, results } = await statusOf(world, id);
  expect(status, codeOn(end)).toBe("completed");
  return Buffer.from((await fetchResult(world, results[0]!)).bytes).toString();
}

describe("a document of every kind", () => {
  it("XML is shown as its stylesheet makes it, beside what is signed, and the stylesheet's digest comes back", async () => {
    const xml = {
      mediaType: "application/xml",
      bytes: Buffer.from("<debt><amount>300</amount></debt>"),
      reference: "debt",
    };
    const { url } = await make({ documents: [xml] });
    const browser = openBrowser();
    const page = await browser.get(url);
    expect(page.text).toContain("<iframe");
    expect(page.text).toContain("&#60;debt&#62;&#60;amount&#62;300");
    expect((await openFile(browser, page)).text).toContain("<p>You owe us 300 kr.</p>");
    const native = await signAndFetch({ documents: [xml] });
    expect(native).toContain(createHash("sha256").update(XSLT).digest("base64"));
  });

  it.each([
    ["within the page", 1],
    ["fetched by NemID's client, since it is large", 400],
  ])("a PDF is signed %s", async (_where, pages) => {
    const pdf = await samplePdf(pages, `I owe you 100 kr. ${"x".repeat(600)}`);
    const native = await signAndFetch({ documents: [{ mediaType: "application/pdf", bytes: pdf }] });
    expect(native.replaceAll(/\s/g, "")).toContain(Buffer.from(pdf).toString("base64"));
  });

  it.each(["1", "a b", "bilag æ/ø", "x:y?z", "seal"])("has whatever id the customer gave it: %s", async (id) => {
    const sealed = await signAndFetch({ documents: [{ ...LETTER, id }], methods: [], logIns: ["nemid"] });
    expect(sealed).toContain(` DocumentId="${id}"`);
  });
});

describe("what was shown, sent, signed and kept is one and the same", () => {
  it("to the byte", async () => {
    const { url } = await make();
    const browser = openBrowser();
    const page = await browser.get(url);
    const digest = createHash("sha256").update(LETTER.bytes).digest("hex");
    expect(page.text).toContain(`<code>${digest}</code>`);
    expect((await openFile(browser, page)).text).toBe(LETTER.bytes.toString());
    const { SIGNTEXT } = JSON.parse(parametersOn(await press(browser, page, "sign"))) as { SIGNTEXT: string };
    expect(Buffer.from(SIGNTEXT, "base64").equals(LETTER.bytes)).toBe(true);
    const native = await signAndFetch({});
    expect(native).toContain(`>${LETTER.bytes.toString("base64")}<`);
  });

  it("or nothing is signed: a byte of the stored document is another", async () => {
    const { id, url } = await make();
    const browser = openBrowser();
    const page = await browser.get(url);
    damageNewestPiece();
    const client = await press(browser, page, "sign");
    expect(client.text).not.toContain("nemid_parameters");
    expect((await statusOf(world, id)).status).toBe("created");
  });

  it("or nothing is shown: another document lies in its place", async () => {
    const other = { ...LETTER, bytes: Buffer.from("I owe you 900 kr.\n") };
    await make({ documents: [other] });
    const { id, url } = await make();
    changePieces(([mine, theirs]) => [theirs!, mine!]);
    const page = await openBrowser().get(url);
    expect([page.status, /\d00 kr\./.test(page.text)]).toEqual([503, false]);
    expect(await statusOf(world, id)).toEqual({ status: "created", results: [] });
  });

  it.each([
    ["NemID's signature", {}],
    ["a log-in", { methods: [], logIns: ["nemid"] }],
  ])("or nothing is sealed: a byte is another when it is signed already, by %s", async (_name, ways) => {
    const { id, url } = await make({ ...ways, documents: [LETTER, LETTER], actions: ["view", "sign"], optional: [0] });
    const browser = openBrowser();
    const list = await browser.get(url);
    const signed = await signOn(browser, world, await browser.get(`${list.url}/document/1`), anna);
    damageNewestPiece();
    expect((await press(browser, signed, "send")).text).not.toContain("Thank you");
    expect(await statusOf(world, id)).toEqual({ status: "created", results: [] });
  });

  it("or nothing is delivered: a byte of the result is another", async () => {
    const { id, url } = await make();
    const browser = openBrowser();
    await signOn(browser, world, await browser.get(url), anna);
    const { results } = await statusOf(world, id);
    changePieces((pieces) => pieces.map(damage));
    expect((await fetchResult(world, results[0]!)).status).toBeGreaterThanOrEqual(500);
  });

  it("by the stylesheet that was there when it was ordered, whatever is there since", async () => {
    const bytes = Buffer.from("<debt><amount>300</amount></debt>");
    const { id, url } = await make({ documents: [{ mediaType: "application/xml", bytes, reference: "debt" }] });
    const file = join(world.configFolder, "customers/demo/debt.xslt");
    writeFileSync(file, XSLT.replace("You owe us", "We owe you"));
    const browser = openBrowser();
    const page = await browser.get(url);
    expect((await openFile(browser, page)).text).toContain("<p>You owe us 300 kr.</p>");
    await signOn(browser, world, page, anna).finally(() => writeFileSync(file, XSLT));
    const native = await fetchResult(world, (await statusOf(world, id)).results[0]!);
    expect(Buffer.from(native.bytes).toString()).toContain(createHash("sha256").update(XSLT).digest("base64"));
  });

  it("or nothing is signed: the page hands NemID another text", async () => {
    const { id, url } = await make();
    const browser = openBrowser();
    const client = await press(browser, await browser.get(url), "sign");
    const changed = client.text.replace(
      LETTER.bytes.toString("base64"),
      Buffer.from("I owe you 900 kr.\n").toString("base64"),
    );
    expect(changed).not.toBe(client.text);
    const end = await passNemid(browser, world, { ...client, text: changed }, anna);
    expect(codeOn(end)).toBe("nemid:client:APP001");
    expect((await statusOf(world, id)).status).toBe("created");
  });

  it.each([
    "sign-text-other",
    "sign-text-white-space",
    "sign-text-absent",
    "sign-text-visibility",
    "attachment-extra",
    "flow-other",
    "challenge-other",
  ])("or nothing is signed: what NemID gives back is not what was sent (%s)", async (scenario) => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    world.simulator.setScenario(person.alias, { scenario });
    const { id, url } = await make();
    const browser = openBrowser();
    const end = await signOn(browser, world, await browser.get(url), person);
    expect(codeOn(end)).toMatch(/^nemid:/);
    expect(await statusOf(world, id)).toEqual({ status: "created", results: [] });
    expect(await eventsOf(world, id)).not.toContain("document-signed");
  });
});

/** One bit of the document that was stored last, as a bad disk would have it. */
function damageNewestPiece(): void {
  changePieces(([newest, ...others]) => [damage(newest!), ...others]);
}

function damage(sealed: Buffer): Buffer {
  const damaged = Buffer.from(sealed);
  damaged[damaged.length - 1]! ^= 1;
  return damaged;
}

/** Puts other sealed bytes into the newest two places, the newest first. */
function changePieces(change: (newest: readonly Buffer[]) => readonly Buffer[]): void {
  const database = new Database(join(world.stateFolder, "gateway.sqlite"));
  try {
    const rows = database
      .prepare("select rowid as id, sealed from signing_pieces order by rowid desc limit 2")
      .all() as {
      readonly id: number;
      readonly sealed: ArrayBuffer;
    }[];
    const changed = change(rows.map(({ sealed }) => Buffer.from(sealed)));
    const update = database.prepare("update signing_pieces set sealed = ? where rowid = ?");
    for (const [at, { id }] of rows.entries()) update.run(changed[at], id);
  } finally {
    database.close();
  }
}
