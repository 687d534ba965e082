import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../src/free-port.js";
import { HttpBrowser } from "../../src/http/http-browser.js";
import { type RunningExample, runExample } from "../../src/process/run-example.js";
import { openFile, press, signOn, wayBack } from "../../src/signing/sign-by-hand.js";
import type { Person } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

describe.each([
  ["sign-with-kit.js", (name: string) => new RegExp(`^Signed by ${name}, \\d+ bytes of application/xml\\.$`)],
  ["sign-by-soap.js", () => /^Signed: \d+ bytes of application\/xml\./],
] as const)("the example %s of a server that has a PDF signed", (file, saysSo) => {
  let world: World;
  let site: RunningExample;
  let anna: Person & { readonly name: string };
  beforeAll(async () => {
    world = await startWorld();
    anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const env = { PORT: String(await freePort()), GATEWAY: world.url, SIMULATOR: world.simulator.url };
    site = await runExample(`relying-party/${file}`, { ...env, NATIONAL_ID: anna.cpr ?? "" });
  });
  afterAll(async () => {
    await site?.stop();
    await world?.stop();
  });

  async function open(browser: HttpBrowser) {
    const page = await browser.get(site.url);
    await openFile(browser, page);
    return page;
  }
  async function sign() {
    const browser = new HttpBrowser();
    const end = await signOn(browser, world, await open(browser), anna);
    return { browser, back: wayBack(end) ?? "" };
  }

  it("orders, sends the person to sign, and takes the result", async () => {
    const { browser, back } = await sign();
    const end = await browser.get(back);
    expect([end.status, end.text]).toEqual([200, expect.stringMatching(saysSo(anna.name))]);
  });

  it("is told of a refusal, and has nothing then", async () => {
    const browser = new HttpBrowser();
    const asked = await browser.get(`${(await open(browser)).url}/reject`);
    const end = await browser.get(wayBack(await press(browser, asked, "reject")) ?? "");
    expect(end.text).toMatch(/^(?:Nothing is signed|The task is rejected)\.$/);
  });

  it("shows nothing of an order that it did not make", async () => {
    const end = await new HttpBrowser().get(`${site.url}signed?rid=abc&signing=complete&order=abc`);
    expect([end.status, end.text]).toEqual([400, expect.stringMatching(/^This signing was not begun/)]);
  });
});
