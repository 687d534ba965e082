import type { DescribedIdentity, NewIdentity, RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildParameters, ORIGIN, signerOf } from "./build-parameters.js";
import { endOf, iframeOf, readCard, type Turn } from "./iframe.js";
import { readResponse } from "./read-response.js";
import { handClock, startForTest, temporaryFolder } from "./start-for-test.js";

const clock = handClock();
let simulator: RunningSimulator;
let person: DescribedIdentity;
let employee: DescribedIdentity;
beforeAll(async () => {
  simulator = await startForTest({ clock });
});
beforeEach(async () => {
  person = await simulator.createIdentity({ autofill: true, kind: "POCES" });
  employee = await simulator.createIdentity({ autofill: true, kind: "MOCES", user: person.alias });
});

const post = (path: string, body: object) =>
  fetch(simulator.url + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
const add = (wish: object) => post("/api/identities", { autofill: true, kind: "MOCES", user: person.alias, ...wish });

/** Who signed, by the subject of the certificate; or what the API answered instead. */
async function signer(wish: { certificate?: string; userId?: string } = {}): Promise<string> {
  const parameters = buildParameters(signerOf(simulator, simulator.merchant("1001")));
  const typed = { userId: person.userId, password: person.password, code: "auto", ...wish };
  const response = await post("/api/client", { parameters, origin: ORIGIN, ...typed });
  const { content, screen, problem, error } = (await response.json()) as Record<string, string>;
  if (!content) return [response.status, screen, problem, screen ? undefined : error].filter(Boolean).join(" ");
  const text = Buffer.from(content, "base64").toString();
  return text.startsWith("<?xml") ? readResponse(text).certificates[1]!.subject : text;
}

describe("one more signature of a user", () => {
  test("shares user-id, password, key card and NemID number, and is somebody else to a service", async () => {
    const shared = ({ userId, password, nemidNumber, keyCard, cpr }: DescribedIdentity) => ({
      ...{ userId, password, nemidNumber, keyCard, cpr },
    });
    expect(shared(employee)).toEqual(shared(person));
    expect(employee.alias).toBe(`${person.alias}.2`);
    expect(employee.name).toBe(person.name);
    expect([employee.kind, employee.pid, person.cvr]).toEqual(["MOCES", undefined, undefined]);
    expect(employee.serial).not.toBe(person.serial);
  });

  test("of a company: any number, one after another", async () => {
    const third = (await (await add({ cvr: employee.cvr })).json()) as DescribedIdentity;
    expect([third.alias, third.companyName]).toEqual([`${person.alias}.3`, employee.companyName]);
    expect(third.rid).not.toBe(employee.rid);
  });

  test("of a person: for an employee who has none", async () => {
    const first = await simulator.createIdentity({ autofill: true, kind: "MOCES" });
    const second = await simulator.createIdentity({ autofill: true, kind: "POCES", user: first.alias });
    expect([second.pid, second.cvr, second.rid, second.companyName]).toEqual([
      expect.stringMatching(/^9208-2002-2-\d{12}$/),
      undefined,
      undefined,
      undefined,
    ]);
    expect(second.cpr).toBe(first.cpr);
  });

  test("may be revoked by itself", async () => {
    await simulator.setStatus(employee.alias, "revoked");
    const statusOf = (wanted: string) => simulator.identities().find(({ alias }) => alias === wanted)?.status;
    expect([statusOf(employee.alias), statusOf(person.alias)]).toEqual(["revoked", "valid"]);
  });

  test("is locked with the user, whichever is named", async () => {
    await simulator.setStatus(employee.alias, "locked");
    expect(simulator.identities().find(({ alias }) => alias === person.alias)?.status).toBe("locked");
    expect(await signer()).toBe("AUTH005");
  });

  test("stands in the register after a restart, in its place", async () => {
    const stateDir = temporaryFolder();
    const first = await startForTest({ clock, stateDir });
    const { alias } = await first.createIdentity({ autofill: true, kind: "POCES" });
    await first.createIdentity({ autofill: true, kind: "MOCES", user: alias });
    await first.createIdentity({ autofill: true, kind: "POCES" });
    const before = first.identities().map(({ links, ...rest }) => rest);
    await first.stop();
    const second = await startForTest({ clock, stateDir });
    expect(second.identities().map(({ links, ...rest }) => rest)).toEqual(before);
    expect(before.at(-2)).toMatchObject({ alias: `${alias}.2`, kind: "MOCES" });
  });

  test.each<[string, Partial<NewIdentity> | object, number]>([
    ["a second personal one", { kind: "POCES" }, 409],
    ["a password of its own", { password: "kaffe42" }, 400],
    ["another CPR number", { cpr: "6102034711" }, 400],
    ["a user who is not there", { user: "nobody-here" }, 404],
    ["an empty user", { user: "" }, 404],
    ["a status that is the user's", { status: "locked" }, 400],
    ["an alias that looks like a CPR number", { alias: "0101901234" }, 400],
    ["a RID with blanks", { rid: "12 34" }, 400],
    ["an unknown member", { holder: "x" }, 400],
  ])("is refused: %s", async (_what, wish, status) => {
    const before = simulator.identities().length;
    expect((await add(wish)).status).toBe(status);
    expect(simulator.identities()).toHaveLength(before);
  });

  test("is refused under an alias that is taken, also by a user-id", async () => {
    expect((await add({ alias: simulator.identities()[0]!.alias.toUpperCase() })).status).toBe(409);
  });
});

describe("companies", () => {
  test("keep their name when an employee is made with the number alone", async () => {
    const wish = { kind: "MOCES", autofill: true, cvr: employee.cvr, companyName: undefined } as const;
    expect((await simulator.createIdentity(wish)).companyName).toBe(employee.companyName);
  });

  test("have a RID for one employee only; another company may have the same", async () => {
    expect((await add({ cvr: employee.cvr, rid: employee.rid })).status).toBe(409);
    const elsewhere = (await (await add({ cvr: "10000009", rid: employee.rid })).json()) as DescribedIdentity;
    expect(elsewhere.rid).toBe(employee.rid);
    expect(await signer({ certificate: elsewhere.alias })).toContain(`CVR:10000009-RID:${employee.rid}`);
  });

  test("are not told the CPR number of an employee who did not give it", async () => {
    const made = await add({ autofill: false, cvr: "10000009", companyName: "Å/S & Søn" });
    expect(((await made.json()) as DescribedIdentity).cpr).toBeUndefined();
  });
});

describe("POST /api/client", () => {
  test("takes the first identity, or the one that `certificate` names by kind or alias", async () => {
    const second = (await (await add({})).json()) as DescribedIdentity;
    expect(await signer()).toContain(`PID:${person.pid}`);
    expect(await signer({ certificate: "POCES" })).toContain(`PID:${person.pid}`);
    expect(await signer({ certificate: "MOCES" })).toContain(`RID:${employee.rid}`);
    expect(await signer({ certificate: second.alias })).toContain(`RID:${second.rid}`);
  });

  test("refuses a certificate nobody has, and is not let in by somebody else's", async () => {
    expect(await signer({ certificate: "nobody-here" })).toMatch(/^400 certificate: /);
    const [other] = simulator.identities();
    expect(await signer({ certificate: other!.alias })).toBe("409 log-in wrong-login");
  });

  test("logs nobody in by the test tool's name of a further identity", async () =>
    expect(await signer({ userId: employee.alias })).toBe("409 log-in wrong-login"));

  test("one code of the card is used for any of them, and one use log tells of it", async () => {
    await signer({ certificate: "MOCES" });
    expect((await readCard(simulator, person.alias)).codesLeft).toBe(147);
    expect(await readCard(simulator, employee.alias)).toEqual(await readCard(simulator, person.alias));
    const log = async (alias: string) => (await fetch(`${simulator.url}/api/identities/${alias}/log`)).json();
    expect(await log(employee.alias)).toEqual(await log(person.alias));
  });
});

describe("the client", () => {
  async function atChoice(before = {}): Promise<Turn> {
    const iframe = iframeOf(simulator, clock.now);
    const { id } = await iframe.begin({ before });
    const card = await iframe.logIn(id, { userId: person.userId, password: person.password });
    return iframe.act(id, { act: "key-card", code: await iframe.codeFor(card, person.alias) });
  }
  const choose = (turn: Turn, alias: string) =>
    iframeOf(simulator, clock.now).act(turn.id, { act: "choose-identity", alias });

  test("asks after the code which is meant, the first one ticked, in both languages", async () => {
    const turn = await atChoice();
    expect(turn.screen).toBe("choose-identity");
    expect(turn.html).toMatch(`value="${person.alias}" checked`);
    expect(turn.html).toContain(`value="${employee.alias}"`);
    expect(turn.html).toContain(`Employee at ${employee.companyName} (CVR ${employee.cvr})`);
    expect((await atChoice({ LANGUAGE: "DA" })).html).toContain("Medarbejder hos");
  });

  test("asks nothing of a user with a single one", async () => {
    person = await simulator.createIdentity({ autofill: true, kind: "MOCES" });
    expect(endOf(await atChoice())).toBe("signed");
  });

  test("signs as the one chosen", async () => {
    const { end } = await choose(await atChoice(), employee.alias);
    const { certificates, isSigned } = readResponse(Buffer.from(end!.content, "base64").toString());
    expect([isSigned, certificates[1]!.subject.includes(`RID:${employee.rid}`)]).toEqual([true, true]);
  });

  test("signs a text as the one chosen", async () => {
    const iframe = iframeOf(simulator, clock.now);
    const SIGNTEXT = Buffer.from("Aftale").toString("base64");
    const { id } = await iframe.begin({ before: { CLIENTFLOW: "OCESSIGN2", SIGNTEXT } });
    await iframe.act(id, { act: "read" });
    const card = await iframe.logIn(id, { userId: person.userId, password: person.password });
    const turn = await iframe.act(id, { act: "key-card", code: await iframe.codeFor(card, person.alias) });
    expect(turn.html).toContain(">Sign<");
    expect(endOf(await choose(turn, employee.alias))).toBe("signed");
  });

  test.each([
    ["nobody", ""],
    ["somebody of another user", () => simulator.identities()[0]!.alias],
    ["markup", '"><script>'],
  ])("asks again when %s was chosen, and signs nothing", async (_what, alias) => {
    const again = await choose(await atChoice(), typeof alias === "string" ? alias : alias());
    expect([again.screen, again.end, again.html.includes('role="alert"')]).toEqual([
      "choose-identity",
      undefined,
      true,
    ]);
    expect(again.html).not.toContain("<script>");
  });

  test("escapes the names it shows", async () => {
    await add({ companyName: '<i>"Æble" & Søn</i>', cvr: "10000009" });
    const { html } = await atChoice();
    expect(html).toContain("&#60;i&#62;&#34;Æble&#34; &#38; Søn&#60;/i&#62;");
    expect(html).not.toContain("<i>");
  });

  test("ends with CAN002 by Cancel, CAN003 by time, and once only by a choice", async () => {
    const iframe = iframeOf(simulator, clock.now);
    expect(endOf(await iframe.act((await atChoice()).id, { act: "cancel" }))).toBe("CAN002");
    expect(endOf(await iframe.act((await atChoice()).id, { act: "time-out" }))).toBe("CAN003");
    const turn = await atChoice();
    const both = await Promise.all([choose(turn, person.alias), choose(turn, employee.alias)]);
    expect(both.map(endOf).sort()).toEqual(["SRV006", "signed"]);
  });

  test("does nothing on a choice before the code", async () => {
    const iframe = iframeOf(simulator, clock.now);
    const { id } = await iframe.begin();
    const card = await iframe.logIn(id, { userId: person.userId, password: person.password });
    expect((await choose(card, person.alias)).html).toBe(card.html);
  });
});

describe("the test tool's pages", () => {
  const page = async (path: string) => (await fetch(simulator.url + path)).text();

  test("show a user's identities to one another", async () => {
    expect(await page(`/identities/${person.alias}`)).toContain(`href="/identities/${employee.alias}"`);
    expect(await page(`/identities/${employee.alias}`)).toContain(`href="/identities/${person.alias}"`);
  });

  test("add one by a form", async () => {
    const form = await page(`/identities/new?user=${person.alias}`);
    expect(form).toContain(`<input type="hidden" name="user" value="${person.alias}">`);
    expect(form).not.toContain('name="password"');
    const fields = { user: person.alias, kind: "MOCES", autofill: "true", alias: "", create: "" };
    const made = await fetch(`${simulator.url}/identities`, {
      method: "POST",
      body: new URLSearchParams(fields),
      redirect: "manual",
    });
    expect(made.headers.get("Location")).toBe(`/identities/${person.alias}.3`);
  });

  test("have no form for a user who is not there", async () =>
    expect((await fetch(`${simulator.url}/identities/new?user=nobody-here`)).status).toBe(404));
});
