/** What one person has signed, signed by another after them: NemID's own XML, shown through a stylesheet of the customer's. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchResult, historyOf, order, statusOf, taskUrl } from "../../src/signing/order-by-soap.js";
import { openSession } from "../../src/signing/session-by-soap.js";
import { openFile, signOn } from "../../src/signing/sign-by-hand.js";
import { editFile } from "../../src/world/edit-customer.js";
import { headingOf, openBrowser, type Person } from "../../src/world/log-in.js";
import { screenOf } from "../../src/world/read-page.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person;
let bo: Person;
beforeAll(async () => {
  world = await startWorld({ editConfig: addStylesheets });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  bo = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const stylesheet = (body: string) => `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>
<xsl:template match="/"><html><head><title>Countersign</title></head><body><p>I have seen a signature.</p>${body}</body></html></xsl:template>
</xsl:stylesheet>`;

function addStylesheets(folder: string): void {
  writeFileSync(join(folder, "customers/demo/seen.xslt"), stylesheet(""));
  writeFileSync(join(folder, "customers/demo/drawn.xslt"), stylesheet("<img/>"));
  editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
    yaml.replace("signing:\n", "signing:\n  stylesheets: { seen: seen.xslt, drawn: drawn.xslt }\n"),
  );
}

const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n"), description: "Letter" };
const BY_NEMID = "<d:signature><d:method>nemid-sign</d:method></d:signature>";

/** Task "task" signs a letter; "second" what comes of it. */
function countersigned(reference: string, more: Partial<Parameters<typeof order>[1]> = {}) {
  const result = `<d:document xsi:type="d:result-document" id="theirs" ref-task-id="task" ref-document-id="d0"><d:external-reference>${reference}</d:external-reference></d:document>`;
  const second = `<d:task id="second" bundle="false"><d:document-action type="sign">${result}</d:document-action>${BY_NEMID}</d:task>`;
  return order(world, { documents: [LETTER], methods: ["nemid-sign"], more: second, ...more });
}
async function signFirst(url: string) {
  const browser = openBrowser();
  await signOn(browser, world, await browser.get(url), anna);
}

describe("a signature", () => {
  it("is signed by who comes after, through the customer's stylesheet, and both are delivered", async () => {
    const { id, url } = await countersigned("seen");
    const second = taskUrl(world, id, "second");
    expect(screenOf(await openBrowser().get(second))).toBe("sign/waiting");
    await signFirst(url);
    const browser = openBrowser();
    const page = await browser.get(second);
    expect((await openFile(browser, page)).text).toContain("I have seen a signature.");
    await signOn(browser, world, page, bo);
    const { results } = await statusOf(world, id);
    const [first, countersignature] = await Promise.all(results.map((uri) => fetchResult(world, uri)));
    const inner = Buffer.from(first!.bytes).toString("base64");
    expect(Buffer.from(countersignature!.bytes).toString().replaceAll(/\s/g, "")).toContain(inner);
  });

  it("that the method would not show is signed by nobody: the page says so, and the history names the finding", async () => {
    const { id, url } = await countersigned("drawn");
    await signFirst(url);
    const browser = openBrowser();
    for (let visit = 0; visit < 2; visit++) {
      const page = await browser.get(taskUrl(world, id, "second"));
      expect([screenOf(page), headingOf(page)]).toEqual(["sign/unfit", "This cannot be signed"]);
      expect(page.forms.filter(({ fields }) => fields.action === "sign")).toEqual([]);
      const forged = await browser.post(page.url, { action: "sign", document: "theirs", step: "x".repeat(22) });
      expect(screenOf(forged)).toBe("sign/unfit");
      expect((await openFile(browser, page)).status).toBe(404);
    }
    const errors = (await historyOf(world, id, "second")).filter(({ event }) => event === "error");
    expect(errors).toEqual([{ event: "error", data: expect.stringMatching(/^theirs: .*nemid-sign: .*img/) }]);
    expect((await statusOf(world, id)).results).toHaveLength(1);
  });

  it("that cannot be signed again holds up no other task of a session", async () => {
    const { id, url } = await countersigned("drawn");
    const other = await order(world, { documents: [{ ...LETTER, description: "Other" }], methods: ["nemid-sign"] });
    await signFirst(url);
    const { url: session } = await openSession(world, [{ id, task: "second" }, other.id]);
    const browser = openBrowser();
    const page = await browser.get(session);
    expect(headingOf(page)).toBe("Other");
    expect(screenOf(await signOn(browser, world, page, anna))).toBe("sign/unfit");
    expect((await statusOf(world, other.id)).status).toBe("completed");
  });
});

describe("an order is refused, at the place", () => {
  const at = String.raw`\(request\[1\]\/task\[2\]\/document-action\[1\]\)$`;
  it.each([
    ["when the signature will be an LTV-SDO", "seen", { sdoFormat: "ltv-sdo" }, "media-type-not-supported-by-method"],
    ["when it comes of a log-in", "seen", { methods: [], logIns: ["nemid"] }, "media-type-not-supported-by-method"],
    ["when the service has no such stylesheet", "none", {}, "document-refused"],
  ])("%s", async (_when, reference, more, code) => {
    await expect(countersigned(reference, more)).rejects.toThrow(new RegExp(`^${code}: .*${at}`));
  });
});
