import { request } from "node:https";
import type { IssuedCertificate } from "@eid-gateway/oces-testing";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Identity } from "../../src/register/identity.js";
import type { ServiceName } from "../../src/services/service-health.js";
import {
  call,
  pidCall,
  postSoap,
  repliesIn,
  type ServiceUnderTest,
  type Subscription,
  startService,
} from "./service-under-test.js";

const OIO_PATH = "/rid_serviceprovider_oio_server/v1.0.0/";
const REGISTER_PATH = "/company-register/participants";

let service: ServiceUnderTest;
let customer: Subscription;
let [person, other, employee, colleague] = [] as unknown as [Identity, Identity, Identity, Identity];
beforeAll(async () => {
  service = await startService();
  customer = await service.subscribe("lookup", "lookup");
  const owner = (cvr: string, companyName: string) => [{ cvr, companyName, role: "owner" as const }];
  const make = (wish: object) => service.identities.create({ autofill: true, kind: "POCES", ...wish });
  other = await make({ cpr: "6606061234", roles: owner("20000002", "Andens Firma") });
  person = await make({ cpr: "6505051234", roles: owner("20000001", "Eget Firma") });
  colleague = await make({ kind: "MOCES", cpr: "6808081234" });
  employee = await make({ kind: "MOCES", cpr: "6707071234" });
});
afterEach(() => {
  Object.assign(service.services, { pidCpr: "up", ridCpr: "up", companyRegister: "up" });
});
afterAll(() => service.stop());

/** An honest question to each service. */
const QUESTIONS: Record<ServiceName, { path: string; type: string; body: () => string; answer: string }> = {
  pidCpr: {
    path: "/pid_serviceprovider_server/pidws/",
    type: "text/xml",
    body: () => pidCall({ PID: person.pid!, serviceId: customer.merchant.spid }),
    answer: "6505051234",
  },
  ridCpr: {
    path: OIO_PATH,
    type: "text/xml",
    body: () =>
      `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><GetCprInput xmlns="urn:oio:danid:nemid:erhverv:1.0.0"><SubjectSerialNumberIdentifier>CVR:${employee.cvr}-RID:${employee.rid}</SubjectSerialNumberIdentifier><ServiceProviderIdentifier>${customer.merchant.spid}</ServiceProviderIdentifier></GetCprInput></S:Body></S:Envelope>`,
    answer: "6707071234",
  },
  companyRegister: {
    path: REGISTER_PATH,
    type: "application/json",
    body: () => '{"cpr":"6505051234"}',
    answer: "Eget Firma",
  },
};
const NAMES = Object.keys(QUESTIONS) as ServiceName[];

function ask(name: ServiceName, client: IssuedCertificate | undefined = customer.voces) {
  const { path, type, body } = QUESTIONS[name];
  return call(service, path, { method: "POST", headers: { "Content-Type": type }, body: body(), client });
}

describe.each(NAMES)("%s", (name) => {
  const { answer } = QUESTIONS[name];

  test("answers truthfully when it is up", async () => {
    expect((await ask(name)).body).toContain(answer);
  });

  test("that is down answers 503, to everybody", async () => {
    service.services[name] = "down";
    expect((await ask(name)).status).toBe(503);
    expect((await call(service, QUESTIONS[name].path, { method: "POST", body: "?" })).status).toBe(503);
  });

  test("that is slow answers truthfully, late", async () => {
    service.services[name] = { slowMs: 1 };
    expect((await ask(name)).body).toContain(answer);
  });

  test("that cuts the connection has begun to answer", async () => {
    service.services[name] = "cut";
    await expect(ask(name)).rejects.toThrow(/aborted|socket hang up|ECONNRESET/);
  });

  test("that talks nonsense answers 200 with a page", async () => {
    service.services[name] = "nonsense";
    expect(await ask(name)).toMatchObject({ status: 200, type: "text/html; charset=utf-8" });
  });

  test("that is malformed answers with half a message of the right type, and says it is whole", async () => {
    const whole = await ask(name);
    service.services[name] = "malformed";
    const half = await ask(name);
    expect(half).toMatchObject({ status: 200, type: whole.type });
    expect(whole.body.startsWith(half.body)).toBe(true);
    expect(half.body.length).toBeLessThan(whole.body.length * 0.6);
  });

  test("that is huge answers truthfully and adds 50 MB that belong to the message", async () => {
    service.services[name] = "huge";
    const { body, status, type } = await ask(name);
    expect([status, type.split(";")[0]]).toEqual([200, QUESTIONS[name].type]);
    expect(body.length).toBeGreaterThan(50 * 1024 * 1024);
    expect(body.slice(0, 5000)).toContain(answer);
    expect(body.slice(5000).trim()).toBe("");
  });

  test("that speaks another namespace says the same in other words", async () => {
    const honest = (await ask(name)).body;
    service.services[name] = "other-namespace";
    const { body, status } = await ask(name);
    expect(status).toBe(200);
    expect(body).not.toBe(honest);
    expect(body).toContain(answer);
  });

  test("is alone in what ails it", async () => {
    service.services[name] = "down";
    for (const well of NAMES.filter((one) => one !== name)) expect((await ask(well)).status).toBe(200);
  });
});

describe("answers for another person:", () => {
  test("PID/CPR tells another's number under another's PID, and matches that one", async () => {
    service.services.pidCpr = "other-person";
    expect(repliesIn(await ask("pidCpr"))[0]).toMatchObject({ statusCode: "0", PID: other.pid, CPR: other.cpr });
    const body = pidCall({ PID: person.pid!, CPR: "6505051234", serviceId: customer.merchant.spid });
    expect(repliesIn(await postSoap(service, body, customer.voces))[0]).toMatchObject({
      ...{ statusCode: "0", PID: other.pid, CPR: other.cpr },
    });
  });

  test("RID/CPR tells a colleague's number", async () => {
    service.services.ridCpr = "other-person";
    expect((await ask("ridCpr")).body).toContain(colleague.cpr);
  });

  test("the company register tells another's companies under another's number", async () => {
    service.services.companyRegister = "other-person";
    const { body } = await ask("companyRegister");
    expect([body.includes("Andens Firma"), body.includes("Eget Firma")]).toEqual([true, false]);
    expect(JSON.parse(body).cpr).toBe(other.cpr); // as the answer itself says
  });

  test("but never to who may not ask", async () => {
    Object.assign(service.services, {
      pidCpr: "other-person",
      ridCpr: "other-person",
      companyRegister: "other-person",
    });
    const stranger = await service.ca.issueVoces();
    for (const name of NAMES) expect((await ask(name, stranger)).body).not.toMatch(/6[678]0\d{7}|Firma/);
  });
});

test("other namespaces leave SOAP's own alone, and PID/CPR over plain XML gets one", async () => {
  Object.assign(service.services, { pidCpr: "other-namespace", ridCpr: "other-namespace" });
  const soap = (await ask("ridCpr")).body;
  expect(soap).toContain('xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"');
  expect(soap).toContain('xmlns:o="urn:oio:danid:nemid:erhverv:1.0.0#other"');
  const body = new URLSearchParams({
    PID_REQUEST: '<method name="pidCprRequest" version="1.0"><request/></method>',
  }).toString();
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const plain = await call(service, "/pid_serviceprovider_server/pidxml/", { method: "POST", headers, body });
  expect(plain.body).toContain('<method xmlns="urn:other" name="pidCprResponse"');
});

test("who leaves a slow service ends the wait, and so does stopping", async () => {
  const own = await startService();
  const { voces } = await own.subscribe("off");
  own.services.companyRegister = "slow";
  const headers = { "Content-Type": "application/json" };
  const options = {
    method: "POST",
    headers,
    key: voces.privateKeyPem,
    cert: voces.pem + voces.issuer.pem,
    ca: own.ca.root.pem,
  };
  const left = request(own.url + REGISTER_PATH, options);
  const gone = new Promise((resolve) => left.once("error", resolve));
  left.end('{"cpr":"0000000000"}', () => left.destroy());
  await gone;
  const waiting = call(own, REGISTER_PATH, {
    method: "POST",
    headers,
    body: '{"cpr":"0000000000"}',
    client: voces,
  }).catch((error: NodeJS.ErrnoException) => error);
  await own.stop(); // does not take the minute
  await waiting;
});
