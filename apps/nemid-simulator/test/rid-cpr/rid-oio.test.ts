import { createTestCa, type IssuedCertificate } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Identity } from "../../src/register/identity.js";
import {
  call,
  postSoap,
  type ServiceUnderTest,
  type Subscription,
  startService,
} from "../services/service-under-test.js";

const PATH = "/rid_serviceprovider_oio_server/v1.0.0/";
const OIO = "urn:oio:danid:nemid:erhverv:1.0.0";
const CPR = "http://rep.oio.dk/cpr.dk/xml/schemas/core/2005/03/18/";

let service: ServiceUnderTest;
let matcher: Subscription;
let finder: Subscription;
let employee: Identity;
let unregistered: Identity;
beforeAll(async () => {
  service = await startService();
  matcher = await service.subscribe("off", "match");
  finder = await service.subscribe("off", "lookup");
  employee = await service.identities.create({ autofill: true, kind: "MOCES", cpr: "6505051234" });
  const company = { cvr: employee.cvr, companyName: employee.companyName };
  unregistered = await service.identities.create({
    ...{ autofill: true, kind: "MOCES", cpr: "6606061234", cprRegistered: false, ...company },
  });
});
afterAll(() => service.stop());

const subjectOf = ({ cvr, rid }: Identity): string => `CVR:${cvr}-RID:${rid}`;
const certificateOf = (identity: Identity): string =>
  Buffer.from(service.identities.certificateOf(identity).certificate).toString("base64");

const envelope = (content: string): string =>
  `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${OIO}" xmlns:cpr="${CPR}"><S:Body>${content}</S:Body></S:Envelope>`;

type Fields = Partial<
  Record<
    | "SubjectSerialNumberIdentifier"
    | "cpr:PersonCivilRegistrationIdentifier"
    | "CertificateRequestData"
    | "ServiceProviderIdentifier"
    | "TestRequestText",
    string
  >
>;

function message(name: string, fields: Fields): string {
  const elements = Object.entries(fields).map(([element, value]) => `<${element}>${value}</${element}>`);
  return envelope(`<${name}Input>${elements.join("")}</${name}Input>`);
}

/** The answer's elements by name. */
async function ask(name: string, fields: Fields, client: IssuedCertificate | undefined = matcher.voces) {
  const { status, body } = await postSoap(service, message(name, fields), client, PATH);
  expect([status, body]).toEqual([200, expect.stringContaining(`<o:${name}Output xmlns:o="${OIO}">`)]);
  return Object.fromEntries(
    [...body.matchAll(/<[oc]:(\w+)[^>]*>([^<]+)<\//g)].map(([, element, value]) => [element, value]),
  );
}

const match = (cpr: string, more: Fields = {}): Fields => ({
  SubjectSerialNumberIdentifier: subjectOf(employee),
  "cpr:PersonCivilRegistrationIdentifier": cpr,
  CertificateRequestData: certificateOf(employee),
  ServiceProviderIdentifier: matcher.merchant.spid,
  ...more,
});
const lookUp = (more: Fields = {}): Fields => ({
  SubjectSerialNumberIdentifier: subjectOf(employee),
  ServiceProviderIdentifier: finder.merchant.spid,
  ...more,
});
const without = (fields: Fields, name: keyof Fields): Fields => {
  const { [name]: _left, ...rest } = fields;
  return rest;
};

describe("MatchRidAndCpr", () => {
  test("says that the number is the employee's", async () => {
    expect(await ask("MatchRidAndCpr", match("6505051234"))).toEqual({
      RequestStatusCode: "Ok",
      EmployeeIdentifierLookupStatusText: "The request has been answered",
      MatchIndicator: "true",
    });
  });

  test("says that another number is not, and gives no number away", async () => {
    const answer = await ask("MatchRidAndCpr", match("6505051235"));
    expect(answer).toMatchObject({ RequestStatusCode: "Ok", MatchIndicator: "false" });
    expect(JSON.stringify(answer)).not.toContain("650505");
  });

  test("needs no certificate, or no subject beside one", async () => {
    for (const left of ["CertificateRequestData", "SubjectSerialNumberIdentifier"] as const)
      expect(await ask("MatchRidAndCpr", without(match("6505051234"), left))).toMatchObject({ MatchIndicator: "true" });
  });

  test.each([
    ["whose employer has told no number", () => subjectOf(unregistered)],
    ["nobody knows", () => `CVR:${employee.cvr}-RID:00000000`],
    ["of another company with the same RID", () => `CVR:12345678-RID:${employee.rid}`],
  ])("does not match an employee %s", async (_who, subject) => {
    const { merchant, voces } = await service.subscribe("off", "match");
    const fields = { SubjectSerialNumberIdentifier: subject(), ServiceProviderIdentifier: merchant.spid };
    const asked = { ...fields, "cpr:PersonCivilRegistrationIdentifier": "6606061234" };
    expect(await ask("MatchRidAndCpr", asked, voces)).toMatchObject({
      RequestStatusCode: "Ok",
      MatchIndicator: "false",
    });
  });

  test("stops who tries one number after another, by provider and employee, for an hour", async () => {
    const { merchant, voces } = await service.subscribe("off", "match");
    const attempt = async (cpr: string) =>
      ask("MatchRidAndCpr", match(cpr, { ServiceProviderIdentifier: merchant.spid }), voces);
    for (const _ of "fiver") await attempt("6505051235");
    expect(await attempt("6505051234")).toEqual({
      RequestStatusCode: "BruteForceAttemptDetected",
      EmployeeIdentifierLookupStatusText: "Too many wrong CPR numbers for this RID",
    });
    expect(await ask("MatchRidAndCpr", match("6505051234"))).toMatchObject({ MatchIndicator: "true" });
    service.clock.advance(61 * 60 * 1000);
    expect(await attempt("6505051234")).toMatchObject({ MatchIndicator: "true" });
  });
});

describe("GetCpr", () => {
  test("tells the number to a provider with that agreement", async () => {
    expect(await ask("GetCpr", lookUp(), finder.voces)).toMatchObject({
      RequestStatusCode: "Ok",
      PersonCivilRegistrationIdentifier: "6505051234",
    });
  });

  test("tells none of an employee whose employer has told none, which is no error", async () => {
    const answer = await ask(
      "GetCpr",
      lookUp({ SubjectSerialNumberIdentifier: subjectOf(unregistered) }),
      finder.voces,
    );
    expect(answer).toMatchObject({ RequestStatusCode: "Ok" });
    expect(answer).not.toHaveProperty("PersonCivilRegistrationIdentifier");
  });

  test("is refused to a provider that may only match", async () => {
    const answer = await ask("GetCpr", lookUp({ ServiceProviderIdentifier: matcher.merchant.spid }));
    expect(answer).toMatchObject({ RequestStatusCode: "NotAuthorizedForCprLookup" });
    expect(answer).not.toHaveProperty("PersonCivilRegistrationIdentifier");
  });

  test("an agreement for persons is none for employees", async () => {
    const { merchant, voces } = await service.subscribe("lookup");
    const answer = await ask("GetCpr", lookUp({ ServiceProviderIdentifier: merchant.spid }), voces);
    expect(answer.RequestStatusCode).toBe("NotAuthorizedForServiceLookup");
  });
});

describe("TestConnection", () => {
  const wish = (TestRequestText: string) => ({ TestRequestText, ServiceProviderIdentifier: matcher.merchant.spid });
  test.each([
    ["Ok", "Ok"],
    ["AuthorizationError", "NotAuthorizedForServiceLookup"],
    ["Surprise", "XmlParseError"],
  ])("%s is answered %s", async (text, status) => {
    expect(await ask("TestConnection", wish(text))).toMatchObject({ RequestStatusCode: status });
  });
});

describe("every other status", () => {
  test.each<[string, string, Fields | (() => Fields)]>([
    [
      "no subject and no certificate",
      "MissingArgumentError",
      () => without(without(match("6505051234"), "SubjectSerialNumberIdentifier"), "CertificateRequestData"),
    ],
    ["no number", "MissingArgumentError", () => without(match("6505051234"), "cpr:PersonCivilRegistrationIdentifier")],
    ["no provider", "MissingArgumentError", () => without(match("6505051234"), "ServiceProviderIdentifier")],
    ["an empty provider", "MissingArgumentError", () => match("6505051234", { ServiceProviderIdentifier: "" })],
    [
      "another's provider number",
      "NotAuthorizedForServiceLookup",
      () => match("6505051234", { ServiceProviderIdentifier: finder.merchant.spid }),
    ],
    [
      "a PID for a subject",
      "NoRidInCertificate",
      () =>
        without(
          match("6505051234", { SubjectSerialNumberIdentifier: "PID:9208-2002-2-000000000000" }),
          "CertificateRequestData",
        ),
    ],
    [
      "a RID without company",
      "NoRidInCertificate",
      () => match("6505051234", { SubjectSerialNumberIdentifier: `RID:${employee.rid}` }),
    ],
    [
      "a company's certificate",
      "NoRidInCertificate",
      () => match("6505051234", { CertificateRequestData: Buffer.from(matcher.voces.certificate).toString("base64") }),
    ],
    ["no certificate", "NoRidInCertificate", () => match("6505051234", { CertificateRequestData: "AAAA" })],
    [
      "a colleague's certificate",
      "RidDoesNotMatchBase64Certificate",
      () => match("6505051234", { CertificateRequestData: certificateOf(unregistered) }),
    ],
    ["nine digits", "XmlParseError", () => match("650505123")],
    ["a number with a hyphen", "XmlParseError", () => match("650505-1234")],
    ["an element too many", "XmlParseError", () => ({ ...match("6505051234"), TestRequestText: "Ok" })],
  ])("%s: %s", async (_what, status, fields) => {
    const answer = await ask("MatchRidAndCpr", typeof fields === "function" ? fields() : fields);
    expect(answer.RequestStatusCode).toBe(status);
    expect(answer).not.toHaveProperty("MatchIndicator");
  });

  test("no client certificate: MissingClientCert", async () => {
    const { body } = await postSoap(service, message("MatchRidAndCpr", match("6505051234")), undefined, PATH);
    expect(body).toContain(">MissingClientCert<");
  });

  test.each<[string, () => Promise<IssuedCertificate>]>([
    ["person", () => service.ca.issuePoces()],
    ["employee", async () => service.identities.certificateOf(employee)],
    ["company nobody registered", () => service.ca.issueVoces()],
    ["function of a registered company", () => service.ca.issueFoces({ cvr: matcher.merchant.cvr })],
    [
      "company of another root",
      async () => {
        const elsewhere = await createTestCa({ baseUrl: "http://localhost:8090" });
        const { cvr, uid, name } = matcher.merchant;
        return elsewhere.issueVoces({ cvr, uid, name, serial: matcher.voces.serial });
      },
    ],
  ])("the certificate of a %s: NotAuthorizedForServiceLookup", async (_whose, issue) => {
    expect((await ask("MatchRidAndCpr", match("6505051234"), await issue())).RequestStatusCode).toBe(
      "NotAuthorizedForServiceLookup",
    );
  });

  test.each(["suspended", "revoked", "expired"] as const)("a provider that is %s: the same", async (status) => {
    const { merchant } = await service.subscribe("off", "match");
    const voces = service.merchants.vocesOf(await service.merchants.setStatus(merchant.spid, status));
    const answer = await ask(
      "MatchRidAndCpr",
      match("6505051234", { ServiceProviderIdentifier: merchant.spid }),
      voces,
    );
    expect(answer.RequestStatusCode).toBe("NotAuthorizedForServiceLookup");
  });

  test("a register that fails: InternalError, logged without the number", async () => {
    const original = service.identities.list;
    service.identities.list = () => {
      throw new Error("disk on fire");
    };
    const answer = await ask("MatchRidAndCpr", match("6505051234"));
    service.identities.list = original;
    expect(answer.RequestStatusCode).toBe("InternalError");
    expect(service.logged.join("")).toContain("disk on fire");
    expect(service.logged.join("")).not.toContain("6505051234");
  });
});

describe("what is no operation is a fault that says its status", () => {
  test.each([
    ["an unknown operation", envelope("<DropInput/>"), "NotRidServiceRequest"],
    ["an operation's answer", envelope("<GetCprOutput/>"), "NotRidServiceRequest"],
    ["an operation of another namespace", envelope('<GetCprInput xmlns="urn:x"/>'), "NotRidServiceRequest"],
    ["another version", envelope('<GetCprInput xmlns="urn:oio:danid:nemid:erhverv:2.0.0"/>'), "XmlVersionNotSupported"],
    ["nothing", "", "XmlParseError"],
    ["half an envelope", envelope("<GetCprInput/>").slice(0, -9), "XmlParseError"],
    ["a document type", `<!DOCTYPE x [<!ENTITY e "v">]>${envelope("<GetCprInput/>")}`, "XmlParseError"],
    ["two operations", envelope("<GetCprInput/><GetCprInput/>"), "XmlParseError"],
  ])("%s", async (_what, body, status) => {
    const answer = await postSoap(service, body, matcher.voces, PATH);
    expect(answer.status).toBe(500);
    expect(answer.body).toContain(`<detail><o:RequestStatusCode xmlns:o="${OIO}">${status}<`);
  });

  test("too much, and another content type, are refused before they are read", async () => {
    expect((await postSoap(service, " ".repeat(65_537), matcher.voces, PATH)).status).toBe(413);
    const headers = { "Content-Type": "application/json" };
    expect((await call(service, PATH, { method: "POST", headers, body: "{}" })).status).toBe(415);
  });

  test.each([
    ["an element twice", "<ServiceProviderIdentifier>1</ServiceProviderIdentifier>".repeat(2)],
    ["elements in an element", "<ServiceProviderIdentifier><x/></ServiceProviderIdentifier>"],
    ["an element of another namespace", '<ServiceProviderIdentifier xmlns="urn:x">1</ServiceProviderIdentifier>'],
    ["text among elements", "6505051234"],
  ])("but %s in an operation is its answer", async (_what, content) => {
    const answer = await postSoap(service, envelope(`<GetCprInput>${content}</GetCprInput>`), matcher.voces, PATH);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(">XmlParseError<");
    expect(answer.body).not.toContain("6505051234");
  });
});
