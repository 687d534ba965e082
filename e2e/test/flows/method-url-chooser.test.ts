import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpBrowser, Page } from "../../src/http/http-browser.js";
import { editFile } from "../../src/world/edit-customer.js";
import { answerClient, codeOn, openBrowser, pressCancel } from "../../src/world/log-in.js";
import { answerOn, linesOf, methodUrl, readAnswer } from "../../src/world/saml-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
beforeAll(async () => {
  world = await startWorld({
    editConfig: (folder) =>
      editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
        yaml.replace(
          "\nmethods:\n",
          "\nportals:\n  at-work: [work, nemid]\nmethods:\n  work:\n    method: nemid-moces\n    profile: demo\n    config: { requestIssuer: Demo }\n",
        ),
      ),
  });
});
afterAll(() => world?.stop());

const start = (parameters: Readonly<Record<string, string>>) => openBrowser().get(methodUrl(world.url, parameters));
const offeredOn = (page: Page) => [...page.text.matchAll(/name="method" value="([^"]*)"/g)].map(([, name]) => name);

function choose(browser: HttpBrowser, page: Page, method: string): Promise<Page> {
  const form = page.forms.find(({ names }) => names.includes("method"));
  if (!form) throw new Error("no choice on this page");
  return browser.submit(page, form, { method });
}

describe("several methods in one address", () => {
  it.each([
    [{ id: "nemid,work::da" }, ["nemid", "work"]],
    [{ id: "work,nemid" }, ["work", "nemid"]],
    [{ id: "work, nemid, work ," }, ["work", "nemid"]],
    [{ method: "work,nemid", language: "da" }, ["work", "nemid"]],
    [{ id: "at-work::da" }, ["work", "nemid"]],
  ])("are offered in its order, and no others: %j", async (parameters, methods) => {
    expect(offeredOn(await start(parameters))).toEqual(methods);
  });

  it("are one method when one remains: nobody has to choose", async () => {
    expect((await start({ id: "nemid,nemid," })).text).toContain("nemid_parameters");
  });

  it("end in an answer that calls the chosen one by the customer's name for it", async () => {
    const browser = openBrowser();
    const employee = await world.simulator.createIdentity({ kind: "MOCES", autofill: true });
    const chosen = await choose(browser, await browser.get(methodUrl(world.url, { id: "nemid,work" })), "work");
    const login = await readAnswer(world.url, answerOn(await answerClient(browser, world, chosen, employee)));
    expect(linesOf(login)).toContain("signicat/method-name=work");
  });

  it("refuse whom the chosen one does not take, with its code", async () => {
    const browser = openBrowser();
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const chosen = await choose(browser, await browser.get(methodUrl(world.url, { id: "nemid,work" })), "work");
    const failure = await answerClient(browser, world, chosen, person);
    expect(codeOn(failure)).toBe("nemid:wrongcerttype");
    expect(await readAnswer(world.url, answerOn(await pressCancel(browser, failure)))).toMatchObject({
      code: "urn:signicat:error:nemid:wrongcerttype",
    });
  });

  it("may be left alone: a cancel goes to the customer", async () => {
    const browser = openBrowser();
    const page = await pressCancel(browser, await browser.get(methodUrl(world.url, { id: "nemid,work" })));
    expect(await readAnswer(world.url, answerOn(page))).toMatchObject({ code: "urn:signicat:error:usercancel" });
  });
});
