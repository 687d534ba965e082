import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { editFile } from "../../src/world/edit-customer.js";
import { answerClient, answerCpr, codeOn, headingOf, openBrowser } from "../../src/world/log-in.js";
import { authorize, DEMO, KOMMUNE, type RelyingParty, redeem, userinfo } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let issuer = "";

beforeAll(async () => {
  world = await startWorld({
    editConfig: (folder) => {
      editFile(`${folder}/gateway.yaml`, (yaml) => yaml.replace("outbound:\n", "outbound:\n  timeoutMs: 1500\n"));
      editFile(`${folder}/customers/demo/customer.yaml`, (yaml) =>
        yaml.replace("cpr: match", "cpr: match\n    ridCpr: match"),
      );
      editFile(`${folder}/customers/kommune/customer.yaml`, (yaml) =>
        yaml.replace("cpr: lookup", "cpr: lookup\n    ridCpr: lookup"),
      );
    },
  });
  issuer = `${world.url}/oidc`;
});
afterEach(() => Object.assign(world.simulator.services, { pidCpr: "up", ridCpr: "up" }));
afterAll(() => world?.stop());

const cpr = "6101701234";
const EMPLOYEE = { kind: "MOCES", method: "nemid-moces" } as const;

/** Only an employer registers numbers: of its employees. */
function registered(kind: "POCES" | "MOCES", cprRegistered = true) {
  return kind === "MOCES" ? { cprRegistered } : {};
}

/** Up to the page after the client, of somebody with that number. */
async function afterClient(
  party: RelyingParty,
  cprRegistered = true,
  { kind, method }: { readonly kind: "POCES" | "MOCES"; readonly method: string } = EMPLOYEE,
) {
  const person = await world.simulator.createIdentity({
    ...{ kind, autofill: true, cpr },
    ...registered(kind, cprRegistered),
  });
  const browser = openBrowser();
  const { url, verifier } = authorize(issuer, party, { acr_values: `urn:signicat:oidc:method:${method}` });
  return { browser, verifier, page: await answerClient(browser, world, await browser.get(url), person) };
}

async function claimsAt(party: RelyingParty, end: string, verifier: string) {
  const { body } = await redeem(issuer, party, new URL(end).searchParams.get("code") ?? "", verifier);
  return userinfo(issuer, body.access_token);
}

describe("a person who logs in in two tabs at once", () => {
  it("gets in by both, when the CPR service takes its time", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const tab = async () => {
      const browser = openBrowser();
      const page = await answerClient(browser, world, await browser.get(authorize(issuer, DEMO).url), person);
      return () => answerCpr(browser, page, person.cpr ?? "");
    };
    const [one, other] = [await tab(), await tab()];
    world.simulator.services.pidCpr = { slowMs: 500 };
    const ends = await Promise.all([one(), other()]);
    expect(ends.map(({ url, text }) => new URL(url).searchParams.has("code") || text)).toEqual([true, true]);
  });
});

describe("an employee's CPR number, at a customer that matches", () => {
  it("is typed, checked and handed on", async () => {
    const { browser, verifier, page } = await afterClient(DEMO);
    expect(headingOf(page)).toBe("Your CPR number");
    const end = await answerCpr(browser, page, cpr);
    expect(await claimsAt(DEMO, end.url, verifier)).toMatchObject({ "signicat.national_id": cpr });
  });

  it("need not be given, since few employees have one there: the log-in succeeds without", async () => {
    const { browser, verifier, page } = await afterClient(DEMO, false);
    const shown = await answerCpr(browser, page, cpr);
    const form = shown.forms.find(({ names }) => names.includes("cpr"));
    expect(shown.text).toContain("Go on without my CPR number");
    const end = await browser.submit(shown, form!, { action: "without" });
    const claims = await claimsAt(DEMO, end.url, verifier);
    expect(claims).toHaveProperty("sub");
    expect(claims).not.toHaveProperty("signicat.national_id");
  });

  it("is another's for the third time, and the log-in ends", async () => {
    const { browser, page } = await afterClient(DEMO);
    let shown = page;
    for (const wrong of ["6101701235", "6101701236", "6101701237"]) shown = await answerCpr(browser, shown, wrong);
    expect(codeOn(shown)).toBe("nemid:cprmismatch");
  });

  it("is not asked for when the relying party does not want it", async () => {
    const { page } = await afterClient({ ...DEMO, scope: "openid profile" });
    expect(page.status).toBe(0);
  });
});

describe("an employee's CPR number, at an authority that looks it up", () => {
  it("is handed on without a page, where the employee has one", async () => {
    const { page, verifier } = await afterClient(KOMMUNE);
    expect(await claimsAt(KOMMUNE, page.url, verifier)).toMatchObject({ "signicat.national_id": cpr });
  });

  it("is left out, where the employee has none", async () => {
    const { page, verifier } = await afterClient(KOMMUNE, false);
    expect(await claimsAt(KOMMUNE, page.url, verifier)).not.toHaveProperty("signicat.national_id");
  });
});

describe.each([
  ["PID/CPR", "pidCpr", "POCES", "nemid"],
  ["RID/CPR", "ridCpr", "MOCES", "nemid-moces"],
] as const)("a %s service that", (_name, service, kind, method) => {
  async function answerWhile(health: World["simulator"]["services"]["pidCpr"]) {
    // Somebody whose number could be mistaken for theirs.
    await world.simulator.createIdentity({ kind, autofill: true, cpr: "6201701234", ...registered(kind) });
    world.simulator.services[service] = health;
    const { browser, page } = await afterClient(DEMO, true, { kind, method });
    return answerCpr(browser, page, cpr);
  }

  it.each([
    ["is down", "down"],
    ["is slow", { slowMs: 4000 }],
    ["cuts the connection", "cut"],
    ["answers with a web page", "nonsense"],
    ["answers by half", "malformed"],
    ["sends 50 MB", "huge"],
    ["speaks another namespace", "other-namespace"],
  ] as const)("%s makes the log-in unavailable, and it can be tried again", async (_what, health) => {
    const failed = await answerWhile(health);
    expect(codeOn(failed)).toBe("nemid:cprunavailable");
    expect(failed.text).toContain("Try again");
    expect(failed.text).not.toContain(cpr);
    expect(world.logLines.join("\n")).not.toContain(cpr);
  });

  it("answers for another person lets nobody in by it", async () => {
    expect((await answerWhile("other-person")).status).not.toBe(0);
  });
});
