import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeEach, describe, expect, test } from "vitest";
import { startForTest, temporaryFolder } from "../start-for-test.js";

const EXAMPLE = fileURLToPath(new URL("../../personas/example.yaml", import.meta.url));
const publicUrl = "http://simulator.example"; // the same address at every start: nothing is issued anew

let folder: string;
let file: string;
let stateDir: string;
beforeEach(() => {
  folder = temporaryFolder();
  stateDir = temporaryFolder();
  file = join(folder, "personas.yaml");
});

async function load(text: string): Promise<RunningSimulator> {
  writeFileSync(file, text);
  return startForTest({ personas: file, stateDir, publicUrl });
}

/** What loading this file is refused with, the path of the file left out. */
async function mistakesOf(text: string | Buffer): Promise<string[]> {
  writeFileSync(file, text);
  const refused = await startForTest({ personas: file, stateDir, publicUrl }).then(
    () => new Error("was loaded"),
    (error: Error) => error,
  );
  return refused.message.split("\n").map((line) => line.replace(file, ""));
}

const known = (simulator: RunningSimulator, wanted: string) =>
  simulator.identities().find(({ alias }) => alias === wanted);

describe("the example that is shipped", () => {
  test("is loaded as it says", async () => {
    const simulator = await startForTest({ personas: EXAMPLE, stateDir });
    const get = async (path: string) => (await fetch(simulator.url + path)).json();
    const bo = await get("/api/identities/bo-owner");
    expect(bo).toMatchObject({ name: "Bo Ærøe", cpr: "6503741237", password: "bobo1234" });
    expect(bo.roles.map(({ role, signs, dissolved }: Record<string, unknown>) => [role, signs, dissolved])).toEqual([
      ["owner", "alone", false],
      ["director", "alone", false],
      ["board-member", "jointly", false],
      ["director", "alone", true],
    ]);
    expect(await get("/api/identities/mette-employee")).toMatchObject({
      cprRegistered: false,
      name: "Mette Ø. Å. Bach-Nielsen",
    });
    expect(await get("/api/identities/ida-locked")).toMatchObject({ status: "locked" });
    expect((await get("/api/scenarios")).active).toEqual({
      "poul-unlucky": { scenario: "error-code", code: "SRV004", times: 3 },
    });
    const [privately, atWork] = [await get("/api/identities/jens-private"), await get("/api/identities/jens-at-work")];
    expect([atWork.nemidNumber, atWork.kind]).toEqual([privately.nemidNumber, "MOCES"]);
    expect(simulator.merchant("2001")).toMatchObject({ friendlyName: "Sparekassen Test", ridCpr: "match" });
  });

  test("finds everything unchanged at the next start", async () => {
    const first = await startForTest({ personas: EXAMPLE, stateDir, publicUrl });
    const before = JSON.stringify([first.identities(), first.merchant("2001").serial]);
    await first.stop();
    const second = await startForTest({ personas: EXAMPLE, stateDir, publicUrl });
    expect(JSON.stringify([second.identities(), second.merchant("2001").serial])).toBe(before);
  });
});

const PERSON = "identities: [{ alias: karen-1, kind: POCES, autofill: true, name: Karen";

describe("over restarts", () => {
  test("what a tester did stays, while the file says the same", async () => {
    const text = `${PERSON}, status: locked, scenario: { scenario: replay } }]`;
    const first = await load(text);
    await first.setStatus("karen-1", "valid");
    first.setScenario("karen-1", { scenario: "none" });
    await first.stop();
    expect(known(await load(text), "karen-1")).toMatchObject({ status: "valid" });
  });

  test("what changes in the file changes: password, status, roles, company, rights", async () => {
    const first = await load(`
companies: [{ cvr: "20000001", name: Før ApS }]
merchants: [{ spid: "77", cvr: "20000002", name: M, friendlyName: M, pidCpr: match }]
${PERSON}, password: foer1234, roles: [{ cvr: "20000001", role: owner }] }]`);
    const { cpr } = known(first, "karen-1")!;
    await first.stop();
    const second = await load(`
companies: [{ cvr: "20000001", name: Efter ApS, dissolved: true }]
merchants: [{ spid: "77", cvr: "20000002", name: M, friendlyName: M, pidCpr: lookup, ridCpr: match }]
${PERSON}, password: efter1234, status: locked, roles: [{ cvr: "20000001", role: director }] }]`);
    expect(known(second, "karen-1")).toMatchObject({ cpr, password: "efter1234", status: "locked" });
    expect(second.merchant("77")).toMatchObject({ pidCpr: "lookup", ridCpr: "match" });
    await second.stop();
    const third = await startForTest({ stateDir }); // on a port of its own, to be read through
    const { companies } = await (await fetch(`${third.url}/api/companies`)).json();
    expect(companies.find(({ cvr }: { cvr: string }) => cvr === "20000001")).toMatchObject({
      ...{ name: "Efter ApS", dissolved: true, people: [{ alias: "karen-1", role: "director", signs: "jointly" }] },
    });
  });

  test("who has left the file stays", async () => {
    await (await load(`${PERSON} }]`)).stop();
    expect(known(await load("identities: []"), "karen-1")).toBeDefined();
  });

  test("somebody made by hand under the same alias is the same person, if nothing contradicts", async () => {
    const first = await startForTest({ stateDir, publicUrl });
    await first.createIdentity({ autofill: true, kind: "POCES", alias: "Karen-1", name: "Karen" });
    await first.stop();
    expect((await load(`${PERSON} }]`)).identities().filter(({ name }) => name === "Karen")).toHaveLength(1);
  });

  test.each([
    ["another name", "name: Karin", "identities[0].name"],
    ["another kind", 'kind: MOCES, cvr: "20000001", companyName: C', "identities[0].kind"],
    ["another number", 'cpr: "6101701234"', "identities[0].cpr"],
    ["a pseudonym", "pseudonym: true", "identities[0].pseudonym"],
    ["another password that the operator would refuse", "password: x", "identities[0].password"],
  ])("refuses %s for a person who is there", async (_what, change, path) => {
    await (await load("identities: [{ alias: karen-1, kind: POCES, autofill: true, name: Karen }]")).stop();
    const kind = change.startsWith("kind") ? "" : "kind: POCES, ";
    const [first] = await mistakesOf(`identities: [{ alias: karen-1, ${kind}autofill: true, ${change} }]`);
    expect(first).toContain(`${path}: `);
  });

  test("refuses another company for a merchant, and other facts of a company that is not from personas", async () => {
    expect(
      await mistakesOf(`
merchants: [{ spid: "1001", cvr: "20000002", name: M, friendlyName: Demo, pidCpr: match }]
companies: [{ cvr: "31000106", name: Andet }]`),
    ).toEqual([
      ":3: companies[0].name: is another than the company register has, which is not from personas; use another cvr",
      ":2: merchants[0].cvr: is another than this merchant has for good; use another spid, or remove the state folder",
      ":2: merchants[0].name: is another than this merchant has for good; use another spid, or remove the state folder",
    ]);
  });
});

describe("a file with mistakes is refused before anything is loaded:", () => {
  test("all of them at once, each with line, place and remedy", async () => {
    const mistakes = await mistakesOf(`
colour: blue
companies:
  - cvr: 20000001
    name: A
identities:
  - alias: karen-1
    kind: VOCES
    pasword: abcd1234
    roles:
      - role: king
  - kind: POCES
    scenario: { scenario: error-code }
`);
    expect(mistakes).toEqual([
      ":4: companies[0].cvr: must be text; put it in quotation marks",
      ':8: identities[0].kind: Invalid option: expected one of "POCES"|"MOCES"',
      ":11: identities[0].roles[0].cvr: is missing",
      expect.stringMatching(/^:11: identities\[0\]\.roles\[0\]\.role: Invalid option: /),
      ":9: identities[0].pasword: is not known; remove it or correct its spelling",
      ":12: identities[1].alias: is missing",
      expect.stringMatching(/^:13: identities\[1\]\.scenario: code: goes with scenario "error-code"/),
      ":2: colour: is not known; remove it or correct its spelling",
    ]);
  });

  test.each<[string, string | Buffer, RegExp]>([
    ["no YAML", "identities: [", /^:1: is not YAML \(\w+\)/],
    ["a name twice", "identities: []\nidentities: []", /^:2: a name comes twice; keep one$/],
    ["two documents", "identities: []\n---\nidentities: []", /a second document begins; put everything into one$/],
    ["an alias of YAML", "companies: &a []\nmerchants: *a", /^: anchors and aliases \(& and \*\) are not read/],
    ["a list", "- a", /must be object$/],
    ["a text", "hello", /must be object$/],
    ["bytes that are not UTF-8", Buffer.from([0x61, 0xff]), /^: is not UTF-8; save it as such$/],
    ["more than a megabyte", `#${"x".repeat(1024 * 1024)}`, /^: has more than 1048576 bytes/],
    ["too many", `identities: [${"{},".repeat(201)}]`, /identities: Too big/],
    [
      "an alias twice",
      `identities: [${"{ alias: Karen-1, kind: POCES, autofill: true }, ".repeat(2)}]`,
      /identities\[1\]\.alias: comes twice/,
    ],
    [
      "a company twice",
      `companies: [${'{ cvr: "20000001", name: A }, '.repeat(2)}]`,
      /companies\[1\]\.cvr: comes twice/,
    ],
    [
      "a role in a company that is not told",
      `${PERSON}, roles: [{ cvr: "20000001", role: owner }] }]`,
      /roles\[0\]\.cvr: is not among the companies; add it there$/,
    ],
    [
      "a company told in a role",
      `${PERSON}, roles: [{ cvr: "20000001", companyName: A, role: owner }] }]`,
      /companyName: is not known/,
    ],
    [
      "a role twice",
      `companies: [{ cvr: "20000001", name: A }]\n${PERSON}, roles: [{ cvr: "20000001", role: owner }, { cvr: "20000001", role: owner }] }]`,
      /^:2: identities\[0\]: roles\.1\.role: the person has this role/,
    ],
    ["a bad password", `${PERSON}, password: abc }]`, /identities\[0\]: password: must have 6 to 40/],
    [
      "a short alias",
      "identities: [{ alias: abc, kind: POCES, autofill: true }]",
      /identities\[0\]\.alias: must have 5 to 48/,
    ],
    [
      "nothing but an alias",
      "identities: [{ alias: karen-1, kind: POCES }]",
      /identities\[0\]: password, name: missing; give it, or set autofill/,
    ],
    [
      "an unknown user",
      "identities: [{ alias: karen-1, kind: MOCES, autofill: true, user: nobody-1 }]",
      /identities\[0\]\.user: is no alias of a persona above/,
    ],
    [
      "a password for one signature",
      "identities: [{ alias: karen-1, kind: POCES, autofill: true }, { alias: karen-2, kind: MOCES, autofill: true, user: karen-1, password: abcd1234 }]",
      /identities\[1\]\.password: is the user's own/,
    ],
    [
      "a merchant without SPID",
      'merchants: [{ cvr: "20000001", name: A, friendlyName: A, pidCpr: match }]',
      /merchants\[0\]\.spid: is missing/,
    ],
    [
      "an unknown scenario",
      `${PERSON}, scenario: { scenario: earthquake } }]`,
      /identities\[0\]\.scenario\.scenario: Invalid option/,
    ],
  ])("%s", async (_what, text, mistake) => {
    expect((await mistakesOf(text)).join("\n")).toMatch(mistake);
    const simulator = await startForTest({ stateDir, publicUrl });
    expect(simulator.identities().filter(({ alias }) => alias.toLowerCase().startsWith("karen"))).toEqual([]);
  });

  test("a file that is not there, or is a folder", async () => {
    const missing = startForTest({ personas: join(folder, "none.yaml"), stateDir });
    await expect(missing).rejects.toThrow(/none\.yaml: cannot be read \(ENOENT\); check NEMID_SIMULATOR_PERSONAS$/);
    await expect(startForTest({ personas: folder, stateDir })).rejects.toThrow(/cannot be read \(EISDIR\)/);
  });

  test("and none of its passwords and CPR numbers is told", async () => {
    const secrets = 'password: "hemmelig1 ", cpr: "650505123", name: 4';
    const mistakes = await mistakesOf(
      `identities: [{ alias: karen-1, kind: POCES, ${secrets} }, { cpr: "6505051234" "x" }]`,
    );
    expect(mistakes.join()).not.toMatch(/hemmelig|650505/);
    expect((await mistakesOf(`${PERSON}, ${secrets.replace("name: 4", "autofill: false")} }]`)).join()).not.toMatch(
      /hemmelig|650505/,
    );
  });

  test("an empty file is a file without personas", async () => {
    expect((await load("# nothing yet\n")).identities().length).toBeGreaterThan(0);
  });
});
