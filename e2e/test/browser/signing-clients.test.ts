/** NemID's two clients at a signing: what a person sees of each kind of document, and what the service is given. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type DescribedIdentity, type RunningSimulator, startSimulator } from "@eid-gateway/nemid-simulator";
import { testKeys } from "@eid-gateway/oces-testing";
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CODE_FILE, KEY_CARD } from "../../src/browser/client-calls.js";
import { inspectPage } from "../../src/browser/inspect-page.js";
import { type ServiceProvider, startServiceProvider } from "../../src/browser/service-provider.js";
import {
  confirmReading,
  type DocumentFormat,
  documentsFor,
  hashOf,
  makeLockedPdf,
  makePdf,
  PLAIN,
} from "../../src/browser/sign-by-hand.js";
import { openVisitor, type Visitor } from "../../src/browser/visitor.js";
import { startBrowser } from "../../src/start-browser.js";

let simulator: RunningSimulator;
let browser: Browser;
let shops: Readonly<Record<Client, ServiceProvider>>;
let visitor: Visitor;
let page: Page;
let person: DescribedIdentity;
let pdf: Uint8Array;
let letsIn = true;
const files = createServer((request, response) => {
  if (letsIn) response.setHeader("Access-Control-Allow-Origin", "*");
  response.end(request.url === "/a.pdf" ? pdf : "first");
});
let filesAt: string;

const CLIENTS = ["key card", "code file"] as const;
type Client = (typeof CLIENTS)[number];
const FORMATS = ["text", "html", "xml", "pdf"] as const;

beforeAll(async () => {
  await new Promise<void>((resolve) => files.listen(0, "127.0.0.1", resolve));
  filesAt = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
  pdf = await makePdf();
  [simulator, browser] = await Promise.all([startSimulator({ port: 0, tlsPort: 0, keys: testKeys() }), startBrowser()]);
  const [keyCard, codeFile] = await Promise.all(
    [KEY_CARD, CODE_FILE].map((call) => startServiceProvider(simulator, call)),
  );
  shops = { "key card": keyCard!, "code file": codeFile! };
  person = await simulator.createIdentity({ autofill: true, kind: "POCES" });
});
beforeEach(async () => {
  letsIn = true;
  visitor = await openVisitor(browser);
  page = await visitor.newPage();
});
afterEach(async () => {
  const complaints = visitor.complaints();
  await visitor.close();
  expect(complaints, "the console").toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  for (const shop of Object.values(shops ?? {})) shop.stop();
  files.close();
  files.closeAllConnections();
  await simulator?.stop();
});

const base64 = (text: string) => Buffer.from(text).toString("base64");
const open = (client: Client, changes: Readonly<Record<string, string>>) => shops[client].open(page, changes);
const openDocument = (client: Client, format: DocumentFormat) => open(client, documentsFor(client, pdf)[format]);

/** What stands there to be read, wherever it is drawn. */
async function readText(frame: Frame, format: DocumentFormat): Promise<string> {
  if (format === "html" || format === "xml")
    return (await frame.frameLocator("iframe.sign-text").locator("body").textContent()) ?? "";
  if (format === "pdf") await frame.locator("[data-place]").filter({ hasText: "1" }).waitFor();
  return (await frame.getByRole("region", { name: "What you sign" }).textContent()) ?? "";
}

/** From the confirmed document to the end. */
async function signWith(client: Client, frame: Frame): Promise<void> {
  if (client === "code file") {
    const file = {
      name: "key.p12",
      mimeType: "application/x-pkcs12",
      buffer: Buffer.from(person.keyFile.p12, "base64"),
    };
    await frame.getByLabel("Key file", { exact: true }).setInputFiles(file);
    await frame.getByLabel("Password of the key file").fill(person.keyFile.password);
    return frame.getByRole("button", { name: "Sign" }).click();
  }
  await frame.getByLabel("User ID", { exact: true }).fill(person.alias);
  await frame.getByLabel("Password").fill(person.password);
  await frame.getByRole("button", { name: "Next" }).click();
  const number = await frame.locator("#number").textContent();
  const card = (await (await fetch(`${simulator.url}/api/identities/${person.alias}/keycard`)).json()) as {
    codes: { number: string; code: string }[];
  };
  await frame.getByLabel("Code", { exact: true }).fill(card.codes.find((one) => one.number === number)!.code);
  await frame.getByRole("button", { name: "Sign" }).click();
}

type Said = Awaited<ReturnType<Awaited<ReturnType<ServiceProvider["open"]>>["said"]>>;
async function waitForEnd(): Promise<Said> {
  const ends = /^(changeResponseAndSubmit|allChunk|signError|signCancel)$/;
  await page.waitForFunction(
    (source) =>
      (window as unknown as { said: { command: string }[] }).said.some(({ command }) =>
        new RegExp(source).test(command),
      ),
    ends.source,
  );
  return page.evaluate(() => (window as unknown as { said: Said }).said);
}
/** The message, from one piece or several. */
const messageIn = (said: Said) => Buffer.from(said.map(({ content }) => content).join(""), "base64").toString("utf8");

describe.each(CLIENTS)("the %s client", (client) => {
  it.each(FORMATS)("shows %s, and signs it after the person has confirmed and not before", async (format) => {
    const { frame } = await openDocument(client, format);
    const read = await readText(frame, format);
    expect(read).toContain(format === "text" ? PLAIN : "Låneaftale");
    if (format === "xml") expect(read).toContain("Åse & Bo");
    await frame.getByRole("button", { name: "Next", exact: true }).click();
    expect(await frame.getByRole("checkbox").evaluate((box: HTMLInputElement) => box.validity.valueMissing)).toBe(true);
    await confirmReading(frame);
    await signWith(client, frame);
    const message = messageIn(await waitForEnd());
    const { SIGNTEXT } = documentsFor(client, pdf)[format];
    expect(message.replaceAll("\n", "")).toContain(`>${SIGNTEXT}<`);
    if (format === "pdf") expect(message).toContain('Id="signText" MimeType="application/pdf"');
  });

  it.each(FORMATS)("has no fault on the screen that shows %s", async (format) => {
    const { frame } = await openDocument(client, format);
    await readText(frame, format);
    expect(await inspectPage(page)).toEqual([]);
  });

  it("draws each page of a PDF, and turns and enlarges them by keyboard, too", async () => {
    const { frame } = await openDocument(client, "pdf");
    await readText(frame, "pdf");
    const ink = () =>
      frame.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
        return data.some((value, at) => at % 4 === 0 && value < 100);
      });
    expect(await ink()).toBe(true);
    const next = frame.getByRole("button", { name: "Next page" });
    await next.focus();
    for (const place of ["Page 2 of 3", "Page 3 of 3", "Page 3 of 3"]) {
      await page.keyboard.press("Enter");
      await frame.getByText(place).waitFor();
    }
    await frame.getByText("Låneaftale, side 3").waitFor({ state: "attached" });
    expect([await ink(), await next.getAttribute("aria-disabled")]).toEqual([true, "true"]);
    const width = () => frame.locator("canvas").evaluate((canvas: HTMLCanvasElement) => canvas.clientWidth);
    const before = await width();
    await frame.getByRole("button", { name: "Larger" }).click();
    await expect.poll(width).toBeGreaterThan(before * 1.3);
  });

  it("ends with APP002 where a PDF wants a password, which the rules let through", async () => {
    const { SIGNTEXT: _open, ...document } = documentsFor(client, pdf).pdf;
    await open(client, { ...document, SIGNTEXT: Buffer.from(await makeLockedPdf()).toString("base64") });
    expect((await waitForEnd())[0]!.content).toBe(btoa("APP002"));
  });

  it("cancels while the person reads", async () => {
    const { frame } = await openDocument(client, "html");
    await frame.getByRole("button", { name: "Cancel" }).click();
    expect((await waitForEnd()).at(-1)!.content).toBe(btoa("CAN002"));
  });
});

describe("a PDF at an address", () => {
  const remote = (hash = hashOf(pdf)) => ({
    CLIENTFLOW: "OCESSIGN2",
    SIGNTEXT_FORMAT: "PDF",
    SIGNTEXT_URI: `${filesAt}/a.pdf`,
    SIGNTEXT_REMOTE_HASH: hash,
  });

  it("is fetched by the browser from where it is, shown and signed", async () => {
    const { frame } = await open("key card", remote());
    expect(await readText(frame, "pdf")).toContain("Låneaftale, side 1");
    await confirmReading(frame);
    await signWith("key card", frame);
    expect(messageIn(await waitForEnd()).replaceAll("\n", "")).toContain(`>${Buffer.from(pdf).toString("base64")}<`);
  });
  it("is refused when its host does not let the client in", async () => {
    letsIn = false;
    visitor.expectComplaint("blocked by CORS policy");
    visitor.expectComplaint("net::ERR_FAILED");
    await open("key card", remote());
    expect((await waitForEnd())[0]!.content).toBe(btoa("APP002"));
  });
  it("is refused when its hash is another", async () => {
    await open("key card", remote(hashOf(Buffer.from("other"))));
    expect((await waitForEnd())[0]!.content).toBe(btoa("APP002"));
  });
});

describe("attachments of the code file client", () => {
  const attachment = (path: string, more = "") =>
    `<attachment><title>Bilag ${path}</title><path>${filesAt}/${path}</path><mimeType>text/plain</mimeType><size>5</size><hashValue>${hashOf(Buffer.from("first"))}</hashValue>${more}</attachment>`;
  const attached = () => {
    const list = `<attachments>${attachment("one")}${attachment("two", "<optional/>")}${attachment("three")}</attachments>`;
    return { ...documentsFor("code file", pdf).text, ADDITIONAL_PARAMS: base64(`attachments=${base64(list)}`) };
  };

  it("are listed without fault, saved, and signed but for those left out", async () => {
    const { frame } = await open("code file", attached());
    await frame.getByRole("heading", { name: "Attachments" }).waitFor();
    expect(await inspectPage(page)).toEqual([]);
    const download = page.waitForEvent("download");
    await frame.getByRole("button", { name: "Save Bilag one" }).click();
    expect((await download).suggestedFilename()).toBe("Bilag one");
    await frame.getByRole("checkbox", { name: "Bilag two" }).uncheck();
    await confirmReading(frame);
    await signWith("code file", frame);
    const message = messageIn(await waitForEnd());
    expect(
      [...message.matchAll(/Id="(attachment-\d)" MimeType="text\/plain" OrigTitle="([^"]*)"/g)].map(([, id, title]) => [
        id,
        title,
      ]),
    ).toEqual([
      ["attachment-1", "Bilag one"],
      ["attachment-2", "Bilag three"],
    ]);
  });
});

describe("the developer's page", () => {
  it("draws a PDF that it accepts, and lists what is wrong without fault", async () => {
    await page.goto(`${simulator.url}/check-sign-text`);
    await page.getByLabel("Format").selectOption("pdf");
    await page
      .getByLabel("Or a file")
      .setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdf) });
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByText("Page 1 of 3").waitFor();
    expect(await inspectPage(page)).toEqual([]);
    await page.getByLabel("Format").selectOption("html");
    await page.getByLabel("Text").fill("<p onclick='x'>a<br></p>");
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByText("2 findings").waitFor();
    expect(await inspectPage(page)).toEqual([]);
  });
});
