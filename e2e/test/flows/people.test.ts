/** Who people are, as both doors tell it: names of every shape, pseudonyms, the young, numbers that are looked up, one person by every method. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editFile } from "../../src/world/edit-customer.js";
import { openBrowser, type Person } from "../../src/world/log-in.js";
import { authorize, DEMO, KOMMUNE, redeem, userinfo } from "../../src/world/oidc-client.js";
import { answerOn, linesOf, methodUrl, readAnswer } from "../../src/world/saml-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";
import { type Walk, walk } from "../../src/world/walk.js";

const SCOPE = "openid profile signicat.national_id signicat.organization nemid";
const PARTIES = { demo: { ...DEMO, scope: SCOPE }, kommune: { ...KOMMUNE, scope: SCOPE } };
type Service = keyof typeof PARTIES;
type Wish = Parameters<World["simulator"]["createIdentity"]>[0];

let world: World;
beforeAll(async () => {
  world = await startWorld({
    editConfig: (folder) => {
      for (const [service, mode] of [
        ["demo", "match"],
        ["kommune", "lookup"],
      ]) {
        editFile(`${folder}/customers/${service}/customer.yaml`, (yaml) =>
          yaml.replace(`cpr: ${mode}`, `cpr: ${mode}\n    ridCpr: ${mode}`),
        );
      }
    },
  });
});
afterAll(() => world?.stop());

const somebody = (wish: Partial<Wish> = {}) =>
  world.simulator.createIdentity({ kind: "POCES", autofill: true, ...wish } as Wish);

async function byOidc(person: Person, method = "nemid", service: Service = "demo") {
  const [issuer, party] = [`${world.url}/oidc`, PARTIES[service]];
  const { url, verifier } = authorize(issuer, party, { acr_values: `urn:signicat:oidc:method:${method}` });
  const walked = await walk(openBrowser(), world, url, person);
  const code = new URL(walked.end.url).searchParams.get("code") ?? "";
  const { body } = await redeem(issuer, party, code, verifier);
  return { claims: await userinfo(issuer, body.access_token), walked };
}

async function bySaml(person: Person, method = "nemid", service: Service = "demo") {
  const walked = await walk(openBrowser(), world, methodUrl(world.url, { id: method }, service), person);
  const login = await readAnswer(world.url, answerOn(walked.end));
  return { login, lines: linesOf(login), walked };
}

function asksCpr({ pages }: Walk): boolean {
  return pages.some(({ forms }) => forms.some(({ names }) => names.includes("cpr")));
}

describe("a name", () => {
  it.each([
    ["of one word", "Ib", "Ib", undefined],
    ["with hyphens", "Anne-Marie Skov-Lund", "Anne-Marie", "Skov-Lund"],
    ["of many words", "Jens Peter af Rosenborg", "Jens Peter af", "Rosenborg"],
    ["of Danish letters", "Åse Øster Æbelø", "Åse Øster", "Æbelø"],
    ["of letters outside Latin-1", "Łukasz Żółć", "Łukasz", "Żółć"],
    ["of another script", "Дарья Иванова", "Дарья", "Иванова"],
    ["of letters beyond 16 bits", "Kim 𠮷野", "Kim", "𠮷野"],
    ["with letters that are composed of two", "Rene\u0301 Ko\u0308nig", "Rene\u0301", "Ko\u0308nig"],
    ["with what XML and HTML take for markup", `O'Neil & "Søn" <b>]]>`, `O'Neil & "Søn"`, "<b>]]>"],
  ])("%s comes through both doors as it is in the certificate", async (_what, name, given, last) => {
    const person = await somebody({ name });
    const { claims } = await byOidc(person);
    expect([claims.name, claims.given_name, claims.family_name]).toEqual([name, given, last]);
    expect(claims["nemid.common_name"]).toBe(name);
    const { lines } = await bySaml(person);
    expect(lines).toEqual(expect.arrayContaining([`signicat/plain-name=${name}`, `oces/plain-name=${name}`]));
    expect(lines).toContain(`nemid/firstname=${given}`);
    expect(lines.find((line) => line.startsWith("nemid/lastname="))).toBe(last && `nemid/lastname=${last}`);
  });
});

describe("a pseudonym", () => {
  it("is called so and nothing else, and is the person of the number all the same", async () => {
    const person = await somebody({ pseudonym: true });
    const { claims } = await byOidc(person);
    expect(claims).toMatchObject({ name: "Pseudonym", "nemid.pseudonym": true, "signicat.national_id": person.cpr });
    expect(claims).not.toHaveProperty("given_name");
    expect(claims).not.toHaveProperty("family_name");
    const { lines } = await bySaml(person);
    expect(lines).toContain("signicat/plain-name=Pseudonym");
    expect(lines.filter((line) => /firstname|lastname/.test(line))).toEqual([]);
    expect(JSON.stringify([claims, lines])).not.toContain(person.name);
  });
});

describe("a young person", () => {
  it("is told as such, and nobody else is", async () => {
    expect((await byOidc(await somebody({ youth: true }))).claims["nemid.youth"]).toBe(true);
    expect((await byOidc(await somebody())).claims).not.toHaveProperty("nemid.youth");
  });
});

describe("a public authority that may look numbers up", () => {
  it.each(["nemid", "nemid-erhverv"])("is told a person's by both doors, and no page asks: %s", async (method) => {
    const person = await somebody();
    const oidc = await byOidc(person, method, "kommune");
    expect(oidc.claims).toMatchObject({ "signicat.national_id": person.cpr, "nemid.cpr_source": "lookup" });
    const saml = await bySaml(person, method, "kommune");
    expect(saml.lines).toEqual(
      expect.arrayContaining([`signicat/national-id=${person.cpr}`, "signicat/service-name=kommune"]),
    );
    expect(saml.login).toMatchObject({ subject: { nameIdentifier: person.cpr } });
    expect([oidc, saml].map(({ walked }) => asksCpr(walked))).toEqual([false, false]);
  });

  it.each(["nemid", "nemid-moces", "nemid-codefile"])(
    "is told an employee's, who is named by the company all the same: %s",
    async (method) => {
      const employee = await somebody({ kind: "MOCES" });
      const { claims, walked } = await byOidc(employee, method, "kommune");
      expect(claims).toMatchObject({ "signicat.national_id": employee.cpr, "nemid.cpr_source": "lookup" });
      expect(asksCpr(walked)).toBe(false);
      const { lines, login } = await bySaml(employee, method, "kommune");
      expect(lines).toContain(`nemid/cpr=${employee.cpr}`);
      expect(lines.join()).not.toContain("national-id");
      expect(login).toMatchObject({ subject: { nameIdentifier: `CVR:${employee.cvr}-RID:${employee.rid}` } });
    },
  );

  it("lets employees in whose number nobody knows", async () => {
    const employee = await somebody({ kind: "MOCES", cprRegistered: false });
    expect((await byOidc(employee, "nemid", "kommune")).claims).not.toHaveProperty("signicat.national_id");
    expect((await bySaml(employee, "nemid", "kommune")).lines.join()).not.toContain(employee.cpr);
  });
});

describe("an employee whose number is matched", () => {
  it.each(["nemid", "nemid-moces", "nemid-codefile"])("types it, and both doors are told: %s", async (method) => {
    const employee = await somebody({ kind: "MOCES" });
    const oidc = await byOidc(employee, method);
    expect(oidc.claims).toMatchObject({ "signicat.national_id": employee.cpr, "nemid.cpr_source": "user" });
    expect(asksCpr(oidc.walked)).toBe(true);
    const { lines } = await bySaml(employee, method);
    expect(lines).toContain(`nemid/cpr=${employee.cpr}`);
  });
});

describe("a birth date", () => {
  it.each([
    ["of the last century", "0102031234", "1903-02-01"],
    ["of this century", "0102036781", "2003-02-01"],
    ["of the century before the last", "0102587781", "1858-02-01"],
    ["in a replacement number, whose day is raised by 60", "6102036782", "2003-02-01"],
    ["on a leap day", "2902006783", "2000-02-29"],
  ])("%s comes with the number it is read from, and not without", async (_what, cpr, birthdate) => {
    const person = await somebody({ cpr });
    expect((await byOidc(person)).claims).toMatchObject({ birthdate, "signicat.national_id": cpr });
    const { url, verifier } = authorize(`${world.url}/oidc`, { ...DEMO, scope: "openid profile" });
    const { end } = await walk(openBrowser(), world, url, person);
    const { body } = await redeem(`${world.url}/oidc`, DEMO, new URL(end.url).searchParams.get("code") ?? "", verifier);
    expect(await userinfo(`${world.url}/oidc`, body.access_token)).not.toHaveProperty("birthdate");
  });
});

describe("what a method says of itself", () => {
  it.each([
    ["nemid", "POCES", "otp"],
    ["nemid", "MOCES", "otp"],
    ["nemid-moces", "MOCES", "otp"],
    ["nemid-erhverv", "POCES", "otp"],
    ["nemid-codefile", "POCES", "keyfile"],
    ["nemid-codefile", "MOCES", "keyfile"],
  ] as const)("%s, %s: %s", async (method, kind, loginType) => {
    const { claims } = await byOidc(await somebody({ kind }), method);
    expect(claims).toMatchObject({ "nemid.login_type": loginType, "nemid.certificate_type": kind });
    if (loginType === "keyfile") expect(claims).not.toHaveProperty("nemid.identity_assurance_level");
    else expect(claims["nemid.identity_assurance_level"]).toMatch(/^[12]$/);
  });
});

describe("one person", () => {
  it("has the same `sub` by every method, and another as an employee and at another service", async () => {
    const person = await somebody();
    const employee = await somebody({ kind: "MOCES", cpr: person.cpr } as Partial<Wish>);
    const subOf = async (...how: Parameters<typeof byOidc>) => (await byOidc(...how)).claims.sub;
    const [key, file, owner] = [
      await subOf(person, "nemid"),
      await subOf(person, "nemid-codefile"),
      await subOf(person, "nemid-erhverv"),
    ];
    expect(key).toMatch(/^[\w-]{32}$/);
    expect([file, owner]).toEqual([key, key]);
    expect(new Set([key, await subOf(employee), await subOf(person, "nemid", "kommune")]).size).toBe(3);
  });
});
