/** Every error code that NemID's clients have: played by the simulator, told to the person in their language, and to the relying party in its protocol. */
import { SamlResponseError } from "@eid-gateway/saml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type Person } from "../../src/world/log-in.js";
import { authorize, DEMO } from "../../src/world/oidc-client.js";
import { answerOn, methodUrl, readAnswer } from "../../src/world/saml-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";
import { walk } from "../../src/world/walk.js";

/** By what becomes of them: the person stopped, the integration is at fault, or NemID would not let the person in. */
const CANCELLED = "SRV006 CAN002 CAN003 CAN004 CAN005 CAN007 CAN008 cancel cancelsign".split(" ");
const MISCONFIGURED = "APP001 APP002 APP004 APP007 APP008 SRV001 SRV002 SRV003 SRV005 SRV008 SRV010 SRV011".split(" ");
const REFUSED = [
  "APP003 APP005 APP009 APP010 SRV004 SRV007 SRV009 SRV012",
  "AUTH001 AUTH003 AUTH004 AUTH005 AUTH006 AUTH007 AUTH008 AUTH009 AUTH010 AUTH011 AUTH012 AUTH013 AUTH014 AUTH015",
  "AUTH016 AUTH017 AUTH018 AUTH019 AUTH020 AUTH021 LOCK001 LOCK002 LOCK003 CAN001 CAN006",
  "OCES001 OCES002 OCES003 OCES004 OCES005 OCES006 CAPP001 CAPP002 CAPP003 CAPP004 CAPP006 CAPP007 CAPP008 CAPP009",
  "CAPP010 CAPP011 CAPP012 CAPP013 LIB002",
].flatMap((line) => line.split(" "));

const ROWS = [
  ...CANCELLED.map((code) => ({ code, error: "access_denied", told: "usercancel" })),
  ...MISCONFIGURED.map((code) => ({ code, error: "server_error", told: `nemid:client:${code}` })),
  ...REFUSED.map((code) => ({ code, error: "access_denied", told: `nemid:client:${code}` })),
];

let world: World;
let person: Person;
beforeAll(async () => {
  world = await startWorld();
  person = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

async function walkInto(code: string, url: URL, language: string) {
  world.simulator.setScenario(person.alias, { scenario: "error-code", code });
  const walked = await walk(openBrowser(), world, url, person);
  // The codes of the applet before the client are kept under their successor's name.
  expect(walked.code).toBe(`nemid:client:${code.startsWith("cancel") ? "CAN002" : code}`);
  const page = walked.pages.at(-1);
  expect(page?.text).toContain(`<html lang="${language}">`);
  const [, sentence = ""] = /data-code="[^"]*">([^<]*)<\/p>/.exec(page?.text ?? "") ?? [];
  expect(sentence).toMatch(/^.{15,}\.$/);
  expect(sentence, "the gateway's own words for any failure of the kind").not.toMatch(/eID/);
  return walked;
}

describe("an error code of NemID's client", () => {
  it("is on this list once", () => {
    expect(new Set(ROWS.map(({ code }) => code)).size).toBe(ROWS.length);
    expect(ROWS.length).toBe(73);
  });

  it.each(ROWS)("$code is told in Danish, and by OpenID Connect as $error, $told", async ({ code, error, told }) => {
    const { url, state } = authorize(`${world.url}/oidc`, DEMO, { ui_locales: "da" });
    const walked = await walkInto(code, url, "da");
    const answer = Object.fromEntries(new URL(walked.end.url).searchParams);
    expect(answer).toMatchObject({ error, state });
    expect(answer.error_description).toMatch(new RegExp(`^urn:signicat:error:${told}; `));
  });

  it.each(ROWS)("$code is told in English, and by SAML as $told", async ({ code, told }) => {
    const walked = await walkInto(code, methodUrl(world.url, { id: "nemid::en" }), "en");
    const answer = await readAnswer(world.url, answerOn(walked.end));
    expect(answer).toBeInstanceOf(SamlResponseError);
    expect((answer as SamlResponseError).code).toBe(`urn:signicat:error:${told}`);
  });
});
