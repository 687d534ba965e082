/** The operator's code file client, by itself: what a person does with a key file, and that neither it nor its password leaves the browser. */
import { createHash, verify } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningSimulator, startSimulator } from "@eid-gateway/nemid-simulator";
import { testKeys } from "@eid-gateway/oces-testing";
import type { Browser, Page, Request } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CODE_FILE } from "../../src/browser/client-calls.js";
import { inspectPage } from "../../src/browser/inspect-page.js";
import { type ServiceProvider, startServiceProvider } from "../../src/browser/service-provider.js";
import { confirmReading } from "../../src/browser/sign-by-hand.js";
import { openVisitor, type Visitor } from "../../src/browser/visitor.js";
import { startBrowser } from "../../src/start-browser.js";

let simulator: RunningSimulator;
let browser: Browser;
let shop: ServiceProvider;
let visitor: Visitor;
let folder: string;
let person: Awaited<ReturnType<RunningSimulator["createIdentity"]>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "key-files-"));
  [simulator, browser] = await Promise.all([startSimulator({ port: 0, tlsPort: 0, keys: testKeys() }), startBrowser()]);
  shop = await startServiceProvider(simulator, CODE_FILE);
  person = await simulator.createIdentity({ autofill: true, kind: "POCES", password: "Secret-key-123" });
});
afterEach(async () => {
  const complaints = visitor.complaints();
  await visitor.close();
  expect(complaints, "the console").toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  shop?.stop();
  await simulator?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function newPage(): Promise<Page> {
  visitor = await openVisitor(browser);
  return visitor.newPage();
}
function save(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const p12 = (): Buffer => Buffer.from(person.keyFile.p12, "base64");
const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");
const decode = (content: string) => Buffer.from(content, "base64").toString("utf8");

/** The text of the message is its own canonical form. */
function isSignedBy(certificate: string, xml: string): boolean {
  const read = (expression: RegExp) => expression.exec(xml)![1]!;
  const digest = createHash("sha256")
    .update(read(/(<ds:Object .*<\/ds:Object>)/s))
    .digest("base64");
  const signedInfo = read(/(<ds:SignedInfo .*<\/ds:SignedInfo>)/s);
  const value = Buffer.from(read(/<ds:SignatureValue>([^<]*)</), "base64");
  return signedInfo.includes(`>${digest}<`) && verify("sha256", Buffer.from(signedInfo), certificate, value);
}

/** Opens the client at a shop and tries a key file. */
async function tryKeyFile(page: Page, path: string | undefined, password: string, changes = {}) {
  const provider = await shop.open(page, changes);
  const { frame } = provider;
  if ("SIGNTEXT" in changes) await confirmReading(frame);
  await frame.getByLabel("Key file", { exact: true }).waitFor();
  if (path !== undefined) await frame.getByLabel("Key file", { exact: true }).setInputFiles(path);
  await frame.getByLabel("Password of the key file").fill(password);
  await frame.locator("button.main").click();
  return provider;
}
async function waitForSaid(page: Page, command: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => (window as unknown as { said: { command: string }[] }).said.some((one) => one.command === wanted),
    command,
  );
}

describe("a key file", () => {
  it.each([
    ["as PKCS#12, with WebCrypto", "key.p12", p12, true],
    ["as PKCS#12, without WebCrypto as on plain http", "key.pfx", p12, false],
    ["as an HTML page", "key.html", () => person.keyFile.html, true],
  ] as const)("%s signs the log-in", async (_what, name, content, withWebCrypto) => {
    const page = await newPage();
    if (!withWebCrypto)
      await page.addInitScript(() => void Object.defineProperty(Crypto.prototype, "subtle", { value: undefined }));
    const { frame, said } = await tryKeyFile(page, save(name, content()), person.keyFile.password);
    await waitForSaid(page, "changeResponseAndSubmit");
    const [answer, ...more] = await said();
    expect(more).toEqual([]);
    expect(isSignedBy(person.certificate, decode(answer!.content))).toBe(true);
    expect(await frame.locator("#screen").textContent()).toBe("");
  });

  it("stays in the browser, as do its key and its password: after the parameters nothing is sent at all", async () => {
    const page = await newPage();
    const requests: Request[] = [];
    page.on("request", (request) => void requests.push(request));
    const path = save("watched.p12", p12());
    const provider = await shop.open(page);
    const { frame } = provider;
    await frame.getByLabel("Key file", { exact: true }).waitFor();
    const before = requests.map((request) => new URL(request.url()).pathname);
    expect(before).toContain("/codefile/requests");
    requests.length = 0;
    for (const password of ["wrong", person.keyFile.password]) {
      await frame.getByLabel("Key file", { exact: true }).setInputFiles(path);
      await frame.getByLabel("Password of the key file").fill(password);
      await frame.locator("button.main").click();
      await (password === "wrong" ? frame.getByRole("alert").waitFor() : waitForSaid(page, "changeResponseAndSubmit"));
    }
    await page.evaluate(() => fetch("/the-end")); // whatever was on its way before this one is in the list
    expect(requests.map((request) => request.url())).toEqual([`${shop.origin}/the-end`]);
    expect(await visitor.context.storageState({ indexedDB: true })).toEqual({ cookies: [], origins: [] });
    const said = JSON.stringify(await provider.said());
    for (const secret of [person.keyFile.password, person.keyFile.p12.slice(100, 140)])
      expect(said).not.toContain(secret);
  });
});

describe("the person reads", () => {
  const cut = () => p12().subarray(0, -50);
  it.each([
    ["that no file is chosen", undefined, "x", "Choose your key file."],
    ["that the password is missing", ["a.p12", p12], "", "Type the password of the key file."],
    ["that the password is wrong", ["b.p12", p12], "wrong", "The password does not open the key file."],
    ["that the file is of another kind", ["c.p12", (): string => "A letter"], "x", "The file is not a key file."],
    [
      "that a page holds no key file",
      ["d.html", (): string => "<html>Hi"],
      "x",
      "There is no key file in this HTML page.",
    ],
    ["that the file has lost its end", ["e.p12", cut], "x", "The key file is not whole"],
    ["that the file is too large", ["f.p12", () => Buffer.alloc(50 * 1024 * 1024 + 1)], "x", "The file is too large"],
  ] as const)("%s, and may try again", async (_what, file, password, sentence) => {
    const page = await newPage();
    const path = file && save(file[0], file[1]());
    const { frame, said } = await tryKeyFile(page, path, password);
    await frame.getByRole("alert").filter({ hasText: sentence }).waitFor();
    expect(await frame.locator(":focus[aria-invalid=true]").count()).toBe(1);
    expect(await said()).toEqual([]);
    await frame.getByLabel("Key file", { exact: true }).setInputFiles(save("good.p12", p12()));
    await frame.getByLabel("Password of the key file").fill(person.keyFile.password);
    await frame.locator("button.main").click();
    await waitForSaid(page, "changeResponseAndSubmit");
  });

  it("that the service wants another kind of key file, in Danish", async () => {
    const page = await newPage();
    const wanted = { LANGUAGE: "da", ADDITIONAL_PARAMS: base64(`subjectdnfilter=${base64("RID:")}`) };
    const { frame } = await shop.open(page, wanted);
    await frame.getByLabel("Nøglefil", { exact: true }).setInputFiles(save("person.p12", p12()));
    await frame.getByLabel("Adgangskode til nøglefilen").fill(person.keyFile.password);
    await frame.getByRole("button", { name: "Log på" }).click();
    await frame.getByRole("alert").filter({ hasText: "Tjenesten tager ikke imod denne slags nøglefil" }).waitFor();
  });
});

describe("the page of the provider is told", () => {
  const signing = (text: string) => ({ CLIENTFLOW: "sign", SIGNTEXT: base64(text) });

  it.each([
    ["logonCancel", {}],
    ["signCancel", signing("I agree")],
  ])("%s when the person cancels", async (command, changes) => {
    const page = await newPage();
    const { frame, said } = await shop.open(page, changes);
    await frame.getByRole("button", { name: "Cancel" }).click();
    await waitForSaid(page, command);
    expect(await said()).toEqual([{ command, content: btoa("CAN002") }]);
  });

  it.each([
    ["logonError", {}],
    ["signError", signing("I agree")],
  ])("%s when the page is not where ORIGIN says", async (command, changes) => {
    const page = await newPage();
    const { said } = await shop.open(page, {
      ...changes,
      ORIGIN: base64("https://other.example"),
    });
    await waitForSaid(page, command);
    expect(await said()).toEqual([{ command, content: btoa("APP001") }]);
  });

  it("the signed text whole, after the person has seen it", async () => {
    const page = await newPage();
    const { said } = await tryKeyFile(page, save("s.p12", p12()), person.keyFile.password, signing("<b>3 kr.</b>"));
    await waitForSaid(page, "changeResponseAndSubmit");
    expect(decode((await said())[0]!.content)).toContain(`>${base64("<b>3 kr.</b>")}<`);
  });

  it("a long signed text in pieces", async () => {
    const page = await newPage();
    const text = "I owe you a beer.\n".repeat(10_000);
    const { said } = await tryKeyFile(page, save("l.p12", p12()), person.keyFile.password, signing(text));
    await waitForSaid(page, "allChunk");
    const pieces = await said();
    expect(new Set(pieces.slice(0, -1).map(({ command }) => command))).toEqual(new Set(["addChunk"]));
    expect(pieces.length).toBeGreaterThan(3);
    expect(decode(pieces.map(({ content }) => content).join(""))).toContain(`>${base64(text)}<`);
  });
});

describe("there is no fault on", () => {
  it.each(["en", "da"])("the screen for the key file, in %s, when empty and when refused", async (LANGUAGE) => {
    const page = await newPage();
    const { frame } = await shop.open(page, { LANGUAGE });
    await frame.locator("#key-file").waitFor();
    expect(await frame.locator("html").getAttribute("lang")).toBe(LANGUAGE);
    expect(await inspectPage(page)).toEqual([]);
    await frame.locator("button.main").click();
    await frame.getByRole("alert").waitFor();
    expect(await inspectPage(page)).toEqual([]);
  });

  it("the screen with a text to sign", async () => {
    const page = await newPage();
    const text = { CLIENTFLOW: "sign", SIGNTEXT: base64("I owe you a beer. ".repeat(200)) };
    const { frame } = await shop.open(page, text);
    await frame.getByRole("region", { name: "What you sign" }).waitFor();
    expect(await inspectPage(page)).toEqual([]);
  });

  it("the client's page where it is opened by itself", async () => {
    const page = await newPage();
    await page.goto(`${simulator.url}/codefile?t=1`);
    await page.getByText("This page belongs in the iframe of a service.").waitFor();
    expect(await inspectPage(page)).toEqual([]);
  });
});
