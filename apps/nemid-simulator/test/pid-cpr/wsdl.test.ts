import { Agent } from "node:https";
import { ClientSSLSecurity, createClientAsync } from "soap";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, PATH, type ServiceUnderTest, startService } from "../services/service-under-test.js";

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

/** The npm package `soap`: it knows of the service what `?wsdl` says, and calls it over mutual TLS. */
async function connect(pidCpr: "match" | "lookup") {
  const { merchant, voces } = await service.subscribe(pidCpr);
  const [key, cert, ca] = [voces.privateKeyPem, voces.pem + voces.issuer.pem, service.ca.root.pem];
  const httpsAgent = new Agent({ key, cert, ca });
  const client = await createClientAsync(`${service.url}${PATH}/pidws/?wsdl`, { wsdl_options: { httpsAgent } });
  client.setSecurity(new ClientSSLSecurity(Buffer.from(key), Buffer.from(cert), [Buffer.from(ca)]));
  return { client, merchant };
}

test("a stock SOAP client matches a CPR number, knowing only the description", async () => {
  const person = await service.identities.create({ autofill: true, kind: "POCES", cpr: "6505051234" });
  const { client, merchant } = await connect("match");
  const PIDRequest = [
    { CPR: "6505051234", PID: person.pid, id: "a", serviceId: merchant.spid },
    { CPR: "6505051235", PID: person.pid, id: "b", serviceId: merchant.spid },
  ];
  const [answer] = await client.pidAsync({ pIDRequests: { PIDRequest } });
  const replies = answer.result.PIDReply.map(({ id, statusCode }: Record<string, string>) => [id, statusCode]);
  expect(replies).toEqual([
    ["a", "0"],
    ["b", "1"],
  ]);
});

test("a stock SOAP client looks a CPR number up", async () => {
  const person = await service.identities.create({ autofill: true, kind: "POCES", cpr: "6606061234" });
  const { client, merchant } = await connect("lookup");
  const PIDRequest = { PID: person.pid, serviceId: merchant.spid };
  const [answer] = await client.pidAsync({ pIDRequests: { PIDRequest } });
  const [reply] = [answer.result.PIDReply].flat();
  expect(reply).toMatchObject({ statusCode: "0", CPR: "6606061234" });
});

test("a stock SOAP client tests the connection", async () => {
  const { client } = await connect("match");
  expect((await client.testAsync({}))[0]).toEqual({ result: "OK" });
  expect((await client.testConnectionAsync({ intVal: 7 }))[0]).toEqual({ result: 7 });
});

test("a stock SOAP client gets a fault for what is not in the description", async () => {
  const { client } = await connect("match");
  await expect(client.testConnectionAsync({ intVal: "many" })).rejects.toThrow(/intVal must be a whole number/);
});

test("the description has the vendor's namespaces and the address it was asked at", async () => {
  const { body, type } = await call(service, `${PATH}/pidws/?wsdl`, {});
  expect(type).toBe("text/xml; charset=utf-8");
  expect(body).toContain('targetNamespace="http://localhost/"');
  expect(body).toContain('targetNamespace="java:dk.certifikat.pid.webservices" elementFormDefault="qualified"');
  expect(body).toContain(`<soap:address location="${service.url}${PATH}/pidws/"/>`);
});

test("there is nothing to read but the description", async () => {
  expect((await call(service, `${PATH}/pidws/`, {})).status).toBe(404);
});
