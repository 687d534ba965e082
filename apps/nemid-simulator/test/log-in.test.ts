import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, describe, expect, test } from "vitest";
import { buildParameters, NOW, ORIGIN, signerOf } from "./build-parameters.js";
import { type Card, readCard } from "./iframe.js";
import { readResponse } from "./read-response.js";
import { handClock, logInAt, startForTest } from "./start-for-test.js";

const clock = handClock();
let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startForTest({ clock });
});

const logIn = (typed: { userId: string; password: string; code?: string }, changes = {}) =>
  logInAt(simulator, clock.now, changes)(typed);
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("a log-in through POST /api/client", () => {
  test("gives a signed message as the iframe would post it", async () => {
    const { alias, password } = simulator.identities()[0]!;
    const parameters = buildParameters(signerOf(simulator, simulator.merchant("1001")));
    const response = await fetch(`${simulator.url}/api/client`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ parameters, origin: ORIGIN, userId: alias, password, code: "auto" }),
    });
    const { command, content } = (await response.json()) as { command: string; content: string };
    expect([response.status, command]).toEqual([200, "changeResponseAndSubmit"]);
    expect(readResponse(Buffer.from(content, "base64").toString()).isSigned).toBe(true);
  });

  test("states the properties in the order and encodings of real messages", async () => {
    const { alias, password } = simulator.identities()[0]!;
    const { properties } = readResponse(
      await logIn({ userId: alias, password }, { before: { SIGN_PROPERTIES: "challenge=a<b;other=2" } }),
    );
    expect(properties).toEqual([
      ["RequestIssuer", base64("Demo"), "base64", "yes"],
      ["challenge", "a&lt;b", "xml", "no"],
      ["other", "2", "xml", "no"],
      ["TimeStamp", String(NOW.getTime()), "xml", "no"],
      ["action", "logon", "xml", "no"],
      ["identityAssuranceLevel", "2", "xml", "no"],
    ]);
  });

  test("echoes a base64 TIMESTAMP as base64", async () => {
    const { alias, password } = simulator.identities()[0]!;
    const sent = base64("2023-03-14 13:00:00+0100");
    const { properties } = readResponse(await logIn({ userId: alias, password }, { before: { TIMESTAMP: sent } }));
    expect(properties.find(([name]) => name === "TimeStamp")).toEqual(["TimeStamp", sent, "base64", "no"]);
  });

  test("carries issuing CA, user and root in this order", async () => {
    const { alias, password } = simulator.identities()[0]!;
    const { certificates } = readResponse(await logIn({ userId: alias, password }));
    const { ca } = simulator;
    const expected = [
      ca.issuing.serial,
      simulator.ca.issued.find(({ kind }) => kind === "POCES")?.serial,
      ca.root.serial,
    ];
    expect(certificates.map(({ serialNumber }) => serialNumber.replace(/^0+/, ""))).toEqual(expected);
  });

  test("signs a text and returns it exactly as sent", async () => {
    const { alias, password } = simulator.identities()[0]!;
    const SIGNTEXT = base64("Jeg køber\r\nen båd");
    const xml = await logIn({ userId: alias, password }, { before: { CLIENTFLOW: "OCESSIGN2", SIGNTEXT } });
    const { properties, isSigned } = readResponse(xml);
    expect(isSigned).toBe(true);
    expect(properties).toContainEqual(["signtext", SIGNTEXT, "base64", "yes"]);
    expect(properties).toContainEqual(["action", "sign", "xml", "no"]);
  });

  test("knows an employee by the MOCES certificate", async () => {
    const employee = await simulator.createIdentity({ autofill: true, kind: "MOCES" });
    const { certificates } = readResponse(await logIn({ userId: employee.alias, password: employee.password }));
    expect(certificates[1]!.subject).toContain(`CVR:${employee.cvr}-RID:${employee.rid}`);
  });

  test("keeps the name of a pseudonym out of the message", async () => {
    const hidden = await simulator.createIdentity({ autofill: true, kind: "POCES", pseudonym: true });
    const xml = await logIn({ userId: hidden.alias, password: hidden.password });
    const { certificates } = readResponse(xml);
    expect(certificates[1]!.subject).toContain("CN=Pseudonym");
    expect(certificates[1]!.raw.includes(Buffer.from(hidden.name))).toBe(false);
  });

  test("accepts user-id in any letter case, CPR number with a hyphen, and NemID number", async () => {
    const { alias, cpr, nemidNumber, password } = await simulator.createIdentity({ autofill: true, kind: "POCES" });
    for (const userId of [alias.toUpperCase(), cpr!, `${cpr!.slice(0, 6)}-${cpr!.slice(6)}`, nemidNumber, ` ${alias} `])
      expect(await logIn({ userId, password })).toMatch(/^<\?xml/);
  });

  test("ignores the letter case of the password", async () => {
    const { alias, password } = simulator.identities()[0]!;
    expect(await logIn({ userId: alias, password: password.toUpperCase() })).toMatch(/^<\?xml/);
  });

  test("picks the identity asked for when a CPR number has several", async () => {
    const person = await simulator.createIdentity({ autofill: true, kind: "POCES", password: "samme123" });
    await simulator.createIdentity({ autofill: true, kind: "MOCES", cpr: person.cpr, password: "samme123" });
    const signer = signerOf(simulator, simulator.merchant("1001"));
    const parameters = JSON.stringify(buildParameters(signer));
    const outcome = await simulator.client({
      parameters,
      origin: ORIGIN,
      userId: person.cpr!,
      password: "samme123",
      code: "auto",
      certificate: "MOCES",
    });
    const xml = Buffer.from((outcome as { content: string }).content, "base64").toString();
    expect(readResponse(xml).certificates[1]!.subject).toContain("-RID:");
  });
});

describe("codes", () => {
  test("a code is used once, and the card shows which is asked next", async () => {
    const { alias, password } = await simulator.createIdentity({ autofill: true, kind: "POCES" });
    const card = (): Promise<Card> => readCard(simulator, alias);
    const before = await card();
    const code = before.codes.find(({ number }) => number === before.next)!.code;
    expect(await logIn({ userId: alias, password, code })).toMatch(/^<\?xml/);
    const after = await card();
    expect(after.codesLeft).toBe(before.codesLeft - 1);
    expect(after.codes.find(({ number }) => number === before.next)!.used).toBe(true);
    expect(await logIn({ userId: alias, password, code })).toBe("stuck at key-card: wrong-code");
  });

  test("a card has 148 codes of six digits under different four-digit numbers", async () => {
    const { alias } = simulator.identities()[1]!;
    const { id, codes } = await readCard(simulator, alias);
    expect(id).toMatch(/^[A-Z]\d{9}$/);
    expect(new Set(codes.map(({ number }) => number)).size).toBe(148);
    expect(codes.every(({ number, code }) => /^\d{4}$/.test(number) && /^\d{6}$/.test(code))).toBe(true);
  });

  test("AUTH006: no code is left and no new card is on its way", async () => {
    const { alias, password } = await simulator.createIdentity({ autofill: true, kind: "POCES" });
    await post(`/api/identities/${alias}/keycard`, { codesLeft: 0, automatic: false });
    expect(await logIn({ userId: alias, password })).toBe("AUTH006");
  });

  test("AUTH019: the service provider forbids the key card", async () => {
    const { alias, password } = simulator.identities()[0]!;
    expect(await logIn({ userId: alias, password }, { before: { PREVENT_OTP_CARD: "TRUE" } })).toBe("AUTH019");
  });
});

async function post(path: string, body: object): Promise<unknown> {
  const response = await fetch(`${simulator.url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.json();
}
