import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openInWindow } from "../../src/browser/carry-over.js";
import { ALL_VIEWS, inspectPage } from "../../src/browser/inspect-page.js";
import { openVisitor, type Visitor } from "../../src/browser/visitor.js";
import { withoutScript } from "../../src/browser/without-script.js";
import { HttpBrowser } from "../../src/http/http-browser.js";
import { startBrowser } from "../../src/start-browser.js";
import { editFile } from "../../src/world/edit-customer.js";
import { answerClient } from "../../src/world/log-in.js";
import { methodUrl, readAnswer, walkToAnswer } from "../../src/world/saml-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

/** The customer's server: takes a posted answer, and leads on where the test wants. */
let received: URLSearchParams[] = [];
let leadOnTo = "";
let logInForm = "";
const shop = createServer(async (incoming, outgoing) => {
  if (incoming.method === "POST") received.push(new URLSearchParams(await text(incoming)));
  const isOnTheWay = incoming.method === "POST" && leadOnTo !== "";
  outgoing.writeHead(isOnTheWay ? 302 : 200, {
    "content-type": "text/html",
    ...(isOnTheWay && { location: leadOnTo }),
  });
  outgoing.end(`<!doctype html><title>Shop</title><link rel="icon" href="data:,"><h1>Shop</h1>${logInForm}`);
});

let world: World;
let chromium: Browser;
let visitor: Visitor;
let [target, strictTarget, home] = ["", "", ""];
beforeAll(async () => {
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  const { port } = shop.address() as AddressInfo;
  home = `http://127.0.0.1:${port}/home`; // another origin than localhost
  [target, strictTarget] = [`http://localhost:${port}/saml`, `http://localhost:${port}/strict`];
  const lines = `    - { url: "${target}", continuesTo: ["${new URL(home).origin}"] }\n    - url: ${strictTarget}\n`;
  const editConfig = (folder: string) =>
    editFile(`${folder}/customers/demo/customer.yaml`, (yaml) => yaml.replace("  targets:\n", `  targets:\n${lines}`));
  [world, chromium] = await Promise.all([startWorld({ editConfig }), startBrowser()]);
});
afterAll(async () => {
  await chromium?.close();
  await world?.stop();
  shop.closeAllConnections();
  shop.close();
});
beforeEach(async () => {
  [received, leadOnTo] = [[], ""];
  visitor = await openVisitor(chromium);
});
afterEach(() => visitor.close());

/** A log-in by plain HTTP up to the answer's page, which is not drawn. */
async function walk(to: string, language = "en"): Promise<{ readonly http: HttpBrowser; readonly url: string }> {
  const http = new HttpBrowser({ stopAt: ({ pathname }) => pathname.endsWith("/answer") });
  const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  const { url } = await walkToAnswer(
    http,
    world,
    methodUrl(world.url, { id: `nemid::${language}`, target: to }),
    person,
  );
  return { http, url };
}
async function openAnswer(page: Page, to = target, language = "en"): Promise<string> {
  const { http, url } = await walk(to, language);
  await openInWindow(page, http, url);
  return url;
}
const heading = (page: Page) => page.locator("h1").textContent();

describe("a log-in that another site's form begins", () => {
  it("goes on in this browser, with the number it brought in no address", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const fields = { id: "nemid", target, "prefilled.subject": person.cpr ?? "" };
    const inputs = Object.entries(fields).map(
      ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
    );
    logInForm = `<form method="post" action="${world.url}/std/method/demo/">${inputs.join("")}<button>Log in</button></form>`;
    const page = await visitor.newPage();
    const addresses: string[] = [];
    page.on("request", (request) => void addresses.push(request.url()));
    await page.goto(home);
    await page.getByRole("button", { name: "Log in" }).click();
    await page.locator("[data-screen='nemid/keycard']").waitFor();
    expect(page.url()).toMatch(/\/flow\/[\w-]{22}$/);
    expect(addresses.join()).not.toContain(person.cpr);
    logInForm = "";
  });
});

describe("the page with the answer", () => {
  it("posts it by itself, from a form the person has filled in, and Back shows that all is over", async () => {
    const http = new HttpBrowser();
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const asked = `${target}?state=a%20b`;
    const start = await http.get(methodUrl(world.url, { id: "nemid", target: asked }));
    const page = await visitor.newPage();
    await openInWindow(page, http, (await answerClient(http, world, start, person)).url);
    await page.locator("input[name=cpr]").fill(person.cpr ?? "");
    await page.locator("button[name=action]").click();
    await page.waitForURL(asked);
    const [form, ...more] = received;
    expect(more).toEqual([]);
    const posted = { action: asked, response: form?.get("SAMLResponse") ?? "", target: form?.get("TARGET") ?? "" };
    expect(posted.target).toBe(asked);
    expect(posted.response, "lines of 76, as the form wrote them").toMatch(/^([\w+/]{76}\r\n)+[\w+/=]{1,76}\r\n$/);
    expect(await readAnswer(world.url, posted, { recipient: asked })).toMatchObject({
      subject: { nameIdentifier: person.cpr },
    });
    await page.goBack();
    await page.getByRole("heading", { name: "This log-in is finished" }).waitFor();
    expect(received).toHaveLength(1);
    expect(visitor.complaints()).toEqual([]);
  });

  it("has a button for whoever has no script", async () => {
    const page = await visitor.newPage();
    await withoutScript(page, () => openAnswer(page));
    expect(received).toEqual([]);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL(target);
    expect(received).toHaveLength(1);
    expect(visitor.complaints()).toEqual([]);
  });

  it("lets the target lead on to where it is said to", async () => {
    leadOnTo = home;
    const page = await visitor.newPage();
    await openAnswer(page);
    await page.waitForURL(home);
    expect(await heading(page)).toBe("Shop");
    expect(visitor.complaints()).toEqual([]);
  });

  it("lets no target lead on to another origin unsaid", async () => {
    leadOnTo = home;
    const page = await visitor.newPage();
    const opening = openAnswer(page, strictTarget).catch(() => undefined); // the page waits for what is blocked
    await expect.poll(() => visitor.complaints().join(), { timeout: 10_000 }).toContain("form-action");
    expect(page.url()).not.toBe(home);
    await page.close();
    await opening;
  });

  it.each(["en", "da"] as const)("has no fault in any width or light, in %s", async (language) => {
    const page = await visitor.newPage();
    await withoutScript(page, () => openAnswer(page, target, language));
    expect(await page.locator("main").getAttribute("data-screen")).toBe("forward");
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    expect(await inspectPage(page, ALL_VIEWS)).toEqual([]);
  });
});
