import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "../../src/http/http-browser.js";
import { postWhatClientSays } from "../../src/world/client-form.js";
import {
  answerClient,
  answerCpr,
  clientSays,
  codeOn,
  headingOf,
  openBrowser,
  pressCancel,
} from "../../src/world/log-in.js";
import { authorize, DEMO, KOMMUNE, redeem, userinfo } from "../../src/world/oidc-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const acr = (method: string) => ({ acr_values: `urn:signicat:oidc:method:${method}` });
const ATTRIBUTES = { ...DEMO, scope: "openid profile signicat.national_id signicat.organization nemid" };
let world: World;
let issuer = "";
beforeAll(async () => {
  world = await startWorld();
  issuer = `${world.url}/oidc`;
});
afterAll(() => world?.stop());

type Identity = Awaited<ReturnType<World["simulator"]["createIdentity"]>>;
const newEmployee = (more: object = {}) => world.simulator.createIdentity({ kind: "MOCES", autofill: true, ...more });
const newPerson = () => world.simulator.createIdentity({ kind: "POCES", autofill: true });

async function open(method = "nemid-codefile", party = ATTRIBUTES, extra: Readonly<Record<string, string>> = {}) {
  const browser = openBrowser();
  const asked = authorize(issuer, party, { ...acr(method), ...extra });
  return { ...asked, browser, page: await browser.get(asked.url) };
}

async function logInWith(identity: Identity, method?: string, party?: typeof ATTRIBUTES) {
  const opened = await open(method, party);
  return { ...opened, end: await answerClient(opened.browser, world, opened.page, identity) };
}

async function claimsAt(end: Page, verifier: string) {
  const { body } = await redeem(issuer, DEMO, new URL(end.url).searchParams.get("code") ?? "", verifier);
  return userinfo(issuer, body.access_token);
}

describe("an employee logs in with a key file", () => {
  it("and the relying party learns who, of which company, and that it was a file", async () => {
    const employee = await newEmployee({ name: "Søren Ærø Holm", companyName: "Jensen & Søn ApS" });
    const { end, verifier } = await logInWith(employee);
    expect(await claimsAt(end, verifier)).toMatchObject({
      name: "Søren Ærø Holm",
      "signicat.organization.number": employee.cvr,
      "signicat.organization.name": "Jensen & Søn ApS",
      "nemid.rid": employee.rid,
      "nemid.certificate_type": "MOCES",
      "nemid.login_type": "keyfile",
    });
  });

  it("under the same sub as with the key card, which the file adds nothing to", async () => {
    const employee = await newEmployee();
    const subs = [];
    for (const method of ["nemid-codefile", "nemid-moces", "nemid"]) {
      const { end, verifier } = await logInWith(employee, method);
      subs.push((await claimsAt(end, verifier)).sub);
    }
    expect(new Set(subs).size).toBe(1);
    expect(subs[0]).toMatch(/^[A-Za-z0-9_-]{32}$/);
  });

  it("and the relying party is told no level of assurance", async () => {
    const { end, verifier } = await logInWith(await newEmployee());
    expect(Object.keys(await claimsAt(end, verifier))).not.toContain("nemid.identity_assurance_level");
  });
});

describe("a person logs in with a key file", () => {
  it("where the customer takes persons', and is asked for the CPR number", async () => {
    const person = await newPerson();
    const { browser, end, verifier } = await logInWith(person);
    const claims = await claimsAt(await answerCpr(browser, end, person.cpr ?? ""), verifier);
    expect(claims).toMatchObject({ "signicat.national_id": person.cpr, "nemid.pid": person.pid });
    expect(claims).toMatchObject({ "nemid.login_type": "keyfile" });
  });

  it("but where the customer takes employees' alone, the client already says so", async () => {
    const { page } = await open("nemid-codefile", KOMMUNE);
    await expect(clientSays(world, page, await newPerson())).rejects.toThrow(/answered 409/);
  });
});

describe("the wrong kind of NemID is refused with a sentence that names the right one", () => {
  it.each([
    ["nemid-moces", "en", "Only an employee&#39;s NemID can be used here."],
    ["nemid-moces", "da", "Her kan du kun bruge en medarbejdersignatur."],
    ["nemid-codefile", "en", "Only an employee&#39;s NemID can be used here."],
    ["nemid-codefile", "da", "Her kan du kun bruge en medarbejdersignatur."],
  ])("%s, %s", async (method, ui_locales, sentence) => {
    const employee = await newEmployee();
    world.simulator.setScenario(employee.alias, { scenario: "certificate-other-kind" });
    const { browser, page } = await open(method, KOMMUNE, { ui_locales });
    const end = await answerClient(browser, world, page, employee);
    expect(codeOn(end)).toBe("nemid:wrongcerttype");
    expect(end.text).toContain(sentence);
    const answer = new URL((await pressCancel(browser, end)).url).searchParams;
    expect(answer.get("error")).toBe("access_denied");
    expect(answer.get("error_description")).toContain("urn:signicat:error:nemid:wrongcerttype; ");
  });
});

describe("what is no log-in with this key file, here and now", () => {
  it.each([
    ["certificate-revoked", "nemid:certrevoked"],
    ["certificate-expired", "nemid:certexpired"],
    ["certificate-not-yet-valid", "nemid:certnotyetvalid"],
    ["certificate-foces", "nemid:wrongcerttype"],
    ["certificate-untrusted", "nemid:untrusted"],
    ["certificate-foreign-key", "nemid:invalidresponse"],
    ["challenge-other", "nemid:invalidresponse"],
    ["challenge-absent", "nemid:invalidresponse"],
    ["request-issuer-other", "nemid:invalidresponse"],
    ["action-other", "nemid:invalidresponse"],
    ["dialect-other", "nemid:invalidresponse"],
    ["tampered-signature", "nemid:invalidresponse"],
    ["truncated", "nemid:invalidresponse"],
    ["garbage", "nemid:invalidresponse"],
    ["not-base64", "nemid:invalidresponse"],
    ["empty", "nemid:invalidresponse"],
  ])("%s: %s", async (scenario, code) => {
    const employee = await newEmployee();
    world.simulator.setScenario(employee.alias, { scenario });
    expect(codeOn((await logInWith(employee)).end)).toBe(code);
  });

  it("another browser's message, and a message that was used", async () => {
    const employee = await newEmployee();
    const first = await open();
    const said = await clientSays(world, first.page, employee);
    const other = await open();
    expect(codeOn(await postWhatClientSays(other.browser, other.page, said))).toBe("nemid:invalidresponse");
    expect((await postWhatClientSays(first.browser, first.page, said)).status).toBe(0);
    const third = await open();
    expect(codeOn(await postWhatClientSays(third.browser, third.page, said))).toBe("nemid:invalidresponse");
  });

  it("the key card's message in the key file's form, and the reverse", async () => {
    const employee = await newEmployee();
    for (const [from, to] of [
      ["nemid-moces", "nemid-codefile"],
      ["nemid-codefile", "nemid-moces"],
    ]) {
      const said = await clientSays(world, (await open(from)).page, employee);
      const { browser, page } = await open(to);
      expect(codeOn(await postWhatClientSays(browser, page, said))).toBe("nemid:invalidresponse");
    }
  });
});

describe("the client ends without a message", () => {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  it.each([
    ["logonCancel", "", "nemid:client:CAN002", "usercancel", "access_denied"],
    ["logonError", base64("CAN003"), "nemid:client:CAN003", "usercancel", "access_denied"],
    ["logonError", base64("cancelsign"), "nemid:client:CAN002", "usercancel", "access_denied"],
    ["logonError", base64("SRV003"), "nemid:client:SRV003", "nemid:client:SRV003", "server_error"],
    ["logonError", base64("LIB002"), "nemid:client:LIB002", "nemid:client:LIB002", "access_denied"],
    ["logonError", base64("AUTH099"), "nemid:client:unknown", "nemid:client:unknown", "access_denied"],
    ["logonError", "", "nemid:invalidresponse", "nemid:invalidresponse", "access_denied"],
  ])("%s %s: the relying party hears of it", async (command, content, code, told, error) => {
    const { browser, page } = await open();
    const end = await postWhatClientSays(browser, page, { command, content });
    expect(codeOn(end)).toBe(code);
    const answer = new URL((await pressCancel(browser, end)).url).searchParams;
    expect(answer.get("error")).toBe(error);
    expect(answer.get("error_description")).toContain(`urn:signicat:error:${told}; `);
  });

  it("by its own code when the page that framed it is not the one that signed the parameters", async () => {
    const { browser, page } = await open();
    const said = await clientSays(world, page, await newEmployee(), { origin: "https://evil.example" });
    expect(said.command).toBe("logonError");
    expect(codeOn(await postWhatClientSays(browser, page, said))).toMatch(/^nemid:client:APP00[17]$/);
  });

  it("and the person may try again", async () => {
    const employee = await newEmployee();
    const { browser, page } = await open();
    const failed = await postWhatClientSays(browser, page, { command: "logonCancel" });
    const retry = failed.forms.find(({ names }) => names.includes("action"));
    const again = await browser.submit(failed, retry!, { action: "retry" });
    expect(headingOf(again)).toBe(headingOf(page));
    expect((await answerClient(browser, world, again, employee)).status).toBe(0);
  });
});
