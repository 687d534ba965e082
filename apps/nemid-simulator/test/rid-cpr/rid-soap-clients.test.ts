import { Agent } from "node:https";
import { ClientSSLSecurity, createClientAsync } from "soap";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Identity } from "../../src/register/identity.js";
import { call, postSoap, type ServiceUnderTest, startService } from "../services/service-under-test.js";

const OIO_PATH = "/rid_serviceprovider_oio_server/v1.0.0/";
const LEGACY_PATH = "/rid_serviceprovider_server/services/HandleSundhedsportalWSPort";

let service: ServiceUnderTest;
let employee: Identity;
beforeAll(async () => {
  service = await startService();
  employee = await service.identities.create({ autofill: true, kind: "MOCES", cpr: "6505051234" });
});
afterAll(() => service.stop());

const subject = (): string => `CVR:${employee.cvr}-RID:${employee.rid}`;

/** The npm package `soap`: it knows of a service what `?wsdl` says, and calls it over mutual TLS. */
async function connect(path: string, ridCpr: "off" | "match" | "lookup") {
  const { merchant, voces } = await service.subscribe("off", ridCpr);
  const [key, cert, ca] = [voces.privateKeyPem, voces.pem + voces.issuer.pem, service.ca.root.pem];
  const httpsAgent = new Agent({ key, cert, ca });
  const client = await createClientAsync(`${service.url}${path}?wsdl`, { wsdl_options: { httpsAgent } });
  client.setSecurity(new ClientSSLSecurity(Buffer.from(key), Buffer.from(cert), [Buffer.from(ca)]));
  return { client, merchant };
}

describe("a stock SOAP client of the OIO service, knowing only the description,", () => {
  test("matches a number", async () => {
    const { client, merchant } = await connect(OIO_PATH, "match");
    const ask = async (PersonCivilRegistrationIdentifier: string) => {
      const who = { SubjectSerialNumberIdentifier: subject(), ServiceProviderIdentifier: merchant.spid };
      const [answer] = await client.MatchRidAndCprAsync({ ...who, PersonCivilRegistrationIdentifier });
      return [answer.RequestStatusCode, answer.MatchIndicator];
    };
    expect([await ask("6505051234"), await ask("6505051235")]).toEqual([
      ["Ok", true],
      ["Ok", false],
    ]);
  });

  test("looks a number up", async () => {
    const { client, merchant } = await connect(OIO_PATH, "lookup");
    const who = { SubjectSerialNumberIdentifier: subject(), ServiceProviderIdentifier: merchant.spid };
    const [answer] = await client.GetCprAsync(who);
    expect(answer).toMatchObject({ RequestStatusCode: "Ok", PersonCivilRegistrationIdentifier: "6505051234" });
  });

  test("tests the connection", async () => {
    const { client, merchant } = await connect(OIO_PATH, "match");
    const [answer] = await client.TestConnectionAsync({
      TestRequestText: "Ok",
      ServiceProviderIdentifier: merchant.spid,
    });
    expect(answer.RequestStatusCode).toBe("Ok");
  });
});

describe("a stock SOAP client of the older service, knowing only the description,", () => {
  test("matches a number", async () => {
    const { client } = await connect(LEGACY_PATH, "match");
    const ask = async (cPR: string) => (await client.matchCPRAsync({ subjectSerialNumber: subject(), cPR }))[0];
    expect([await ask("6505051234"), await ask("6505051235")]).toMatchObject([
      { isMatched: { $value: true } },
      { isMatched: { $value: false } },
    ]);
  });

  test("looks a number up, and the employees of a company", async () => {
    const { client, merchant } = await connect(LEGACY_PATH, "lookup");
    expect((await client.getCPRAsync({ string: subject() }))[0]).toMatchObject({ result: { $value: "6505051234" } });
    const wish = { cVR: employee.cvr, ServiceProviderIdentifier: merchant.spid };
    expect((await client.getRIDAsync(wish))[0]).toMatchObject({ result: { $value: subject() } });
  });

  test.each<["off" | "match" | "lookup", string, object, string]>([
    ["match", "getCPRAsync", { string: "CVR:12345678-RID:1" }, "NotAuthorizedForCprLookup"],
    ["off", "getCPRAsync", { string: "CVR:12345678-RID:1" }, "NotAuthorizedForServiceLookup"],
    ["lookup", "getCPRAsync", { string: "PID:9208-2002-2-000000000000" }, "NoRidInCertificate"],
    ["lookup", "getCPRAsync", {}, "MissingArgumentError"],
    ["match", "matchCPRAsync", { subjectSerialNumber: "CVR:12345678-RID:1" }, "MissingArgumentError"],
    ["lookup", "getRIDAsync", { cVR: "12345678", ServiceProviderIdentifier: "1" }, "NotAuthorizedForServiceLookup"],
    ["match", "getRIDAsync", { cVR: "12345678" }, "MissingArgumentError"],
  ])("with %s is refused %s of %o: %s", async (ridCpr, operation, wish, status) => {
    const { client } = await connect(LEGACY_PATH, ridCpr);
    const refused = await client[operation](wish).catch((error: { body?: string }) => error);
    expect(refused.body).toContain(`<detail><n:status xmlns:n="http://localhost/">${status}<`);
  });
});

describe("the older service", () => {
  const envelope = (content: string): string =>
    `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:n="http://localhost/"><S:Body>${content}</S:Body></S:Envelope>`;

  test("tests the connection with anybody", async () => {
    const answer = await postSoap(service, envelope("<n:test/>"), undefined, LEGACY_PATH);
    expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('<result xsi:type="xsd:string">OK<')]);
  });

  test.each([
    ["an unknown operation", "<n:drop/>", "NotRidServiceRequest"],
    ["an operation of no namespace", "<test/>", "NotRidServiceRequest"],
    ["an argument of the service's namespace", "<n:getCPR><n:string>x</n:string></n:getCPR>", "XmlParseError"],
    ["an argument too many", "<n:test><x/></n:test>", "XmlParseError"],
    ["no client certificate", "<n:getCPR><string>CVR:12345678-RID:1</string></n:getCPR>", "MissingClientCert"],
  ])("answers %s with a fault", async (_what, content, status) => {
    const answer = await postSoap(service, envelope(content), undefined, LEGACY_PATH);
    expect(answer.status).toBe(500);
    expect(answer.body).toContain(`>${status}<`);
  });
});

test.each([
  [OIO_PATH, 'targetNamespace="urn:oio:danid:nemid:erhverv:1.0.0"', 'style="document"'],
  [LEGACY_PATH, 'targetNamespace="http://localhost/"', 'style="rpc"'],
])(
  "%s describes itself with the vendor's namespace and its own address, and has nothing else to read",
  async (path, namespace, style) => {
    const { body, type } = await call(service, `${path}?wsdl`, {});
    expect(type).toBe("text/xml; charset=utf-8");
    for (const part of [namespace, style, `<soap:address location="${service.url}${path}"/>`])
      expect(body).toContain(part);
    expect((await call(service, path, {})).status).toBe(404);
  },
);
