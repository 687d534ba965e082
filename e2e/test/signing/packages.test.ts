/** What stands on the pages of a package: who signed what, and documents as they were shown. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchResult, type OrderToMake, order, statusOf } from "../../src/signing/order-by-soap.js";
import { packageBySoap } from "../../src/signing/package-by-soap.js";
import { readPdfText } from "../../src/signing/read-pdf-text.js";
import { press, signOn } from "../../src/signing/sign-by-hand.js";
import { editFile } from "../../src/world/edit-customer.js";
import { openBrowser, type Person } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person;
let bo: Person;
beforeAll(async () => {
  world = await startWorld({ editConfig: addStylesheet });
  anna = await world.simulator.createIdentity({ kind: "POCES", name: "Anna Aagaard", autofill: true });
  bo = await world.simulator.createIdentity({ kind: "POCES", name: "Bo Ibsen", autofill: true });
});
afterAll(() => world?.stop());

function addStylesheet(folder: string): void {
  const shown = `<html><body><p>The debt is <b><xsl:value-of select="debt/amount"/></b> kroner.</p></body></html>`;
  const template = `<xsl:template match="/">${shown}</xsl:template>`;
  const xslt = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">${template}</xsl:stylesheet>`;
  writeFileSync(join(folder, "customers/demo/debt.xslt"), xslt);
  editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
    yaml.replace("signing:\n", "signing:\n  stylesheets: { debt: debt.xslt }\n"),
  );
}

const letter = (text: string, description: string) => {
  return { mediaType: "text/plain", bytes: Buffer.from(text), description };
};
const DEBT = Buffer.from("<debt><amount>300</amount></debt>");
const debt = { mediaType: "application/xml", bytes: DEBT, reference: "debt", description: "Debt" };

/** Ordered, signed, and the addresses of the LTV-SDOs. */
async function signedBy(person: Person, wish: OrderToMake): Promise<readonly string[]> {
  const { id, url } = await order(world, { sdoFormat: "ltv-sdo", ...wish });
  const browser = openBrowser();
  const first = await browser.get(url);
  if (wish.documents.length === 1) await signOn(browser, world, first, person);
  else await signEach(browser, first.url, person, wish.documents.length);
  return (await statusOf(world, id)).results;
}

async function signEach(browser: ReturnType<typeof openBrowser>, list: string, person: Person, count: number) {
  let page = await browser.get(list);
  for (let at = 0; at < count; at++)
    page = await signOn(browser, world, await browser.get(`${list}/document/${at}`), person);
  await press(browser, page, "send");
}

async function pack(uris: readonly string[]): Promise<readonly string[]> {
  const { id } = await packageBySoap(world, uris);
  const { bytes } = await fetchResult(world, `${world.url}/doc/demo/sds/${id}`);
  return readPdfText(bytes);
}

describe("the front page of a package", () => {
  it("says of each signer which of the documents they signed", async () => {
    const [loan, pledge] = [letter("I owe you 100 kr.\n", "Loan"), letter("My boat is yours.\n", "Pledge")];
    const [front, ...pages] = await pack([
      ...(await signedBy(anna, { documents: [loan, pledge], methods: ["nemid-sign"] })),
      ...(await signedBy(bo, { documents: [pledge], logIns: ["nemid"] })),
    ]);
    expect(front).toMatch(/1\. Loan\n.*2\. Pledge\n/s);
    expect(front).toMatch(/Anna Aagaard\nSigned document 1: Loan\nwith NemID/);
    expect(front).toMatch(/Anna Aagaard\nSigned document 2: Pledge\nwith NemID/);
    expect(front).toMatch(/Bo Ibsen\nSigned document 2: Pledge\nwith NemID/);
    expect(front!.match(/Signed document \d/g)).toHaveLength(3);
    expect(pages.filter((page) => page.startsWith("My boat is yours."))).toHaveLength(1);
  });

  it("does not say so of the one document there is", async () => {
    const [front] = await pack(await signedBy(anna, { documents: [letter("A\n", "Loan")], methods: ["nemid-sign"] }));
    expect(front).toMatch(/Anna Aagaard\nwith NemID/);
    expect(front).not.toMatch(/Signed document \d/);
  });
});

describe("the pages of XML", () => {
  it("are what its stylesheet showed to who signed with NemID itself", async () => {
    const pages = await pack(await signedBy(anna, { documents: [debt], methods: ["nemid-sign"] }));
    expect(pages.at(-1)).toBe("The debt is 300 kroner.");
  });

  it("are its source, for who signed by a log-in saw nothing else", async () => {
    const pages = await pack(await signedBy(anna, { documents: [debt], logIns: ["nemid"] }));
    expect(pages.at(-1)).toContain(DEBT.toString());
  });
});
