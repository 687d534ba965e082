import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editFile } from "../../src/world/edit-customer.js";
import { openBrowser } from "../../src/world/log-in.js";
import { answerOn, linesOf, methodUrl, readAnswer } from "../../src/world/saml-client.js";
import { startWorld, type World } from "../../src/world/start-world.js";
import { walk } from "../../src/world/walk.js";

const BAKERY = { cvr: "30000001", companyName: "Bageriet på Hjørnet ApS", role: "signs-alone", form: "ApS" } as const;
const FULL = "http://localhost:3999/saml";
const NO_NUMBER = "http://localhost:3999/no-number";
const NO_COMPANY = "http://localhost:3999/no-company";

let world: World;
beforeAll(async () => {
  const more = [
    `    - { url: "${NO_NUMBER}", nationalId: false }`,
    `    - { url: "${NO_COMPANY}", nationalId: false, organization: false }`,
  ];
  world = await startWorld({
    editConfig: (folder) =>
      editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
        yaml.replace("  targets:\n", `  targets:\n${more.join("\n")}\n`),
      ),
  });
});
afterAll(() => world?.stop());

async function logIn(target: string, organization?: string) {
  const person = await world.simulator.createIdentity({ kind: "POCES", autofill: true, roles: [BAKERY] });
  const url = methodUrl(world.url, { id: "nemid-erhverv", target });
  const { end, pages } = await walk(openBrowser(), world, url, person, organization);
  const login = await readAnswer(world.url, answerOn(end), { recipient: target });
  return { person, pages, login, lines: linesOf(login) };
}

describe("a business owner who logs in by the method URL", () => {
  it("is told as a person, and by the company that they chose", async () => {
    const { person, lines, login } = await logIn(FULL, BAKERY.cvr);
    expect(login).toMatchObject({ subject: { nameIdentifier: person.cpr } });
    expect(lines).toContain("signicat/method-name=nemid-erhverv");
    expect(lines.slice(-2)).toEqual([
      `signicat/organization-number=${BAKERY.cvr}`,
      `signicat/organization-name=${BAKERY.companyName}`,
    ]);
  });

  it("is told as any person when they act for themselves", async () => {
    const { lines } = await logIn(FULL);
    expect(lines.filter((line) => /organization/.test(line))).toEqual([]);
    expect(lines).toContain("signicat/method-name=nemid-erhverv");
  });

  it("has the CPR number asked for the register's sake, and not told to a target that may not have it", async () => {
    const { person, lines, login } = await logIn(NO_NUMBER, BAKERY.cvr);
    expect(lines).toContain(`signicat/organization-number=${BAKERY.cvr}`);
    expect(JSON.stringify(login)).not.toContain(person.cpr);
    expect(login).toMatchObject({ subject: { nameIdentifier: person.pid } });
  });

  it("acts for nobody towards a target that may not know", async () => {
    const { login } = await logIn(NO_COMPANY, BAKERY.cvr);
    expect(JSON.stringify(login)).not.toMatch(/organization|30000001|Bageriet/);
  });
});
