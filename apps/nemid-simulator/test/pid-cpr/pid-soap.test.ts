import { Agent } from "node:https";
import { createTestCa } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Identity } from "../../src/register/identity.js";
import {
  call,
  envelope,
  PATH,
  pidCall,
  postSoap,
  repliesIn,
  type ServiceUnderTest,
  type Subscription,
  startService,
} from "../services/service-under-test.js";

let service: ServiceUnderTest;
let person: Identity;
let matcher: Subscription;
let finder: Subscription;
beforeAll(async () => {
  service = await startService();
  person = await service.identities.create({ autofill: true, kind: "POCES", cpr: "6505051234", name: "Ella Testesen" });
  [matcher, finder] = [await service.subscribe("match"), await service.subscribe("lookup")];
});
afterAll(() => service.stop());

const question = (cpr?: string, more = {}) => ({
  PID: person.pid!,
  serviceId: matcher.merchant.spid,
  id: "q1",
  ...(cpr === undefined ? {} : { CPR: cpr }),
  ...more,
});

async function ask(fields: object, client = matcher.voces): Promise<Record<string, string> | undefined> {
  const [reply] = repliesIn(await postSoap(service, pidCall(fields), client));
  return reply;
}

const certificateOf = (identity: Identity): string =>
  Buffer.from(service.identities.certificateOf(identity).certificate).toString("base64");

describe("match", () => {
  test("says yes to the person's own number, and echoes it", async () => {
    expect(await ask(question("6505051234"))).toEqual({
      CPR: "6505051234",
      PID: person.pid,
      id: "q1",
      statusCode: "0",
      statusTextDK: "OK",
      statusTextUK: "OK",
    });
  });

  test("says no to another number without telling the right one", async () => {
    const reply = await ask(question("6505051235"));
    expect(reply).toMatchObject({ statusCode: "1" });
    expect(reply).not.toHaveProperty("CPR");
    await ask(question("6505051234"));
  });

  test("compares the number as it was sent", async () => {
    expect(await ask(question("650505-1234"))).toMatchObject({ statusCode: "1" });
    await ask(question("6505051234"));
  });

  test("does not know a foreign PID", async () => {
    expect(await ask(question("6505051234", { PID: "9208-2002-2-000000000000" }))).toMatchObject({ statusCode: "2" });
    expect(await ask(question("6505051234", { PID: `PID:${person.pid}` }))).toMatchObject({ statusCode: "2" });
  });

  test("answers a list of questions in order", async () => {
    const body = pidCall(
      question("6505051234", { id: "a" }),
      question("1", { id: "b" }),
      question("6505051234", { id: "c" }),
    );
    const replies = repliesIn(await postSoap(service, body, matcher.voces));
    expect(replies.map(({ id, statusCode }) => [id, statusCode])).toEqual([
      ["a", "0"],
      ["b", "1"],
      ["c", "0"],
    ]);
  });

  test("an empty list has an empty answer", async () => {
    const answer = await postSoap(service, pidCall(), matcher.voces);
    expect([answer.status, repliesIn(answer)]).toEqual([200, []]);
  });
});

describe("lookup", () => {
  const asked = (more = {}) => ({ PID: person.pid!, serviceId: finder.merchant.spid, ...more });

  test("tells the number to a provider with that agreement", async () => {
    expect(await ask(asked(), finder.voces)).toMatchObject({ statusCode: "0", CPR: "6505051234" });
  });

  test("a nil or empty CPR is a lookup, not a match", async () => {
    const body = pidCall(asked()).replace(
      "</j:PIDRequest>",
      '<j:CPR xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/></j:PIDRequest>',
    );
    expect(repliesIn(await postSoap(service, body, finder.voces))[0]).toMatchObject({ statusCode: "0" });
    expect(await ask(asked({ CPR: "" }), finder.voces)).toMatchObject({ statusCode: "0", CPR: "6505051234" });
  });

  test("is refused to a provider that may only match", async () => {
    const reply = await ask(question());
    expect(reply).toMatchObject({ statusCode: "8" });
    expect(reply).not.toHaveProperty("CPR");
  });

  test("a provider with lookup may match too", async () => {
    expect(await ask(asked({ CPR: "6505051234" }), finder.voces)).toMatchObject({ statusCode: "0" });
  });

  test("an unknown PID has no number", async () => {
    expect(await ask(asked({ PID: "9208-2002-2-000000000000" }), finder.voces)).toMatchObject({ statusCode: "2" });
    expect(await ask({ serviceId: finder.merchant.spid }, finder.voces)).toMatchObject({ statusCode: "2" });
  });
});

describe("a certificate sent along", () => {
  test("of the same person is fine, and is enough without a PID", async () => {
    const b64Cert = certificateOf(person);
    expect(await ask(question("6505051234", { b64Cert }))).toMatchObject({ statusCode: "0" });
    const { PID: _pid, ...alone } = question("6505051234", { b64Cert });
    expect(await ask(alone)).toMatchObject({ statusCode: "0", PID: person.pid });
  });

  test("of somebody else does not go with the PID", async () => {
    const other = await service.identities.create({ autofill: true, kind: "POCES" });
    expect(await ask(question("6505051234", { b64Cert: certificateOf(other) }))).toMatchObject({ statusCode: "8194" });
  });

  test.each([
    ["a company's certificate", () => Buffer.from(matcher.voces.certificate).toString("base64")],
    ["no certificate", () => "AAAA"],
  ])("%s holds no PID", async (_name, b64Cert) => {
    expect(await ask(question("6505051234", { b64Cert: b64Cert() }))).toMatchObject({ statusCode: "4" });
  });

  test("a name that spells a PID does not make one", async () => {
    const forged = await service.ca.issueMoces({ name: `X+serialNumber=PID:${person.pid}` });
    const b64Cert = Buffer.from(forged.certificate).toString("base64");
    expect(await ask(question("6505051234", { b64Cert }))).toMatchObject({ statusCode: "4" });
  });
});

describe("who may call", () => {
  test("without a client certificate the answer says so", async () => {
    const [reply] = repliesIn(await postSoap(service, pidCall(question("6505051234"))));
    expect(reply).toMatchObject({ statusCode: "8195", id: "q1" });
    expect(reply).not.toHaveProperty("CPR");
  });

  test.each([
    ["another provider's SPID", () => ({ serviceId: finder.merchant.spid })],
    ["an unknown SPID", () => ({ serviceId: "1" })],
  ])("%s is refused", async (_name, fields) => {
    expect(await ask(question("6505051234", fields()))).toMatchObject({ statusCode: "17" });
  });

  test("no SPID is refused", async () => {
    expect(await ask({ PID: person.pid, CPR: "6505051234" })).toMatchObject({ statusCode: "17" });
  });

  test("a provider without the agreement is refused", async () => {
    const { merchant, voces } = await service.subscribe("off");
    expect(await ask(question("6505051234", { serviceId: merchant.spid }), voces)).toMatchObject({ statusCode: "17" });
  });

  test.each(["suspended", "revoked"] as const)("a %s provider is refused", async (status) => {
    const { merchant, voces } = await service.subscribe("match");
    await service.merchants.setStatus(merchant.spid, status);
    expect(await ask(question("6505051234", { serviceId: merchant.spid }), voces)).toMatchObject({ statusCode: "17" });
  });

  test("an expired VOCES is refused", async () => {
    const { merchant } = await service.subscribe("match");
    const voces = service.merchants.vocesOf(await service.merchants.setStatus(merchant.spid, "expired"));
    expect(await ask(question("6505051234", { serviceId: merchant.spid }), voces)).toMatchObject({ statusCode: "17" });
  });

  test.each([
    ["person", () => service.ca.issuePoces()],
    ["employee", () => service.ca.issueMoces()],
    ["function", () => service.ca.issueFoces()],
    ["company nobody registered", () => service.ca.issueVoces()],
    [
      "company that only looks registered",
      () => service.ca.issueVoces({ cvr: matcher.merchant.cvr, damagedSignature: true }),
    ],
  ])("a %s is refused", async (_name, issue) => {
    expect(await ask(question("6505051234"), await issue())).toMatchObject({ statusCode: "17" });
  });

  test("a company of another root is refused", async () => {
    const elsewhere = await createTestCa({ baseUrl: "http://localhost:8090" });
    const { cvr, uid, name } = matcher.merchant;
    const twin = await elsewhere.issueVoces({ cvr, uid, name, serial: matcher.voces.serial });
    expect(await ask(question("6505051234"), twin)).toMatchObject({ statusCode: "17" });
  });

  test("a resumed TLS session still knows its caller", async () => {
    const { pem, issuer, privateKeyPem } = matcher.voces;
    const agent = new Agent({ ca: service.ca.root.pem, cert: pem + issuer.pem, key: privateKeyPem, keepAlive: false });
    const headers = { "Content-Type": "text/xml" };
    const send = () =>
      call(service, `${PATH}/pidws/`, { method: "POST", headers, body: pidCall(question("6505051234")), agent });
    const statuses = [await send(), await send(), await send()].map((answer) => repliesIn(answer)[0]?.statusCode);
    expect(statuses).toEqual(["0", "0", "0"]);
  });
});

describe("trying one number after another", () => {
  test("is stopped after five wrong ones in a row, by provider and PID, and forgotten after an hour", async () => {
    const victim = await service.identities.create({ autofill: true, kind: "POCES", cpr: "6707071234" });
    const other = await service.identities.create({ autofill: true, kind: "POCES", cpr: "6808081234" });
    const { merchant, voces } = await service.subscribe("match");
    const attempt = async (CPR: string, PID = victim.pid) =>
      (await ask({ PID, serviceId: merchant.spid, CPR }, voces))?.statusCode;
    for (const _ of "four") expect(await attempt("6707071235")).toBe("1");
    expect(await attempt("6707071234")).toBe("0");
    for (const _ of "fiver") expect(await attempt("6707071235")).toBe("1");
    expect(await attempt("6707071234")).toBe("16");
    expect(await attempt("6808081234", other.pid)).toBe("0");
    expect(await ask(question("6505051234"))).toMatchObject({ statusCode: "0" });
    service.clock.advance(61 * 60 * 1000);
    expect(await attempt("6707071234")).toBe("0");
  });
});

describe("the other operations", () => {
  test("test and testConnection answer anybody", async () => {
    const [one, other] = [
      await postSoap(service, envelope("<n:test/>")),
      await postSoap(service, envelope("<n:testConnection><n:intVal>42</n:intVal></n:testConnection>")),
    ];
    expect(one.body).toContain("<n:testResponse");
    expect(other.body).toContain("<n:result>42</n:result>");
  });
});

describe("garbage", () => {
  const faults: [string, string | Buffer][] = [
    ["nothing", ""],
    ["text", "hello"],
    ["half an envelope", envelope("<n:test/>").slice(0, -9)],
    ["another root", "<x/>"],
    [
      "SOAP 1.2",
      envelope("<n:test/>").replaceAll(
        "http://schemas.xmlsoap.org/soap/envelope/",
        "http://www.w3.org/2003/05/soap-envelope",
      ),
    ],
    ["a document type", `<!DOCTYPE x [<!ENTITY e "v">]>${envelope("<n:test/>")}`],
    ["an external entity", `<!DOCTYPE x SYSTEM "file:///etc/passwd">${envelope("<n:test/>")}`],
    ["a processing instruction", envelope("<?php evil?><n:test/>")],
    ["an unknown entity", envelope("<n:testConnection><n:intVal>&unknown;</n:intVal></n:testConnection>")],
    ["an empty body", envelope("")],
    ["two operations", envelope("<n:test/><n:test/>")],
    ["an unknown operation", envelope("<n:drop/>")],
    ["an operation of another namespace", envelope('<test xmlns="urn:x"/>')],
    ["an argument too many", envelope("<n:test><n:x/></n:test>")],
    ["no list", envelope("<n:pid/>")],
    ["something else in the list", envelope("<n:pid><n:pIDRequests><j:Other/></n:pIDRequests></n:pid>")],
    ["an unknown field", pidCall({}).replace("<j:PIDRequest>", "<j:PIDRequest><j:extra/>")],
    ["a field twice", pidCall({ CPR: "1" }).replace("<j:CPR>", "<j:CPR>2</j:CPR><j:CPR>")],
    ["a field of another namespace", pidCall({ CPR: "1" }).replaceAll("j:CPR>", "n:CPR>")],
    ["elements in a field", pidCall({ CPR: "<j:id/>" })],
    ["text among elements", pidCall({}).replace("<j:PIDRequest>", "<j:PIDRequest>6505051234")],
    ["a forbidden character", pidCall({ id: "&#1;" })],
    ["no number", envelope("<n:testConnection><n:intVal>x</n:intVal></n:testConnection>")],
    ["deep nesting", envelope("<n:a>".repeat(9000) + "</n:a>".repeat(900))],
    ["deep nesting, closed", envelope("<n:a>".repeat(5000) + "</n:a>".repeat(5000))],
    [
      "a header that must be understood",
      envelope("<n:test/>").replace(
        "<soapenv:Body>",
        '<soapenv:Header><n:h soapenv:mustUnderstand="1"/></soapenv:Header><soapenv:Body>',
      ),
    ],
  ];

  test.each(faults)("%s is a fault of the client that quotes nothing", async (_name, body) => {
    const answer = await postSoap(service, body, matcher.voces);
    expect(answer.status).toBe(500);
    expect(answer.body).toContain("<faultcode>s:Client</faultcode>");
    expect(answer.body).not.toMatch(/6505051234|evil|passwd|unknown;/);
  });

  test.each([
    ["too much", `${" ".repeat(65_537)}`],
    ["bytes that are not UTF-8", Buffer.from([0x3c, 0xff, 0xfe])],
  ])("%s is refused before it is read", async (_name, body) => {
    const answer = await postSoap(service, body, matcher.voces);
    expect([answer.status, answer.body.includes("s:Client")]).toEqual([413, true]);
  });

  test("another content type is refused", async () => {
    const headers = { "Content-Type": "application/json" };
    const answer = await call(service, `${PATH}/pidws/`, { method: "POST", headers, body: "{}" });
    expect(answer.status).toBe(415);
  });

  test("a register that fails is status 16384 and is logged", async () => {
    const original = service.identities.findByPid;
    service.identities.findByPid = () => {
      throw new Error("disk on fire");
    };
    const reply = await ask(question("6505051234"));
    service.identities.findByPid = original;
    expect(reply).toMatchObject({ statusCode: "16384" });
    expect(service.logged).toHaveLength(1);
    expect(service.logged[0]).toContain("disk on fire");
    expect(service.logged[0]).not.toContain("6505051234");
  });
});
