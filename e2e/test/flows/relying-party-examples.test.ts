import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../src/free-port.js";
import { HttpBrowser } from "../../src/http/http-browser.js";
import { type RunningExample, runExample } from "../../src/process/run-example.js";
import { editFile } from "../../src/world/edit-customer.js";
import { answerClient, answerCpr, type Person, pressCancel } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

describe.each(["oidc.js", "saml.js"])("the example %s of a relying party", (file) => {
  let world: World;
  let site: RunningExample;
  let person: Person & { readonly name: string };
  beforeAll(async () => {
    const port = String(await freePort());
    world = await startWorld({
      editConfig: (folder) =>
        editFile(join(folder, "customers", "demo", "customer.yaml"), (yaml) => yaml.replaceAll(":3999/", `:${port}/`)),
    });
    site = await runExample(`relying-party/${file}`, { PORT: port, GATEWAY: world.url });
    person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  });
  afterAll(async () => {
    await site?.stop();
    await world?.stop();
  });

  /** Ends where a browser with script would: the last page's form is posted on. */
  async function logIn(browser: HttpBrowser) {
    const cpr = await answerClient(browser, world, await browser.get(site.url), person);
    const end = cpr.forms.some(({ names }) => names.includes("cpr"))
      ? await answerCpr(browser, cpr, person.cpr ?? "")
      : cpr;
    const answer = end.forms.find(({ names }) => names.includes("SAMLResponse"));
    return { answer, end: answer ? await browser.submit(end, answer) : end, page: end };
  }

  it("logs a person in and says who it is", async () => {
    const { end } = await logIn(new HttpBrowser());
    expect(end.status).toBe(200);
    expect(end.text).toContain(`Welcome, ${person.name}`);
    expect(end.text).toContain(person.cpr);
  });

  it("is told of a cancel", async () => {
    const browser = new HttpBrowser();
    const page = await pressCancel(browser, await browser.get(site.url));
    const answer = page.forms.find(({ names }) => names.includes("SAMLResponse"));
    const end = answer ? await browser.submit(page, answer) : page;
    expect([end.status, end.text]).toEqual([403, "You were not logged in: urn:signicat:error:usercancel"]);
  });

  it("takes no answer a second time, and none in another browser", async () => {
    const browser = new HttpBrowser();
    const { end, page, answer } = await logIn(browser);
    const again = answer ? await browser.submit(page, answer) : await browser.get(end.url);
    expect(again.status).toBe(400);
    expect((await new HttpBrowser().get(end.url)).status).toBe(400);
  });
});
