import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerClient, answerCpr, codeOn, headingOf, openBrowser, pressCancel } from "../../src/world/log-in.js";
import {
  answerOn,
  certificatesOf,
  linesOf,
  methodUrl,
  readAnswer,
  TARGET,
  walkToAnswer,
} from "../../src/world/saml-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const newPerson = () => world.simulator.createIdentity({ kind: "POCES", autofill: true });
const newEmployee = () => world.simulator.createIdentity({ kind: "MOCES", autofill: true });
const start = (parameters: Readonly<Record<string, string>> = {}) =>
  methodUrl(world.url, { id: "nemid:demo:da", ...parameters });

describe("a person who logs in by the method URL", () => {
  it("is told to the customer in the lines that the hub's answers had", async () => {
    const person = await newPerson();
    const target = `${TARGET}?state=a%20b&csrf=x%2By`;
    const page = await walkToAnswer(openBrowser(), world, start({ target }), person);
    const posted = answerOn(page);
    expect(posted).toMatchObject({ action: target, target });
    const login = await readAnswer(world.url, posted, { recipient: target });
    const host = new URL(world.url).host;
    expect(login).toMatchObject({
      issuer: `${host}/std`,
      authenticationMethod: "urn:ksi:names:SAML:2.0:ac:OCES",
      subject: { nameIdentifier: person.cpr, format: "urn:kantega:ksi:3.0:nameid-format:fnr" },
    });
    expect(linesOf(login)).toEqual([
      `unique-id/nemid=${person.pid}`,
      `signicat/unique-id=${person.pid}`,
      "signicat/service-name=demo",
      "signicat/method-name=nemid",
      `signicat/plain-name=${person.name}`,
      "signicat/security-level=3",
      `signicat/national-id=${person.cpr}`,
      expect.stringMatching(/^nemid\/firstname=/),
      expect.stringMatching(/^nemid\/lastname=/),
      `nemid/subject-serial-number=PID:${person.pid}`,
      `nemid/pid=${person.pid}`,
      `nemid/cpr=${person.cpr}`,
      `oces/plain-name=${person.name}`,
      `national-id/dk.cpr=${person.cpr}`,
    ]);
  });

  it("meets the pages in the profile and language of the address", async () => {
    const page = await openBrowser().get(start({ id: "nemid:DEMO:da" }));
    expect(page.text).toContain('<html lang="da">');
    const plain = await openBrowser().get(start({ id: "nemid:default:en" }));
    expect(plain.text).toContain('<html lang="en">');
    expect(/stylesheet" href="([^"]*)"/.exec(page.text)?.[1]).not.toBe(
      /stylesheet" href="([^"]*)"/.exec(plain.text)?.[1],
    );
  });

  it("gets a page of ours with the answer, which nobody may keep, frame or be referred from", async () => {
    const page = await walkToAnswer(openBrowser(), world, start(), await newPerson());
    expect(page.url).toMatch(new RegExp(`^${world.url}/flow/[\\w-]{22}/answer$`));
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("form-action 'self' http://localhost:3999;");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.text).not.toMatch(/<script(?![^>]*src=)/);
    expect(page.text).toContain('<button class="button main">');
  });

  it("has the answer in lines of 76, the last one ended too", async () => {
    const posted = answerOn(await walkToAnswer(openBrowser(), world, start(), await newPerson()));
    const lines = posted.response.split("\r\n");
    expect(lines.at(-1)).toBe("");
    expect(lines.slice(0, -2).every((line) => line.length === 76)).toBe(true);
  });

  it.each([
    ["no slash before the query", (url: string) => url.replace("/demo/?", "/demo?")],
    ["empty segments", (url: string) => url.replace("nemid%3Ademo%3Ada", "nemid%3A%3A")],
    ["a method alone", (url: string) => url.replace("nemid%3Ademo%3Ada", "nemid")],
    ["an empty profile", (url: string) => url.replace("nemid%3Ademo%3Ada", "nemid%3A%3Ada")],
    ["a trailing colon", (url: string) => url.replace("nemid%3Ademo%3Ada", "nemid%3A")],
    ["bare colons", (url: string) => url.replace("nemid%3Ademo%3Ada", "nemid:demo:da")],
    ["blanks", (url: string) => url.replace("nemid%3Ademo%3Ada", "+nemid+:+demo:da%20")],
    ["the old form", (url: string) => url.replace("id=nemid%3Ademo%3Ada", "method=nemid&profile=demo&language=da")],
    ["an unknown profile", (url: string) => url.replace("demo%3Ada", "dmeo%3Ada")],
    ["an unknown language", (url: string) => url.replace("demo%3Ada", "demo%3Aqq")],
    ["a language with its region", (url: string) => url.replace("demo%3Ada", "demo%3Ada-DK")],
    ["parameters that mean nothing here", (url: string) => `${url}&utm=1&prefilled.consentStr=x`],
  ])("may come by %s", async (_what, respell) => {
    const spelled = respell(start().href);
    const page = await openBrowser().get(spelled);
    expect(page.text, headingOf(page)).toContain("nemid_parameters");
  });

  it("may be posted here, with a number to check that stands in no address", async () => {
    const person = await newPerson();
    const browser = openBrowser();
    const fields = { id: "nemid", target: TARGET, "prefilled.subject": `${person.cpr}` };
    const page = await browser.post(`${world.url}/std/method/kommune/`, fields);
    expect(page.text, headingOf(page)).toContain("nemid_parameters");
    expect(browser.received.join("\n")).not.toContain(person.cpr);
  });

  it("is asked to consent to the number the customer gave, and does not see it", async () => {
    const person = await newPerson();
    const browser = openBrowser();
    const hyphened = `${person.cpr?.slice(0, 6)}-${person.cpr?.slice(6)}`;
    const first = await browser.get(start({ "prefilled.subject": hyphened }));
    const consent = await answerClient(browser, world, first, person);
    expect(consent.text).not.toContain(person.cpr);
    const form = consent.forms.find(({ names }) => names.includes("action"))!;
    const end = await browser.submit(consent, form, { action: "check" });
    expect(await readAnswer(world.url, answerOn(end))).toMatchObject({ subject: { nameIdentifier: person.cpr } });
    expect(world.logLines.join("\n")).not.toContain(person.cpr);
  });
});

describe("an employee", () => {
  it("is told by company and number, never by a national id", async () => {
    const employee = await newEmployee();
    const login = await readAnswer(world.url, answerOn(await walkToAnswer(openBrowser(), world, start(), employee)));
    const serial = `CVR:${employee.cvr}-RID:${employee.rid}`;
    expect(login).toMatchObject({
      subject: {
        nameIdentifier: serial,
        format: "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
      },
    });
    const lines = linesOf(login);
    expect(lines).toContain(`nemid/subject-serial-number=${serial}`);
    expect(lines).toContain(`nemid/cvr=${employee.cvr}`);
    expect(lines).toContain(`nemid/rid=${employee.rid}`);
    expect(lines.filter((line) => /national-id|cpr/.test(line))).toEqual([]);
  });
});

describe("what is no log-in is a signed answer too", () => {
  const code = (name: string) => ({ code: `urn:signicat:error:${name}` });

  it("a cancel at the client's page", async () => {
    const browser = openBrowser();
    const page = await pressCancel(browser, await browser.get(start()));
    expect(await readAnswer(world.url, answerOn(page))).toMatchObject({
      ...code("usercancel"),
      text: "The process was aborted by the end user",
    });
  });

  it("a cancel at the CPR page", async () => {
    const browser = openBrowser();
    const page = await answerClient(browser, world, await browser.get(start()), await newPerson());
    expect(await readAnswer(world.url, answerOn(await pressCancel(browser, page)))).toMatchObject(code("usercancel"));
  });

  it("a cancel inside NemID's client, once the person goes back", async () => {
    const browser = openBrowser();
    const page = await browser.get(start());
    const form = page.forms.find(({ id }) => id === "postBackForm")!;
    const failure = await browser.submit(page, form, { response: Buffer.from("CAN002").toString("base64") });
    expect(await readAnswer(world.url, answerOn(await pressCancel(browser, failure)))).toMatchObject(
      code("usercancel"),
    );
  });

  it("a third CPR number that is not theirs", async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    const browser = openBrowser();
    let page = await answerClient(browser, world, await browser.get(start()), person);
    for (let time = 0; time < 3; time += 1) page = await answerCpr(browser, page, other.cpr ?? "");
    expect(codeOn(page)).toBe("nemid:cprmismatch");
    expect(await readAnswer(world.url, answerOn(await pressCancel(browser, page)))).toMatchObject(
      code("nemid:cprmismatch"),
    );
  });

  it("a revoked certificate", async () => {
    const person = await newPerson();
    await world.simulator.setStatus(person.alias, "revoked");
    const browser = openBrowser();
    const page = await answerClient(browser, world, await browser.get(start()), person);
    expect(await readAnswer(world.url, answerOn(await pressCancel(browser, page)))).toMatchObject({
      code: expect.stringMatching(/^urn:signicat:error:nemid:/),
    });
  });
});

describe("the certificates for customers to pin", () => {
  it("are published, in the gateway's own name", async () => {
    const [certificate, ...others] = await certificatesOf(world.url);
    expect(others).toEqual([]);
    expect(certificate?.subject).toBe(`CN=${new URL(world.url).host}/std`);
    expect(certificate?.verify(certificate.publicKey)).toBe(true);
  });

  it("stay the same when the gateway starts anew", async () => {
    const before = await certificatesOf(world.url);
    await world.restartGateway();
    expect(await certificatesOf(world.url)).toEqual(before);
  });
});
