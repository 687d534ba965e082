import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpBrowser, Page } from "../../src/http/http-browser.js";
import { addClients } from "../../src/world/edit-customer.js";
import {
  answerClient,
  clientAnswer,
  headingOf,
  openBrowser,
  parametersOn,
  postResponse,
  pressCancel,
} from "../../src/world/log-in.js";
import { authorize, DEMO, type RelyingParty } from "../../src/world/oidc-client.js";
import { METHOD, PORTAL, withSeveralMethods } from "../../src/world/several-methods.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const CLIENT = { name: "Test", secret: "a-secret", redirectUris: [DEMO.redirectUri] };
const AT_WORK: RelyingParty = { ...DEMO, clientId: "at-work", secret: "a-secret", scope: "openid" };
const LIMITED: RelyingParty = { ...AT_WORK, clientId: "limited" };
const SHORT: RelyingParty = { ...DEMO, scope: "openid profile" };
const CHOOSER = "How do you want to log in?";

let world: World;
beforeAll(async () => {
  world = await startWorld({
    editConfig: (folder) => {
      withSeveralMethods(folder);
      addClients(folder, "demo", [
        { ...CLIENT, clientId: "at-work", defaultPortal: "arbejde" },
        { ...CLIENT, clientId: "limited", methods: ["firma", "nemid"] },
      ]);
    },
  });
});
afterAll(() => world?.stop());

function ask(acr: string | undefined, party: RelyingParty = SHORT, extra: Readonly<Record<string, string>> = {}): URL {
  const { url } = authorize(`${world.url}/oidc`, party, { ...(acr !== undefined && { acr_values: acr }), ...extra });
  if (acr === undefined) url.searchParams.delete("acr_values");
  return url;
}
async function open(acr: string | undefined, party?: RelyingParty, extra?: Readonly<Record<string, string>>) {
  const browser = openBrowser();
  return { browser, page: await browser.get(ask(acr, party, extra)) };
}
/** The values of the buttons, in their order. */
function offered({ text }: Page): readonly string[] {
  return [...text.matchAll(/<button [^>]*name="method" value="([^"]*)"/g)].map(([, name]) => name!);
}
function choose(browser: HttpBrowser, page: Page, method: string): Promise<Page> {
  return browser.submit(page, page.forms.find(({ names }) => names.includes("method"))!, { method });
}
function chooseAnother(browser: HttpBrowser, page: Page): Promise<Page> {
  const form = page.forms.find(({ names }) => names.includes("choose"));
  if (!form) throw new Error(`no way back to the choice on this page: ${headingOf(page)}`);
  return browser.submit(page, form);
}
function end({ url, status }: Page): Readonly<Record<string, string>> {
  expect(status, "the relying party is asked").toBe(0);
  return Object.fromEntries(new URL(url).searchParams);
}

describe("what people choose from", () => {
  it.each([
    [`${METHOD}firma ${METHOD}nemid`, ["firma", "nemid"]],
    [`${METHOD}nemid ${METHOD}firma ${METHOD}nemid`, ["nemid", "firma"]],
    [`${PORTAL}alle`, ["privat", "nemid", "firma"]],
    [`${METHOD}firma ${PORTAL}alle`, ["firma", "privat", "nemid"]],
    [`${PORTAL}arbejde ${PORTAL}alle`, ["firma", "privat", "nemid"]],
    [`urn:signicat:oidc:profile:demo ${METHOD}nemid ${METHOD}privat`, ["nemid", "privat"]],
  ])("is what the request names, in its order: %s", async (acr, expected) => {
    const { page } = await open(acr, SHORT, { ui_locales: "en" });
    expect(headingOf(page)).toBe(CHOOSER);
    expect(offered(page)).toEqual(expected);
  });

  it("is every method of the client's where the request names none, in the customer's order", async () => {
    expect(offered((await open(undefined)).page).slice(0, 3)).toEqual(["privat", "firma", "nemid"]);
    expect(offered((await open(undefined, LIMITED)).page)).toEqual(["firma", "nemid"]);
  });

  it("is no page where one is left: of a portal, of the default portal, of what a client may use of a portal", async () => {
    for (const { page } of [await open(`${PORTAL}arbejde`), await open(undefined, AT_WORK)]) {
      expect(parametersOn(page)).not.toBe("");
    }
    expect(offered((await open(`${PORTAL}alle`, LIMITED)).page)).toEqual(["nemid", "firma"]);
  });

  it("is the request's own before the default portal", async () => {
    expect(offered((await open(`${PORTAL}alle`, AT_WORK)).page)).toEqual(["privat", "nemid", "firma"]);
  });

  it("names nothing that the client may not use, nor another customer's", async () => {
    const { page } = await open(`${PORTAL}alle`, LIMITED);
    expect(page.text).not.toContain("privat");
    expect(page.text).not.toContain("ommune");
  });

  it.each([
    `${PORTAL}nowhere`,
    `${PORTAL}`,
    `${PORTAL}ALLE`,
    `${METHOD}nemid ${PORTAL}nowhere`,
    `${PORTAL}alle ${METHOD}mitid`,
    "urn:signicat:oidc:door:alle",
    "alle",
    `${PORTAL}__proto__`,
    `${PORTAL}constructor`,
  ])("is refused where the request names what is not there: %s", async (acr) => {
    const { page } = await open(acr);
    expect(end(page)).toMatchObject({ error: "invalid_request" });
  });

  it("is refused where the client may use nothing of what it names", async () => {
    expect(end((await open(`${METHOD}privat`, LIMITED)).page)).toMatchObject({ error: "invalid_request" });
  });

  it("is in the metadata, portals too", async () => {
    const metadata = (await (await fetch(`${world.url}/oidc/.well-known/openid-configuration`)).json()) as {
      acr_values_supported: string[];
    };
    expect(metadata.acr_values_supported).toContain(`${PORTAL}alle`);
  });
});

describe("the page", () => {
  it("says the customer's names and lines in the person's language, else the plug-in's", async () => {
    const [en, da] = await Promise.all(["en", "da"].map((ui_locales) => open(`${PORTAL}alle`, SHORT, { ui_locales })));
    expect(en!.page.text).toContain("For those who act for a company");
    expect(da!.page.text).toContain("NemID i firmaet");
    expect(da!.page.text).toContain("Hvordan vil du logge på?");
    expect(da!.page.text).toMatch(/<span class="method-title">NemID</);
  });

  it("logs in with the method that is clicked, and says so", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { browser, page } = await open(`${PORTAL}alle`);
    const client = await choose(browser, page, "privat");
    expect(end(await answerClient(browser, world, client, person))).toHaveProperty("code");
  });

  it("leads to the customer by Cancel", async () => {
    const { browser, page } = await open(`${PORTAL}alle`);
    const { error, error_description } = end(await pressCancel(browser, page));
    expect(error).toBe("access_denied");
    expect(error_description).toContain("urn:signicat:error:usercancel");
  });

  it.each(["mitid", "", "constructor", "kommune"])("stays where somebody posts another method: %j", async (method) => {
    const { browser, page } = await open(`${METHOD}nemid ${METHOD}firma`);
    expect(offered(await choose(browser, page, method))).toEqual(["nemid", "firma"]);
  });

  it("starts no method that the request did not allow, though the customer has it", async () => {
    const { browser, page } = await open(`${METHOD}nemid ${METHOD}firma`);
    expect(offered(await choose(browser, page, "privat"))).toEqual(["nemid", "firma"]);
  });
});

describe("the way back to the choice", () => {
  it("is on the method's page, and another method can be taken", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { browser, page } = await open(`${METHOD}nemid ${METHOD}firma`);
    const again = await chooseAnother(browser, await choose(browser, page, "nemid"));
    expect(offered(again)).toEqual(["nemid", "firma"]);
    expect(end(await answerClient(browser, world, await choose(browser, again, "firma"), person))).toHaveProperty(
      "code",
    );
  });

  it("is not there where there is nothing to choose", async () => {
    const { browser, page } = await open(`${METHOD}nemid`);
    expect(page.forms.some(({ names }) => names.includes("choose"))).toBe(false);
    const form = page.forms.find(({ names }) => names.includes("cancel"))!;
    const { cancel: _cancel, ...fields } = form.fields;
    const stays = await browser.post(new URL(form.action, page.url), { ...fields, choose: "yes" });
    expect(offered(stays)).toEqual([]);
  });

  it("is on a failure page too, beside another try of the same method", async () => {
    const { browser, page } = await open(`${METHOD}nemid ${METHOD}firma`);
    const client = await choose(browser, page, "nemid");
    const failed = await postResponse(browser, client, Buffer.from("SRV004").toString("base64"));
    const retry = failed.forms.find(({ names }) => names.includes("action"))!;
    expect(parametersOn(await browser.submit(failed, retry, { action: "retry" }))).not.toBe("");
    const { browser: other, page: first } = await open(`${METHOD}nemid ${METHOD}firma`);
    const gone = await postResponse(
      other,
      await choose(other, first, "nemid"),
      Buffer.from("SRV004").toString("base64"),
    );
    expect(offered(await chooseAnother(other, gone))).toEqual(["nemid", "firma"]);
  });

  it("makes the answer of the method that was left worthless", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const { browser, page } = await open(`${METHOD}nemid ${METHOD}firma`);
    const client = await choose(browser, page, "nemid");
    const answer = await clientAnswer(world, client, person);
    const chooser = await chooseAnother(browser, client);
    expect(offered(await postResponse(browser, client, answer)), "the old page's form").toEqual(["nemid", "firma"]);
    const second = await choose(browser, chooser, "firma");
    expect((await postResponse(browser, second, answer)).status, "the old answer in the new form").toBe(200);
  });

  it("does nothing by an old page: it shows where the log-in stands", async () => {
    const { browser, page } = await open(`${METHOD}nemid ${METHOD}firma`);
    const client = await choose(browser, page, "nemid");
    expect(parametersOn(await choose(browser, page, "firma"))).toBe(parametersOn(client));
  });
});
