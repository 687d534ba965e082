import { inspect } from "node:util";
import { type Credential, EidError, NationalId } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { lookUpEmployeeCpr, matchEmployeeCpr } from "../../src/rid-cpr/rid-cpr.js";

const employee = { identifier: "CVR:30000001-RID:40000002", certificate: Buffer.from("certificate") };
const cpr = new NationalId("DK", "6102031234");
const business = "urn:oio:danid:nemid:erhverv:1.0.0";
const cprSchema = "http://rep.oio.dk/cpr.dk/xml/schemas/core/2005/03/18/";

/** A reply with a prefix for each namespace, as the vendor's stack writes them. */
function soap(name: string, content: string, namespace = business): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body>` +
    `<n:${name} xmlns:n="${namespace}" xmlns:c="${cprSchema}">${content}</n:${name}></env:Body></env:Envelope>`
  );
}
const status = (code: string) => `<n:RequestStatusCode>${code}</n:RequestStatusCode>`;
const indicator = (value: string) => `<n:MatchIndicator>${value}</n:MatchIndicator>`;
const number = (digits: string) =>
  `<c:PersonCivilRegistrationIdentifier>${digits}</c:PersonCivilRegistrationIdentifier>`;
const matching = (content: string) => soap("MatchRidAndCprOutput", content);
const telling = (content: string) => soap("GetCprOutput", content);

type Answer = string | Response | Promise<Response>;
interface Call {
  url?: string;
  init?: RequestInit;
}
function access(answer: () => Answer, call: Call = {}) {
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    Object.assign(call, { url, init });
    const given = await answer();
    return typeof given === "string" ? new Response(given) : given;
  };
  return { url: "https://rid.example/oio/", spid: "4711", credential: { fetch } as unknown as Credential };
}
const match = (answer: () => Answer, call?: Call) => matchEmployeeCpr(access(answer, call), employee, cpr);
const lookUp = (answer: () => Answer, call?: Call) => lookUpEmployeeCpr(access(answer, call), employee);

const codeOf = async (verdict: Promise<unknown>): Promise<string> =>
  verdict.then(
    (value) => `answered ${value instanceof NationalId ? value.reveal() : value}`,
    (error: unknown) => (error instanceof EidError ? `${error.code} ${error.category}` : `threw ${error}`),
  );

describe("asking the RID/CPR service", () => {
  it("for a match is the schema's request, members in its order, with the employee's certificate", async () => {
    const call: Call = {};
    await match(() => matching(status("Ok") + indicator("true")), call);
    expect(String(call.init?.body)).toBe(
      `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>` +
        `<b:MatchRidAndCprInput xmlns:b="${business}" xmlns:c="${cprSchema}">` +
        `<b:SubjectSerialNumberIdentifier>CVR:30000001-RID:40000002</b:SubjectSerialNumberIdentifier>` +
        `<c:PersonCivilRegistrationIdentifier>6102031234</c:PersonCivilRegistrationIdentifier>` +
        `<b:CertificateRequestData>Y2VydGlmaWNhdGU=</b:CertificateRequestData>` +
        `<b:ServiceProviderIdentifier>4711</b:ServiceProviderIdentifier></b:MatchRidAndCprInput></s:Body></s:Envelope>`,
    );
  });

  it("for a number holds none", async () => {
    const call: Call = {};
    await lookUp(() => telling(status("Ok") + number("6102031234")), call);
    expect(String(call.init?.body)).toContain(
      `<b:SubjectSerialNumberIdentifier>CVR:30000001-RID:40000002</b:SubjectSerialNumberIdentifier>` +
        `<b:ServiceProviderIdentifier>4711</b:ServiceProviderIdentifier></b:GetCprInput>`,
    );
  });

  it("is a POST that follows no redirect, with the CPR number nowhere but in the body", async () => {
    const call: Call = {};
    await match(() => matching(status("Ok") + indicator("true")), call);
    expect(call.url).toBe("https://rid.example/oio/");
    expect(call.init).toMatchObject({ method: "POST", redirect: "error", headers: { soapaction: '""' } });
    expect(JSON.stringify({ ...call.init, body: "" })).not.toContain("6102031234");
  });
});

const refusals = [
  ["NotAuthorizedForCprLookup", "nemid:cprsetup misconfigured"],
  ["BruteForceAttemptDetected", "nemid:cprblocked refused"],
  ["NotAuthorizedForServiceLookup", "nemid:cprsetup misconfigured"],
  ["NotRidServiceRequest", "nemid:cprsetup misconfigured"],
  ["XmlParseError", "nemid:cprsetup misconfigured"],
  ["XmlVersionNotSupported", "nemid:cprsetup misconfigured"],
  ["RidDoesNotMatchBase64Certificate", "nemid:cprmismatch refused"],
  ["MissingClientCert", "nemid:cprsetup misconfigured"],
  ["MissingArgumentError", "nemid:cprsetup misconfigured"],
  ["InternalError", "nemid:cprunavailable unavailable"],
  ["SomethingNew", "nemid:cprunavailable unavailable"],
  ["constructor", "nemid:cprunavailable unavailable"],
  ["ok", "nemid:cprunavailable unavailable"],
  ["&lt;script&gt;", "nemid:cprunavailable unavailable"],
  ["", "nemid:cprunavailable unavailable"],
] as const;

describe("the RID/CPR service's answer to a match", () => {
  it.each([
    ["true", status("Ok") + indicator("true"), "answered true"],
    ["1", status("Ok") + indicator("1"), "answered true"],
    ["false", status("Ok") + indicator("false"), "answered false"],
    ["neither, for an employee without a number", status("Ok"), "answered undefined"],
    ["no such employee", status("NoRidInCertificate"), "answered undefined"],
    ["true after a refusal", status("NoRidInCertificate") + indicator("true"), "answered undefined"],
    ["an indicator of another language", status("Ok") + indicator("ja"), "nemid:cprunavailable unavailable"],
    ["no status", indicator("true"), "nemid:cprunavailable unavailable"],
  ])("%s", async (_what, content, expected) => {
    expect(await codeOf(match(() => matching(content)))).toBe(expected);
  });

  it.each(refusals)("%s is %s, whatever it says beside", async (code, expected) => {
    expect(await codeOf(match(() => matching(status(code) + indicator("true"))))).toBe(expected);
  });
});

describe("the RID/CPR service's answer to a lookup", () => {
  it.each([
    ["a number", status("Ok") + number("6102031234"), "answered 6102031234"],
    ["no number", status("Ok"), "answered undefined"],
    ["the number for unknown", status("Ok") + number("0000000000"), "answered undefined"],
    ["no such employee", status("NoRidInCertificate") + number("6102031234"), "answered undefined"],
    ["what is no number", status("Ok") + number("9902031234"), "nemid:cprunavailable unavailable"],
    ["two numbers", status("Ok") + number("6102031234").repeat(2), "nemid:cprunavailable unavailable"],
    ["markup for a number", status("Ok") + number("<b>6102031234</b>"), "nemid:cprunavailable unavailable"],
  ])("%s", async (_what, content, expected) => {
    expect(await codeOf(lookUp(() => telling(content)))).toBe(expected);
  });

  it.each(refusals)("%s is %s", async (code, expected) => {
    expect(await codeOf(lookUp(() => telling(status(code) + number("6102031234"))))).toBe(expected);
  });
});

describe("a RID/CPR service that fails is unavailable when it", () => {
  const good = matching(status("Ok") + indicator("true"));
  it.each<[string, () => Answer]>([
    ["refuses the connection", () => Promise.reject(new TypeError("fetch failed"))],
    ["does not answer in time", () => Promise.reject(new DOMException("timeout", "TimeoutError"))],
    ["answers 500", () => new Response(good, { status: 500 })],
    ["answers 302", () => new Response("", { status: 302, headers: { location: "https://evil.example/" } })],
    ["answers nothing", () => ""],
    ["answers HTML", () => "<!doctype html><p>Login"],
    ["answers in another namespace", () => soap("MatchRidAndCprOutput", status("Ok"), "urn:oio:danid:nemid:2.0")],
    ["answers another question", () => telling(status("Ok"))],
    ["answers with a fault", () => soap("Fault", "<faultstring>no</faultstring>")],
    ["answers twice", () => good.replace(/<n:MatchRid.*Output>/, "$&$&")],
    ["declares entities", () => good.replace("<env:Envelope", '<!DOCTYPE x [<!ENTITY e "Ok">]><env:Envelope')],
    ["breaks off", () => good.slice(0, good.length / 2)],
    ["sends 50 MB", () => new Response(endless())],
  ])("%s", async (_what, answer) => {
    expect(await codeOf(match(answer))).toBe("nemid:cprunavailable unavailable");
  });

  it("and its error names neither employee nor number", async () => {
    const error = await lookUp(() => telling(status("Ok") + number("6102031234x"))).catch((thrown: unknown) => thrown);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/6102031234|40000002/);
  });
});

function endless(): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull: (controller) => {
      sent += 65_536;
      if (sent > 1_000_000) controller.error(new Error("read beyond any limit"));
      else controller.enqueue(new Uint8Array(65_536).fill(0x20));
    },
  });
}
