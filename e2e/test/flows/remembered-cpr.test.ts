import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addClients, editFile } from "../../src/world/edit-customer.js";
import { answerClient, answerCpr, codeOn, headingOf, openBrowser, type Person } from "../../src/world/log-in.js";
import { authorize, DEMO, KOMMUNE, type RelyingParty, redeem, userinfo } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

/** Another client of the same service, and the client of another. */
const SECOND: RelyingParty = { ...DEMO, clientId: "demo-two", secret: "demo-two-secret" };
const scopes = ["openid", "profile", "signicat.national_id", "nemid"];
const hourMs = 60 * 60_000;
let time = new Date("2026-03-02T09:00:00Z").getTime();
let world: World;

beforeAll(async () => {
  world = await startWorld({
    clock: { now: () => new Date(time) },
    editConfig: (folder) => {
      const { clientId, secret, redirectUri } = SECOND;
      addClients(folder, "demo", [{ clientId, secret, name: "Demo", redirectUris: [redirectUri], scopes }]);
      editFile(`${folder}/customers/kommune/customer.yaml`, (yaml) =>
        yaml.replace("cpr: lookup", "cpr: match\n    remember: false"),
      );
    },
  });
});
afterAll(() => world?.stop());

/** Up to the page after the client, at a service. */
async function afterClient(person: Person, party: RelyingParty = DEMO, scope = `${DEMO.scope} nemid`) {
  const browser = openBrowser();
  const { url, verifier } = authorize(`${world.url}/oidc`, { ...party, scope });
  return { browser, verifier, page: await answerClient(browser, world, await browser.get(url), person) };
}
type Reached = Awaited<ReturnType<typeof afterClient>>;

async function tick({ browser, page }: Reached, cpr: string) {
  const form = page.forms.find(({ names }) => names.includes("cpr"));
  if (!form) throw new Error(`no CPR field: ${headingOf(page)}`);
  return browser.submit(page, form, { cpr, remember: "on", action: "check" });
}

async function claimsAt(end: string, verifier: string): Promise<Record<string, unknown>> {
  const { body } = await redeem(`${world.url}/oidc`, DEMO, new URL(end).searchParams.get("code") ?? "", verifier);
  return userinfo(`${world.url}/oidc`, body.access_token);
}

async function newPerson(): Promise<Person & { cpr: string }> {
  const { alias, password, cpr = "" } = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  return { alias, password, cpr };
}

describe("a person who lets their CPR number be remembered", () => {
  it("types it once at this service, for every client of it, and the relying party is told where it came from", async () => {
    const person = await newPerson();
    expect((await tick(await afterClient(person), person.cpr)).status).toBe(0);
    const again = await afterClient(person);
    expect(again.page.status).toBe(0);
    const claims = await claimsAt(again.page.url, again.verifier);
    expect(claims).toMatchObject({ "signicat.national_id": person.cpr, "nemid.cpr_source": "database" });
    expect((await afterClient(person, SECOND)).page.status).toBe(0);
  });

  it("is asked again at another service, which has no box either where it switched it off", async () => {
    const person = await newPerson();
    await tick(await afterClient(person), person.cpr);
    const { page } = await afterClient(person, KOMMUNE, DEMO.scope);
    expect(page.forms.flatMap(({ names }) => names)).toContain("cpr");
    expect(page.text).not.toContain('name="remember"');
  });

  it("is asked again when they did not tick the box, which is unticked", async () => {
    const person = await newPerson();
    const first = await afterClient(person);
    expect(first.page.text).toMatch(/<input type="checkbox"[^>]* name="remember"/);
    expect(first.page.text).not.toMatch(/checked/);
    await answerCpr(first.browser, first.page, person.cpr);
    expect((await afterClient(person)).page.forms.flatMap(({ names }) => names)).toContain("cpr");
  });

  it("is asked again after they have taken the consent back", async () => {
    const person = await newPerson();
    await tick(await afterClient(person), person.cpr);
    const browser = openBrowser();
    const { url } = authorize(`${world.url}/oidc`, DEMO, { prompt: "consent_revoke" });
    await answerClient(browser, world, await browser.get(url), person);
    expect((await afterClient(person)).page.forms.flatMap(({ names }) => names)).toContain("cpr");
  });

  it("leaves no number in the log", async () => {
    const person = await newPerson();
    await tick(await afterClient(person), person.cpr);
    await afterClient(person);
    expect(world.logLines.join("\n")).not.toContain(person.cpr);
  });
});

describe("five wrong numbers within a day", () => {
  it("lock the person out at this service for an hour, over log-ins", async () => {
    const person = await newPerson();
    const codes: (string | undefined)[] = [];
    for (let flow = 0; flow < 2; flow += 1) {
      const { browser, page } = await afterClient(person);
      let shown = page;
      for (let at = 0; at < 3 && codes.at(-1) !== "nemid:cprlocked"; at += 1) {
        shown = await answerCpr(browser, shown, `610170${1234 + at}`);
        codes.push(codeOn(shown));
      }
    }
    expect(codes).toEqual([undefined, undefined, "nemid:cprmismatch", undefined, "nemid:cprlocked"]);
    const locked = await afterClient(person);
    expect(codeOn(locked.page)).toBe("nemid:cprlocked");
    expect(locked.page.text).toContain("Wait an hour");
    time += hourMs;
    const { browser, page } = await afterClient(person);
    expect((await answerCpr(browser, page, person.cpr)).status).toBe(0);
  });
});
