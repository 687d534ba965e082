import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerClient, codeOn, openBrowser } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let skippedMs = 0;
const clock = { now: () => new Date(Date.now() + skippedMs) };
const WITHOUT_CPR = { ...DEMO, scope: "openid profile" };
beforeAll(async () => {
  world = await startWorld({ clock });
});
afterAll(() => world?.stop());

async function logInWith(scenario: string, more: { code?: string } = {}) {
  const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  world.simulator.setScenario(person.alias, { scenario, ...more });
  const browser = openBrowser();
  const page = await answerClient(
    browser,
    world,
    await browser.get(authorize(`${world.url}/oidc`, WITHOUT_CPR).url),
    person,
  );
  return { browser, page, person };
}

async function errorDelivered({ browser, page }: Awaited<ReturnType<typeof logInWith>>): Promise<URLSearchParams> {
  const back = page.forms.find(({ names }) => names.includes("cancel"))!;
  return new URL((await browser.submit(page, back, { cancel: "1" })).url).searchParams;
}

describe("a certificate that will not do has a refusal of its own", () => {
  it.each([
    ["revoked", "nemid:certrevoked"],
    ["expired", "nemid:certexpired"],
    ["not-yet-valid", "nemid:certnotyetvalid"],
    ["voces", "nemid:wrongcerttype"],
    ["foces", "nemid:wrongcerttype"],
    ["production-policy", "nemid:untrusted"],
    ["untrusted", "nemid:untrusted"],
    ["without-signing", "nemid:"],
    ["foreign-key", "nemid:invalidresponse"],
  ])("%s: %s", async (scenario, code) => {
    const attempt = await logInWith(`certificate-${scenario}`);
    expect(codeOn(attempt.page)).toContain(code);
    const answer = await errorDelivered(attempt);
    expect(answer.get("error")).toBe("access_denied");
    expect(answer.get("error_description")).toContain(`urn:signicat:error:${codeOn(attempt.page)}; `);
  });
});

describe("a message that will not do", () => {
  it.each([
    ["challenge-other", "nemid:invalidresponse"],
    ["challenge-absent", "nemid:invalidresponse"],
    ["request-issuer-other", "nemid:invalidresponse"],
    ["timestamp-other", "nemid:timeout"],
    ["timestamp-absent", "nemid:invalidresponse"],
    ["action-other", "nemid:invalidresponse"],
    ["truncated", "nemid:invalidresponse"],
    ["garbage", "nemid:invalidresponse"],
    ["not-base64", "nemid:invalidresponse"],
    ["empty", "nemid:client:CAN002"],
    ["unknown-code", "nemid:client:unknown"],
  ])("%s: %s", async (scenario, code) => {
    expect(codeOn((await logInWith(scenario)).page)).toBe(code);
  });

  it("no way of rewriting a signed message gets anybody in", async () => {
    const { scenarios } = (await (await fetch(`${world.simulator.url}/api/scenarios`)).json()) as {
      scenarios: { id: string }[];
    };
    const attacks = scenarios.map(({ id }) => id).filter((id) => id.startsWith("attack"));
    expect(attacks.length).toBeGreaterThan(5);
    for (const attack of attacks) {
      expect([attack, codeOn((await logInWith(attack)).page)]).toEqual([attack, "nemid:invalidresponse"]);
    }
  });
});

describe("revocation that cannot be asked", () => {
  it("lets nobody in, is told as unavailable, and recovers by itself", async () => {
    const { pki } = world.simulator;
    pki.ocsp = "down";
    pki.crl = "down";
    const attempt = await logInWith("none");
    expect(codeOn(attempt.page)).toBe("nemid:revocationunavailable");
    expect((await errorDelivered(attempt)).get("error")).toBe("temporarily_unavailable");
    pki.ocsp = "up";
    const retry = await logInWith("none");
    expect(retry.page.status, "OCSP is back").toBe(0);
    pki.ocsp = "nonsense";
    pki.crl = "up";
    expect((await logInWith("none")).page.status, "a list will do where OCSP talks nonsense").toBe(0);
    pki.ocsp = "up";
  });
});

describe("what NemID's client reports", () => {
  it.each([
    ["CAN003", "access_denied", "usercancel"],
    ["AUTH004", "access_denied", "nemid:client:AUTH004"],
    ["APP001", "server_error", "nemid:client:APP001"],
    ["SRV003", "server_error", "nemid:client:SRV003"],
  ])("%s reaches the relying party as %s with %s", async (code, error, told) => {
    const attempt = await logInWith("error-code", { code });
    expect(codeOn(attempt.page)).toBe(`nemid:client:${code}`);
    const answer = await errorDelivered(attempt);
    expect(answer.get("error")).toBe(error);
    expect(answer.get("error_description")).toContain(`urn:signicat:error:${told}; `);
  });
});

describe("a person whose certificate is revoked between two log-ins", () => {
  it("is refused at the second one, as soon as the first answer about it has run out", async () => {
    const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
    const attempt = async () => {
      const browser = openBrowser();
      const { url } = authorize(`${world.url}/oidc`, WITHOUT_CPR);
      return answerClient(browser, world, await browser.get(url), person);
    };
    expect((await attempt()).status).toBe(0);
    await world.simulator.setStatus(person.alias, "revoked");
    skippedMs += 6_000;
    expect(codeOn(await attempt())).toBe("nemid:certrevoked");
  });
});
