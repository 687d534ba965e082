import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Identity } from "../../src/register/identity.js";
import { call, PATH, type ServiceUnderTest, type Subscription, startService } from "../services/service-under-test.js";

let service: ServiceUnderTest;
let person: Identity;
let matcher: Subscription;
beforeAll(async () => {
  service = await startService();
  person = await service.identities.create({ autofill: true, kind: "POCES", cpr: "6505051234" });
  matcher = await service.subscribe("match");
});
afterAll(() => service.stop());

const document = (cpr = "6505051234", id = "7"): string =>
  `<?xml version="1.0" encoding="ISO-8859-1"?><method name="pidCprRequest" version="1.0"><request id="${id}"><serviceId>${matcher.merchant.spid}</serviceId><pid>${person.pid}</pid><cpr>${cpr}</cpr></request></method>`;

async function ask(xml: string, client: Subscription["voces"] | undefined = matcher.voces) {
  const body = new URLSearchParams({ PID_REQUEST: xml }).toString();
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  return call(service, `${PATH}/pidxml/`, { method: "POST", headers, body, client });
}

const codeOf = ({ body }: { body: string }) => /statusCode="(\d+)"/.exec(body)?.[1];

test("answers a match with both status texts", async () => {
  const answer = await ask(document());
  expect(answer.type).toBe("text/xml; charset=iso-8859-1");
  expect(answer.body).toContain('<method name="pidCprResponse" version="1.0"><response id="7"><status statusCode="0">');
  expect(answer.body).toContain('<statusText language="DK">OK</statusText><statusText language="UK">OK</statusText>');
  expect(answer.body).toContain(`<pid>${person.pid}</pid><cpr>6505051234</cpr>`);
});

test("a wrong number is 1, in Danish letters of ISO-8859-1", async () => {
  expect(codeOf(await ask(document("6505051239")))).toBe("1");
  expect((await ask("")).body).toContain("Forespørgslen");
});

test.each(["b64Cert", "cert"])("a certificate sent along as %s is compared with the PID", async (name) => {
  const other = await service.identities.create({ autofill: true, kind: "POCES" });
  const certificate = ({ serial }: Identity) =>
    Buffer.from(service.ca.findIssued(serial)!.certificate).toString("base64");
  const withCertificate = (of: Identity) =>
    document().replace("</request>", `<${name}>${certificate(of)}</${name}></request>`);
  expect(codeOf(await ask(withCertificate(person)))).toBe("0");
  expect(codeOf(await ask(withCertificate(other)))).toBe("8194");
});

test("a question without cpr is a lookup", async () => {
  expect(codeOf(await ask(document().replace(/<cpr>.*<\/cpr>/, "")))).toBe("8");
});

test("the echoed id cannot break out of its attribute, whatever its characters", async () => {
  const answer = await ask(document("6505051234", "&quot;&lt;&#x13c;x"));
  expect(answer.body).toContain('id="&quot;&lt;&#316;x"');
});

describe("what is no question", () => {
  const faults: [string, (honest: string) => string, string][] = [
    ["nothing", () => "", "8192"],
    ["text", () => "x", "8192"],
    ["a document type", (honest) => honest.replace("?>", "?><!DOCTYPE x>"), "8192"],
    ["no request", () => '<method name="pidCprRequest" version="1.0"/>', "8192"],
    ["an unknown field", (honest) => honest.replace("<pid>", "<x/><pid>"), "8192"],
    ["another method", (honest) => honest.replace("pidCprRequest", "ridCprRequest"), "4096"],
    ["another version", (honest) => honest.replace('version="1.0">', 'version="2.0">'), "8193"],
  ];

  test.each(faults)("%s", async (_name, change, code) => {
    expect(codeOf(await ask(change(document())))).toBe(code);
  });

  test("a body that is no form", async () => {
    const headers = { "Content-Type": "text/xml" };
    const answer = await call(service, `${PATH}/pidxml/`, { method: "POST", headers, body: document() });
    expect(codeOf(answer)).toBe("8192");
  });

  test("a caller without a certificate", async () => {
    const body = new URLSearchParams({ PID_REQUEST: document() }).toString();
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    expect(codeOf(await call(service, `${PATH}/pidxml/`, { method: "POST", headers, body }))).toBe("8195");
  });
});
