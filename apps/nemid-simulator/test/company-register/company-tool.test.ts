import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, describe, expect, test } from "vitest";
import { startForTest, temporaryFolder } from "../start-for-test.js";

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startForTest();
});

async function call(method: string, path: string, body?: unknown) {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  const response = await fetch(simulator.url + path, { method, ...init });
  return { status: response.status, body: await response.json() };
}
const companies = async () => (await call("GET", "/api/companies")).body.companies;

describe("ready-made owners", () => {
  const ownedBy = async (alias: string) =>
    (await companies()).filter(({ people }: { people: { alias: string }[] }) =>
      people.some((one) => one.alias === alias),
    );

  test("one has one company, which is all the person's own", async () => {
    expect(await ownedBy("owner-of-one")).toMatchObject([
      { form: "Enkeltmandsvirksomhed", dissolved: false, people: [{ role: "owner", signs: "alone" }] },
    ]);
  });

  test("one has several, of which one is dissolved and one needs others to sign", async () => {
    const owned = await ownedBy("owner-of-several");
    const isOnlyJoint = ({ people }: { people: { signs: string }[] }) =>
      people.every(({ signs }) => signs === "jointly");
    expect([owned.length, owned.filter(isOnlyJoint).length]).toEqual([4, 1]);
    expect(owned.filter(({ dissolved }: { dissolved: boolean }) => dissolved)).toHaveLength(1);
  });

  test("one has more than eight, whose names sort in Danish as in no other way", async () => {
    const names = (await ownedBy("owner-of-many")).map(({ name }: { name: string }) => name);
    expect(names.length).toBeGreaterThan(8);
    const danish = names.toSorted(new Intl.Collator("da").compare);
    expect(danish.slice(-4)).toEqual([
      "Ærø Røgeri ApS",
      "Østergade Ejendomme ApS",
      "Aabenraa Skilte",
      "Åens Kajakker I/S",
    ]);
    for (const other of [names.toSorted(), names.toSorted(new Intl.Collator("en").compare), names])
      expect(other).not.toEqual(danish);
  });

  test("have CVR numbers that hold modulus 11", async () => {
    const sums = (await companies()).map(({ cvr }: { cvr: string }) =>
      [2, 7, 6, 5, 4, 3, 2, 1].reduce((total, weight, at) => total + weight * Number(cvr[at]), 0),
    );
    expect(sums.map((sum: number) => sum % 11)).toEqual(sums.map(() => 0));
  });

  test("stand behind the three people of the start page, and are made once", async () => {
    expect(
      simulator
        .identities()
        .map(({ alias }) => alias)
        .slice(3, 6),
    ).toEqual(["owner-of-one", "owner-of-several", "owner-of-many"]);
    const stateDir = temporaryFolder();
    await (await startForTest({ stateDir })).stop();
    expect((await startForTest({ stateDir })).identities()).toHaveLength(6);
  });
});

test("the page lists companies with who may sign, and escapes their names", async () => {
  const role = { cvr: "12345678", companyName: "<b>Bold</b> & Søn ApS", role: "director", signs: "alone" };
  await simulator.createIdentity({
    autofill: true,
    kind: "POCES",
    name: "Ib Ærlig",
    alias: "ib-honest",
    roles: [role] as never,
  });
  const page = await (await fetch(`${simulator.url}/companies`)).text();
  expect(page).toContain("&#60;b&#62;Bold&#60;/b&#62; &#38; Søn ApS");
  expect(page).toContain('<a href="/identities/ib-honest">Ib Ærlig</a>: director, signs alone');
  expect(page).toContain(">dissolved<");
});

describe("PATCH /api/companies/:cvr", () => {
  test("changes a company", async () => {
    const answer = await call("PATCH", "/api/companies/31000106", { dissolved: true, name: "Havørn i Likvidation" });
    expect([answer.status, answer.body]).toEqual([
      200,
      expect.objectContaining({ name: "Havørn i Likvidation", dissolved: true, form: "Enkeltmandsvirksomhed" }),
    ]);
  });

  test.each<[string, string, object, number, RegExp]>([
    ["an unknown company", "99999999", { dissolved: true }, 404, /nobody has a role/],
    ["nothing to change", "33310439", {}, 400, /give name, form or dissolved/],
    ["an unknown form", "33310439", { form: "GmbH" }, 400, /^form: /],
    ["an unknown member", "33310439", { cvr: "1" }, 400, /cvr/],
    ["a name with a control character", "33310439", { name: "A\u0007" }, 400, /^name: /],
  ])("refuses %s", async (_what, cvr, body, status, error) => {
    const answer = await call("PATCH", `/api/companies/${cvr}`, body);
    expect([answer.status, answer.body.error]).toEqual([status, expect.stringMatching(error)]);
  });
});

describe("POST /api/identities with roles", () => {
  const role = { cvr: "23456789", companyName: "Ny ApS", role: "owner" };
  const create = (change: object) =>
    call("POST", "/api/identities", { autofill: true, kind: "POCES", roles: [{ ...role, ...change }] });

  test("keeps the old shape working and tells what was settled", async () => {
    const { status, body } = await create({ role: "signs-alone" });
    expect([status, body.roles]).toEqual([
      201,
      [{ ...role, role: "signs-alone", form: "ApS", dissolved: false, signs: "alone" }],
    ]);
  });

  test("a contradiction is 400 with a sentence", async () => {
    const { status, body } = await create({ companyName: "Gammel ApS" });
    expect([status, body.error]).toEqual([
      400,
      "roles.0.companyName: the company of this CVR number has another name; a company is the same for all its people",
    ]);
  });

  test.each([
    ["role", { role: "king" }],
    ["form", { form: "GmbH" }],
    ["signs", { signs: "never" }],
    ["dissolved", { dissolved: "yes" }],
    ["cvr", { cvr: "012" }],
  ])("refuses an unknown %s", async (member, change) => {
    const { status, body } = await create(change);
    expect([status, body.error]).toEqual([400, expect.stringContaining(`roles.0.${member}`)]);
  });
});
