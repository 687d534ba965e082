import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openInWindow } from "../../src/browser/carry-over.js";
import { type Inspector, openInspector, type Scene } from "../../src/browser/scene.js";
import type { Language } from "../../src/browser/words.js";
import type { Page as Answer, HttpBrowser } from "../../src/http/http-browser.js";
import { type OrderToMake, order, orderUpload } from "../../src/signing/order-by-soap.js";
import { samplePdf } from "../../src/signing/sample-pdf.js";
import { press, signOn } from "../../src/signing/sign-by-hand.js";
import { supply } from "../../src/signing/upload-by-hand.js";
import { startBrowser } from "../../src/start-browser.js";
import { editFile } from "../../src/world/edit-customer.js";
import { openBrowser, type Person, pressCancel } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let chromium: Browser;
let inspector: Inspector;
let anna: Person;
let pdf: Uint8Array;

beforeAll(async () => {
  [world, chromium, pdf] = await Promise.all([startWorld({ editConfig: addStylesheet }), startBrowser(), samplePdf()]);
  inspector = openInspector(chromium);
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(async () => {
  await chromium?.close();
  await world?.stop();
});

function addStylesheet(folder: string): void {
  const xslt = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><html><body><p>You owe us <xsl:value-of select="debt"/> kr.</p></body></html></xsl:template></xsl:stylesheet>`;
  writeFileSync(join(folder, "customers/demo/debt.xslt"), xslt);
  editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
    yaml.replace("signing:\n", "signing:\n  stylesheets: { debt: debt.xslt }\n"),
  );
}

const LETTER = {
  mediaType: "text/plain",
  bytes: Buffer.from("Dear Anna,\n\nyou owe us 100 kr.\n"),
  description: "Letter",
};
const HTML = {
  mediaType: "text/html",
  bytes: Buffer.from(
    "<html><head><title>Terms</title></head><body><h1>Terms</h1><p>You owe us 100 kr.</p></body></html>",
  ),
  description: "Terms",
};
const XML = {
  mediaType: "application/xml",
  bytes: Buffer.from("<debt>100</debt>"),
  description: "Debt",
  reference: "debt",
};
const BY_LOG_IN = { methods: [], logIns: ["nemid"] };

interface Arrived {
  readonly http: HttpBrowser;
  readonly answer: Answer;
}
async function arrive(language: Language, wish: Partial<OrderToMake> = {}): Promise<Arrived> {
  const { url } = await order(world, { documents: [LETTER], methods: ["nemid-sign"], language, ...wish });
  const http = openBrowser();
  return { http, answer: await http.get(url) };
}
const show = (page: Page, { http, answer }: Arrived) => openInWindow(page, http, answer.url);
const contract = () => ({ mediaType: "application/pdf", bytes: pdf, description: "Contract" });

const scenes: readonly Scene[] = [
  {
    name: "the gate",
    at: "sign/gate",
    open: async (page, language) => show(page, await arrive(language, { authentication: ["nemid"] })),
  },
  { name: "a text", at: "sign/document", open: async (page, language) => show(page, await arrive(language)) },
  {
    name: "HTML, with a box to tick",
    at: "sign/document",
    open: async (page, language) => show(page, await arrive(language, { documents: [HTML], ...BY_LOG_IN })),
  },
  {
    name: "XML, through its stylesheet",
    at: "sign/document",
    open: async (page, language) => show(page, await arrive(language, { documents: [XML] })),
  },
  {
    name: "the source of XML, with a box to tick",
    at: "sign/document",
    open: async (page, language) => show(page, await arrive(language, { documents: [XML], ...BY_LOG_IN })),
  },
  {
    name: "a PDF",
    at: "sign/document",
    open: async (page, language) => {
      await show(page, await arrive(language, { documents: [contract()] }));
      if (await page.locator("noscript p").count()) return;
      await page.locator("figure[aria-label]").nth(1).waitFor();
    },
  },
  {
    name: "a list to sign one by one",
    at: "sign/list",
    open: async (page, language) => {
      const arrived = await arrive(language, {
        documents: [LETTER, HTML, contract()],
        optional: [1],
        actions: ["sign", "sign", "view"],
      });
      const { http, answer } = arrived;
      await signOn(http, world, await http.get(`${answer.url}/document/0`), anna);
      await show(page, arrived);
    },
  },
  {
    name: "a bundle, read",
    at: "sign/list",
    open: async (page, language) => {
      const arrived = await arrive(language, {
        documents: [LETTER, { ...LETTER, description: "Another letter" }],
        bundle: true,
        ...BY_LOG_IN,
      });
      for (const at of [0, 1]) await arrived.http.get(`${arrived.answer.url}/document/${at}`);
      await show(page, arrived);
    },
  },
  {
    name: "the document, when the person has stopped",
    at: "sign/document",
    open: async (page, language) => {
      const { http, answer } = await arrive(language);
      await show(page, { http, answer: await pressCancel(http, await press(http, answer, "sign")) });
    },
  },
  {
    name: "the question whether one will not sign",
    at: "sign/reject",
    open: async (page, language) => {
      const { http, answer } = await arrive(language);
      await show(page, { http, answer: await http.get(`${answer.url}/reject`) });
    },
  },
  {
    name: "a file to supply",
    at: "sign/upload",
    open: async (page, language) => {
      const http = openBrowser();
      await show(page, { http, answer: await http.get((await orderUpload(world, language)).url) });
    },
  },
  {
    name: "a file that was not taken",
    at: "sign/upload",
    open: async (page, language) => {
      const http = openBrowser();
      const asked = await http.get((await orderUpload(world, language)).url);
      await show(page, { http, answer: await supply(http, asked, { type: "image/png", content: "x" }) });
    },
  },
  {
    name: "another's turn",
    at: "sign/waiting",
    open: async (page, language) => {
      const http = openBrowser();
      await show(page, { http, answer: await http.get((await orderUpload(world, language)).nextUrl) });
    },
  },
  {
    name: "the end",
    at: "sign/over-completed",
    open: async (page, language) => {
      const { http, answer } = await arrive(language);
      await show(page, { http, answer: await signOn(http, world, answer, anna) });
    },
  },
  {
    name: "later",
    at: "sign/over-postponed",
    open: async (page, language) => {
      const { http, answer } = await arrive(language);
      await show(page, { http, answer: await press(http, answer, "postpone") });
    },
  },
  {
    name: "a refusal",
    at: "sign/over-cancelled",
    open: async (page, language) => {
      const { http, answer } = await arrive(language);
      await show(page, { http, answer: await press(http, await http.get(`${answer.url}/reject`), "reject") });
    },
  },
  {
    name: "a task that is over",
    at: "sign/closed",
    open: async (page, language) => {
      const { http, answer } = await arrive(language);
      await press(http, await http.get(`${answer.url}/reject`), "reject");
      const { url } = await order(world, { documents: [LETTER], methods: ["nemid-sign"], language });
      const again = openBrowser();
      const late = await again.get(url);
      await press(http, await http.get(`${(await http.get(url)).url}/reject`), "reject");
      await show(page, { http: again, answer: late });
    },
  },
];

const languages = ["en", "da"] as const;

describe.each(languages)("signing pages in %s", (language) => {
  it.each(scenes)("have no fault axe could find: $name", async (scene) => {
    const { at, language: spoken, faults } = await inspector.inspect(scene, language, "on");
    expect({ at, spoken, faults }).toEqual({ at: scene.at, spoken: language, faults: [] });
  });
});

describe("signing pages without script", () => {
  it.each(scenes)("have no fault axe could find: $name", async (scene) => {
    const { at, faults } = await inspector.inspect(scene, "en", "off");
    expect({ at, faults }).toEqual({ at: scene.at, faults: [] });
  });
});
