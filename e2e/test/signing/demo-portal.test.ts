/** The demo portal's own signing: by each method, and whatever a visitor may send it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePdf } from "../../src/browser/sign-by-hand.js";
import { HttpBrowser, type Page } from "../../src/http/http-browser.js";
import { decodeEntities } from "../../src/http/read-forms.js";
import { orderAtPortal, type PortalWish, signAtGateway } from "../../src/signing/sign-at-portal.js";
import { press, wayBack } from "../../src/signing/sign-by-hand.js";
import { headingOf, type Person } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person & { readonly name: string };
let pdf: Uint8Array;
let nowMs = Date.now();
beforeAll(async () => {
  world = await startWorld({ withPortal: true, clock: { now: () => new Date(nowMs) } });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  pdf = await makePdf();
});
afterAll(() => world?.stop());

const visit = (language = "en") => new HttpBrowser({ headers: { "accept-language": language } });
const alertOn = ({ text }: Page) => /<div class="problem" role="alert">([\s\S]*?)<\/div>/.exec(text)?.[1] ?? "";
const verdictsOn = ({ text }: Page) => [...text.matchAll(/<p class="verdict (\w+)"/g)].map(([, verdict]) => verdict);
/** Each question's answer, of every card on the page. */
const answersOn = ({ text }: Page) =>
  [...text.matchAll(/<dd>([^<]*)<\/dd>/g)].map(([, said = ""]) => decodeEntities(said));
const linksOn = ({ text }: Page) =>
  [...text.matchAll(/href="(\/signed\/[^"]*)" download/g)].map(([, path = ""]) => path);

async function sign(wish: PortalWish, browser = visit()) {
  const page = await orderAtPortal(browser, world.portalUrl, wish);
  expect(page.status, decodeEntities(alertOn(page))).toBe(200);
  return { browser, page: await signAtGateway(browser, world, page, anna) };
}
async function download(browser: HttpBrowser, path: string) {
  const url = new URL(path, world.portalUrl);
  const answer = await fetch(url, { headers: { cookie: browser.cookies.headerFor(url) } });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

describe("a visitor of the demo portal", () => {
  it.each(["nemid-sign", "nemid-codefile-sign", "nemid", "nemid-codefile"])(
    "signs a PDF of their own by %s, sees what can be said for it, and takes it along",
    async (method) => {
      const { browser, page } = await sign({ source: "file", method, file: { name: "lån.pdf", bytes: pdf } });
      expect([page.status, headingOf(page)]).toEqual([200, "It is signed, and it holds"]);
      expect(page.text).toContain("lån.pdf");
      expect(verdictsOn(page)).toEqual(["valid", "valid"]);
      const said = answersOn(page);
      expect(said.filter((answer) => answer.startsWith(anna.name))).toHaveLength(2);
      expect(said.at(-1)).toMatch(/^A time-stamp of an independent authority/);
      const files = await Promise.all(linksOn(page).map((path) => download(browser, path)));
      const [original, result, sealed] = files.map(({ bytes }) => bytes);
      expect(original?.equals(pdf)).toBe(true);
      expect(result?.toString()).toContain(method.endsWith("-sign") ? "<openoces:signature" : "LtvSdo");
      expect(sealed?.toString("latin1")).toMatch(/^%PDF-[\s\S]*ETSI\.CAdES\.detached/);
      for (const { answer } of files) expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
    },
  );

  it.each([
    ["a sample, in Danish", { source: "sample", method: "nemid-sign" }, "da", "Det er underskrevet, og det holder"],
    [
      "a text",
      { source: "text", method: "nemid-sign", text: "I owe Bo 3 kr.\r\n<b>" },
      "en",
      "It is signed, and it holds",
    ],
  ] as const)("signs %s", async (_what, wish, language, heading) => {
    const { page } = await sign(wish, visit(language));
    expect([headingOf(page), verdictsOn(page)]).toEqual([heading, ["valid", "valid"]]);
    expect(page.text).toContain(`<html lang="${language}">`);
  });

  it("who leaves it for later can go on, and who refuses has signed nothing", async () => {
    const browser = visit();
    const document = await orderAtPortal(browser, world.portalUrl, { source: "text", method: "nemid-sign", text: "a" });
    const later = await browser.get(wayBack(await press(browser, document, "postpone"))!);
    expect(headingOf(later)).toBe("It is not signed yet");
    const again = await browser.get(
      /<a class="button" href="([^"]*docaction[^"]*)"/.exec(later.text)![1]!.replaceAll("&#38;", "&"),
    );
    const refused = await press(browser, await browser.get(`${again.url}/reject`), "reject");
    expect(headingOf(await browser.get(wayBack(refused)!))).toBe("You have not signed");
  });
});

describe("the demo portal", () => {
  it.each([
    ["no file", { source: "file" }, "Choose a PDF first"],
    ["a file that is no PDF", { source: "file", file: { name: "a.pdf", bytes: Buffer.from("GIF89a") } }, "is no PDF"],
    [
      "a file over the limit",
      { source: "file", file: { name: "a.pdf", bytes: Buffer.alloc(2 * 1024 * 1024 + 1, 37) } },
      "larger than 2 MB",
    ],
    [
      "a form over the limit",
      { source: "file", file: { name: "a.pdf", bytes: Buffer.alloc(4 * 1024 * 1024, 37) } },
      "larger than 2 MB",
    ],
    ["no text", { source: "text", text: " \r\n " }, "Type a text first"],
    ["a text over the limit", { source: "text", text: "a".repeat(20_001) }, "more than 20 000"],
  ] as const)("says what is wrong with %s", async (_what, wish, words) => {
    const page = await orderAtPortal(visit(), world.portalUrl, { method: "nemid-sign", ...wish });
    expect([page.status, alertOn(page)]).toEqual([400, expect.stringContaining(words)]);
  });

  it("repeats what the gateway has against a document", async () => {
    const bytes = Buffer.from(
      Buffer.from(pdf)
        .toString("latin1")
        .replace("/Type /Catalog", "/Type /Catalog /OpenAction << /S /JavaScript /JS (a) >>"),
      "latin1",
    );
    const page = await orderAtPortal(visit(), world.portalUrl, {
      source: "file",
      method: "nemid-sign",
      file: { name: "<b>.pdf", bytes },
      text: "</textarea><script>",
    });
    expect([page.status, alertOn(page)]).toEqual([400, expect.stringContaining("<li")]);
    expect(page.text).not.toMatch(/<script|<b>/);
  });

  it("shows a signing to the browser that began it alone, and for a quarter of an hour", async () => {
    const { browser, page } = await sign({ source: "text", method: "nemid-sign", text: "mine" });
    const [original = ""] = linksOn(page);
    for (const path of [new URL(page.url).pathname, original]) {
      const other = await visit().get(new URL(path, world.portalUrl));
      expect([other.status, headingOf(other)]).toEqual([404, "This signing is not here any more"]);
    }
    expect((await browser.get(page.url)).status).toBe(200);
    nowMs += 16 * 60_000;
    expect((await browser.get(page.url)).status).toBe(404);
  });

  it.each([
    ["an order of nobody's", "/signed?signing=complete&order=abc", 404],
    ["no order", "/signed?signing=complete", 502],
    ["an end that there is not", "/signed?signing=paid&order=abc", 502],
    ["a signing of nobody's", "/signed/abc", 404],
    ["a file of nobody's", "/signed/abc/result", 404],
  ])("shows nothing for %s", async (_what, path, status) => {
    expect((await visit().get(new URL(path, world.portalUrl))).status).toBe(status);
  });

  it("repeats what was typed as text", async () => {
    const page = await orderAtPortal(visit(), world.portalUrl, {
      source: "file",
      method: "nemid-sign",
      text: "</textarea><script>",
    });
    expect(page.text).toContain("&#60;/textarea&#62;&#60;script&#62;</textarea>");
  });

  it("takes no form from another site's page, and none that is none", async () => {
    const wish = { source: "text", method: "nemid-sign", text: "a" } as const;
    const foreign = await orderAtPortal(visit(), world.portalUrl, wish, { "sec-fetch-site": "cross-site" });
    expect(foreign.status).toBe(400);
    expect((await visit().post(new URL("/sign", world.portalUrl), wish)).status).toBe(400);
  });

  it("has the gateway forget the order once everything is here", async () => {
    const { page } = await sign({ source: "text", method: "nemid-sign", text: "forget" });
    expect(verdictsOn(page)).toHaveLength(2);
    expect(
      world.logLines.filter((line) => line.includes('"DELETE"') && line.includes("/enterprise/sign/orders")).length,
    ).toBeGreaterThan(0);
  });
});
