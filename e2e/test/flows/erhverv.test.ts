import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { editFile } from "../../src/world/edit-customer.js";
import { answerClient, answerCpr, codeOn, headingOf, openBrowser, pressCancel } from "../../src/world/log-in.js";
import { authorize, claimsIn, DEMO, redeem, userinfo } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const PARTY = { ...DEMO, scope: "openid profile signicat.organization" };
const BAKERY = { cvr: "30000001", companyName: "Bageriet på Hjørnet ApS", role: "signs-alone", form: "ApS" } as const;
const SMITHY = { cvr: "30000002", companyName: "Østerlund Smedje", role: "owner" } as const;
let world: World;
let issuer = "";

beforeAll(async () => {
  // A slow service shall not make for a slow test.
  const slow = (yaml: string) => yaml.replace("outbound:\n", "outbound:\n  timeoutMs: 1500\n");
  world = await startWorld({ editConfig: (folder) => editFile(`${folder}/gateway.yaml`, slow) });
  issuer = `${world.url}/oidc`;
});
afterEach(() => Object.assign(world.simulator.services, { companyRegister: "up" }));
afterAll(() => world?.stop());

type Roles = NonNullable<Parameters<World["simulator"]["createIdentity"]>[0]["roles"]>;

/** Up to what follows the CPR page. */
async function afterCpr(roles: Roles, extra: Readonly<Record<string, string>> = {}, scope = PARTY.scope) {
  const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true, roles });
  const browser = openBrowser();
  const method = { acr_values: "urn:signicat:oidc:method:nemid-erhverv" };
  const { url, verifier } = authorize(issuer, { ...PARTY, scope }, { ...method, ...extra });
  const asked = await answerClient(browser, world, await browser.get(url), person);
  return { person, browser, verifier, page: await answerCpr(browser, asked, person.cpr ?? "") };
}
type Reached = Awaited<ReturnType<typeof afterCpr>>;

function choose({ browser, page }: Reached, fields: Readonly<Record<string, string>>) {
  const form = page.forms.find(({ names }) => names.includes("organization") || names.includes("action"));
  if (!form) throw new Error(`nothing to choose on this page: ${headingOf(page)}`);
  return browser.submit(page, form, fields);
}

async function tokensAt(end: string, verifier: string) {
  const { body } = await redeem(issuer, PARTY, new URL(end).searchParams.get("code") ?? "", verifier);
  return body;
}

describe("a person with companies", () => {
  it("acts for the one they choose, and the relying party is told of it and of no CPR number", async () => {
    const reached = await afterCpr([SMITHY, BAKERY]);
    expect(headingOf(reached.page)).toBe("Who are you acting for?");
    expect(reached.page.text).toMatch(/Myself[\s\S]*Bageriet på Hjørnet ApS[\s\S]*CVR 30000001[\s\S]*Østerlund Smedje/);
    const end = await choose(reached, { organization: "30000002", action: "next" });
    const { access_token } = await tokensAt(end.url, reached.verifier);
    const claims = await userinfo(issuer, access_token);
    expect(claims).toMatchObject({
      "signicat.organization.number": "30000002",
      "signicat.organization.name": "Østerlund Smedje",
    });
    expect(JSON.stringify(claims)).not.toContain(reached.person.cpr);
    expect(claims).not.toHaveProperty("birthdate");
  });

  it("is the same to the relying party whichever they choose", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true, roles: [BAKERY, SMITHY] });
    const subs = new Set<unknown>();
    for (const organization of ["30000001", "30000002", ""]) {
      const browser = openBrowser();
      const { url, verifier } = authorize(issuer, PARTY, { acr_values: "urn:signicat:oidc:method:nemid-erhverv" });
      const asked = await answerClient(browser, world, await browser.get(url), person);
      const page = await answerCpr(browser, asked, person.cpr ?? "");
      const end = await choose({ person, browser, verifier, page }, { organization, action: "next" });
      subs.add(claimsIn((await tokensAt(end.url, verifier)).id_token).sub);
    }
    expect(subs.size).toBe(1);
  });

  it("may act for themselves, and lists all of them afterwards", async () => {
    const reached = await afterCpr([BAKERY]);
    const end = await choose(reached, { organization: "", action: "next" });
    const { access_token } = await tokensAt(end.url, reached.verifier);
    expect(await userinfo(issuer, access_token)).not.toHaveProperty("signicat.organization.number");
    const mine = await fetch(`${world.url}/organization/v1/me`, {
      headers: { authorization: `Bearer ${String(access_token)}` },
    });
    expect(await mine.json()).toEqual([
      {
        "signicat.organization.number": "30000001",
        "signicat.organization.name": "Bageriet på Hjørnet ApS",
        type: "ApS",
        roles: ["director"],
      },
    ]);
  });

  it("cannot choose one of somebody else's, or what was never offered", async () => {
    const reached = await afterCpr([BAKERY, { ...SMITHY, cvr: "30000003", dissolved: true }]);
    for (const organization of ["30000002", "30000003", "30000001 ", "<script>"]) {
      const again = await choose(reached, { organization, action: "next" });
      expect(again.text).toContain("Choose who you are acting for.");
      reached.page = again;
    }
    expect((await choose(reached, { organization: "30000001", action: "next" })).status).toBe(0);
  });

  it("searches among many, without script", async () => {
    const many = Array.from({ length: 9 }, (_, n) => ({ ...BAKERY, cvr: `3100000${n}`, companyName: `Firma ${n}` }));
    const reached = await afterCpr(many);
    const found = await choose(reached, { search: "firma 7", action: "search" });
    expect(found.text).toContain("Firma 7");
    expect(found.text).not.toContain("Firma 6");
    const none = await choose({ ...reached, page: found }, { search: '"><b>x', action: "search" });
    expect(none.text).toContain("None of your companies has that name or number");
    expect(none.text).not.toContain("<b>x");
  });

  it("sees the one alone that the relying party names", async () => {
    const { page } = await afterCpr([BAKERY, SMITHY], { login_hint: "organization-30000002" });
    expect(page.text).toContain("Østerlund Smedje");
    expect(page.text).not.toContain("Bageriet");
  });

  it("who cancels is told to the relying party as having cancelled", async () => {
    const { browser, page } = await afterCpr([BAKERY]);
    const end = new URL((await pressCancel(browser, page)).url);
    expect(end.searchParams.get("error")).toBe("access_denied");
    expect(end.searchParams.get("error_description")).toContain("usercancel");
  });
});

describe("a person without a company of their own", () => {
  it.each<[string, Roles]>([
    ["no role", []],
    ["a company that others must sign for too", [{ ...BAKERY, role: "signs-jointly" }]],
    ["a dissolved company", [{ ...BAKERY, cvr: "30000009", dissolved: true }]],
  ])("(%s) is logged in as a person", async (_what, roles) => {
    const { page, verifier } = await afterCpr(roles);
    expect(page.status).toBe(0);
    const { access_token } = await tokensAt(page.url, verifier);
    expect(await userinfo(issuer, access_token)).not.toHaveProperty("signicat.organization.number");
  });
});

describe("an employee", () => {
  it("is told to use the log-in for employees", async () => {
    const employee = await world.simulator.createIdentity({ kind: "MOCES", autofill: true });
    const browser = openBrowser();
    const { url } = authorize(issuer, PARTY, { acr_values: "urn:signicat:oidc:method:nemid-erhverv" });
    const end = await answerClient(browser, world, await browser.get(url), employee);
    expect(codeOn(end)).toBe("nemid:wrongcerttype");
    expect(end.text).toContain("log-in for employees");
  });
});

describe("a company register that", () => {
  it.each([
    ["is down", "down"],
    ["is slow", { slowMs: 4000 }],
    ["cuts the connection", "cut"],
    ["answers with a web page", "nonsense"],
    ["answers by half", "malformed"],
    ["sends 50 MB", "huge"],
    ["answers for another person", "other-person"],
    ["speaks of other things", "other-namespace"],
  ] as const)("%s lets the person try again, or go on privately", async (_what, health) => {
    // Somebody whose companies could be mistaken for theirs.
    await world.simulator.createIdentity({ kind: "POCES", autofill: true, roles: [SMITHY] });
    world.simulator.services.companyRegister = health;
    const reached = await afterCpr([BAKERY]);
    expect(reached.page.text).toContain("We cannot ask the company register right now");
    expect(reached.page.text).not.toContain("Østerlund");
    world.simulator.services.companyRegister = "up";
    const again = await choose(reached, { action: "retry" });
    expect(again.text).toContain("Bageriet på Hjørnet ApS");
    expect(world.logLines.join("\n")).not.toContain(reached.person.cpr);
  });

  it("is down does not keep the person from going on privately", async () => {
    world.simulator.services.companyRegister = "down";
    const reached = await afterCpr([BAKERY]);
    const end = await choose(reached, { action: "private" });
    const { access_token } = await tokensAt(end.url, reached.verifier);
    expect(await userinfo(issuer, access_token)).not.toHaveProperty("signicat.organization.number");
  });
});
