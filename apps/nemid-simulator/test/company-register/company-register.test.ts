import { createTestCa, type IssuedCertificate } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeCompany, listCompanies } from "../../src/company-register/companies.js";
import type { CompanyRole } from "../../src/company-register/company-role.js";
import { call, type ServiceUnderTest, type Subscription, startService } from "../services/service-under-test.js";

const PATH = "/company-register/participants";

let service: ServiceUnderTest;
let customer: Subscription;
beforeAll(async () => {
  service = await startService();
  customer = await service.subscribe("off");
});
afterAll(() => service.stop());

let number = 0;
let cvr: string;
beforeEach(() => {
  cvr = String(20_000_000 + ++number); // each test has a company of its own
});

async function person(roles: readonly CompanyRole[], cpr = `6101${String(700_000 + ++number)}`): Promise<string> {
  await service.identities.create({ autofill: true, kind: "POCES", cpr, roles });
  return cpr;
}

async function post(
  body: string | Buffer,
  client: IssuedCertificate | undefined = customer.voces,
  type = "application/json",
) {
  const answer = await call(service, PATH, { method: "POST", headers: { "Content-Type": type }, body, client });
  return { status: answer.status, type: answer.type, body: JSON.parse(answer.body) };
}
const ask = (cpr: string, client?: IssuedCertificate) => post(JSON.stringify({ cpr }), client);
const rolesOf = async (cpr: string) =>
  (await ask(cpr)).body.companies.flatMap(({ roles }: { roles: object[] }) => roles);

describe("a look-up", () => {
  test("tells company, form, status and roles", async () => {
    const cpr = await person([{ cvr, companyName: "Jensen Test ApS", role: "director", signs: "alone" }]);
    expect(await ask(cpr)).toEqual({
      status: 200,
      type: "application/json; charset=utf-8",
      body: {
        cpr,
        companies: [
          {
            ...{ cvr, name: "Jensen Test ApS", form: "ApS", status: "active" },
            roles: [{ role: "director", signs: "alone" }],
          },
        ],
      },
    });
  });

  test.each<[CompanyRole["role"], "alone" | "jointly" | undefined, object]>([
    ["signs-alone", undefined, { role: "director", signs: "alone" }],
    ["signs-jointly", undefined, { role: "director", signs: "jointly" }],
    ["fully-liable", undefined, { role: "fully-liable-participant", signs: "alone" }],
    ["owner", undefined, { role: "owner", signs: "alone" }],
    ["owner", "jointly", { role: "owner", signs: "jointly" }],
    ["fully-liable-participant", "jointly", { role: "fully-liable-participant", signs: "jointly" }],
    ["director", undefined, { role: "director", signs: "jointly" }],
    ["director", "alone", { role: "director", signs: "alone" }],
    ["board-member", undefined, { role: "board-member", signs: "jointly" }],
  ])("tells %s (signing: %s) as %o", async (role, signs, told) => {
    expect(await rolesOf(await person([{ cvr, companyName: "A", role, ...(signs && { signs }) }]))).toEqual([told]);
  });

  test.each([
    ["Bo Byg ApS", "ApS"],
    ["Bo Byg A/S", "A/S"],
    ["Bo og Ib I/S", "I/S"],
    ["Bo Byg", "Enkeltmandsvirksomhed"],
  ])("reads the form of %s from its name: %s", async (companyName, form) => {
    expect((await ask(await person([{ cvr, companyName, role: "owner" }]))).body.companies[0].form).toBe(form);
  });

  test("says that a company is dissolved", async () => {
    const cpr = await person([{ cvr, companyName: "Slut ApS", role: "owner", dissolved: true }]);
    expect((await ask(cpr)).body.companies[0].status).toBe("dissolved");
  });

  test("tells a company once with all the person's roles, also over several NemIDs", async () => {
    const company = { cvr, companyName: "To Roller A/S" };
    const cpr = await person([{ ...company, role: "director" }]);
    await person(
      [
        { ...company, role: "board-member" },
        { ...company, role: "director" },
      ],
      cpr,
    );
    const { companies } = (await ask(cpr)).body;
    expect(companies).toHaveLength(1);
    expect(companies[0].roles).toEqual([
      { role: "director", signs: "jointly" },
      { role: "board-member", signs: "jointly" },
    ]);
  });

  test("has an empty list for who has no role, and for who is nobody", async () => {
    const none = { status: 200, body: { companies: [] } };
    expect(await ask(await person([]))).toMatchObject(none);
    expect(await ask("0000000000")).toMatchObject(none);
  });
});

describe("malformed is 400, and nothing is quoted:", () => {
  test.each([
    ["nothing", ""],
    ["text", "6101701234"],
    ["a list", '["6101701234"]'],
    ["null", "null"],
    ["no cpr", "{}"],
    ["a number", '{"cpr":6101701234}'],
    ["nine digits", '{"cpr":"610170123"}'],
    ["eleven digits", '{"cpr":"61017012345"}'],
    ["a hyphen", '{"cpr":"610170-1234"}'],
    ["a line feed at the end", '{"cpr":"6101701234\\n"}'],
    ["other digits", '{"cpr":"٦١٠١٧٠١٢٣٤"}'],
    ["a member too many", '{"cpr":"6101701234","pid":"x"}'],
    ["half of it", '{"cpr":"61017012'],
    ["too much", `{"cpr":"6101701234"${" ".repeat(70_000)}}`],
    ["bytes that are not UTF-8", Buffer.from([0x7b, 0xff, 0x7d])],
  ])("%s", async (_what, body) => {
    expect(await post(body)).toEqual({
      status: 400,
      type: "application/json; charset=utf-8",
      body: { error: 'the body must be JSON: {"cpr":"ten digits"}' },
    });
  });

  test("another content type", async () => {
    expect((await post('{"cpr":"6101701234"}', customer.voces, "text/plain")).status).toBe(400);
  });

  test("another method is none of this address", async () => {
    expect((await call(service, PATH, { client: customer.voces })).status).toBe(405);
  });
});

describe("who may ask", () => {
  test("a function of an enrolled company, beside its VOCES", async () => {
    const foces = await service.ca.issueFoces({ cvr: customer.merchant.cvr });
    expect((await ask("0000000000", foces)).status).toBe(200);
  });

  test("nobody without a certificate, even with a malformed question", async () => {
    const answer = await call(service, PATH, { method: "POST", body: "?" });
    expect(answer.status).toBe(403);
  });

  test.each<[string, () => Promise<IssuedCertificate>]>([
    ["person", () => service.ca.issuePoces()],
    ["employee of a customer", () => service.ca.issueMoces({ cvr: customer.merchant.cvr })],
    ["company that is no customer", () => service.ca.issueVoces()],
    ["function of such a company", () => service.ca.issueFoces({ cvr: "11111111" })],
    [
      "revoked function",
      () => service.ca.issueFoces({ cvr: customer.merchant.cvr, revoked: { at: new Date(), reason: "keyCompromise" } }),
    ],
    [
      "expired function",
      () => service.ca.issueFoces({ cvr: customer.merchant.cvr, notBefore: new Date(0), notAfter: new Date(1) }),
    ],
    [
      "customer's twin of another root",
      async () => (await createTestCa({ baseUrl: "http://localhost:8090" })).issueFoces({ cvr: customer.merchant.cvr }),
    ],
  ])("no %s", async (_who, issue) => {
    expect(await ask("0000000000", await issue())).toMatchObject({ status: 403 });
  });

  test.each(["suspended", "revoked", "expired"] as const)("no %s customer, by VOCES or FOCES", async (status) => {
    const { merchant } = await service.subscribe("off");
    const foces = await service.ca.issueFoces({ cvr: merchant.cvr });
    const voces = service.merchants.vocesOf(await service.merchants.setStatus(merchant.spid, status));
    expect([(await ask("0000000000", voces)).status, (await ask("0000000000", foces)).status]).toEqual([403, 403]);
  });
});

describe("a company is one thing", () => {
  const other = /the company of this CVR number has another/;

  test.each<[string, Partial<CompanyRole>, string]>([
    ["name", { companyName: "Andet ApS" }, "companyName"],
    ["form", { form: "A/S" }, "form"],
    ["status", { dissolved: true }, "dissolved"],
  ])("refuses another %s for somebody else", async (_what, change, member) => {
    const role = { cvr, companyName: "Samme ApS", role: "owner" } as const;
    await person([role]);
    await expect(person([{ ...role, ...change }])).rejects.toThrow(other);
    await expect(person([{ ...role, ...change }])).rejects.toThrow(`roles.0.${member}: `);
  });

  test("refuses two names in one wish, and names the place", async () => {
    const role = { cvr, role: "owner" } as const;
    const roles = [{ ...role, companyName: "A" }, { cvr, companyName: "B", role: "director" } as const];
    await expect(person(roles)).rejects.toThrow("roles.1.companyName: ");
  });

  test("what is left out is what the register knows", async () => {
    await person([{ cvr, companyName: "Kendt", role: "owner", form: "Forening", dissolved: true }]);
    const cpr = await person([{ cvr, companyName: "Kendt", role: "board-member" }]);
    expect((await ask(cpr)).body.companies[0]).toMatchObject({ form: "Forening", status: "dissolved" });
  });

  test("changes for all its people at once", async () => {
    const role = { cvr, companyName: "Før ApS", role: "owner" } as const;
    const people = [await person([role]), await person([role])];
    changeCompany(service.identities, cvr, { name: "Efter A/S", form: "A/S", dissolved: true });
    for (const cpr of people)
      expect((await ask(cpr)).body.companies[0]).toMatchObject({ name: "Efter A/S", form: "A/S", status: "dissolved" });
    expect(listCompanies(service.identities).find((company) => company.cvr === cvr)?.people).toHaveLength(2);
  });
});

describe("roles that are refused:", () => {
  test.each<[string, Pick<CompanyRole, "role" | "signs">[], RegExp]>([
    ["the same twice", [{ role: "owner" }, { role: "owner" }], /^roles\.1\.role: the person has this role/],
    ["the same in two words", [{ role: "fully-liable" }, { role: "fully-liable-participant" }], /^roles\.1\.role/],
    ["alone and jointly", [{ role: "signs-alone", signs: "jointly" }], /^roles\.0\.signs: contradicts/],
    ["jointly and alone", [{ role: "signs-jointly", signs: "alone" }], /^roles\.0\.signs: contradicts/],
  ])("%s", async (_what, roles, message) => {
    await expect(person(roles.map((role) => ({ ...role, cvr, companyName: "A" })))).rejects.toThrow(message);
  });

  test("of somebody without a CPR number, whom the register could not find", async () => {
    const employee = { kind: "MOCES", alias: `no-number-${cvr}`, password: "abcd1234", name: "N" } as const;
    const wish = { ...employee, cvr, companyName: "A", roles: [{ cvr, companyName: "A", role: "owner" as const }] };
    await expect(service.identities.create(wish)).rejects.toThrow(/^cpr: missing/);
  });
});
