/** Names as people have them: what the certificate, the pages and the API make of them. */
import type { DescribedIdentity, RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, describe, expect, test } from "vitest";
import { readResponse } from "./read-response.js";
import { handClock, logInAt, startForTest } from "./start-for-test.js";

const NAMES = [
  ["Danish letters", "Åse Ærøskøbing Ø"],
  ["small Danish letters", "jens æbleø-å"],
  ["an accent and an umlaut", "Renée Müller"],
  ["a hyphen", "Anne-Marie Juul-Østergård"],
  ["an apostrophe", "Siobhán O'Connor"],
  ["a curly apostrophe", "Zoë D’Angelo"],
  ["one word", "Björk"],
  ["one letter", "Ø"],
  ["sixty-four characters", "Ærøå".repeat(16)],
  ["more than a certificate's customary sixty-four", `Maria ${"Østergaard-".repeat(10)}X`],
  ["another script", "Ελένη Παπαδοπούλου"],
  ["a character beyond the first plane", "Li 𠮷田"],
  ["a letter and its accent apart", "Rene\u0301e"],
  ["markup", `<script>alert("&amp;")</script>`],
  ["what would part a distinguished name", "Bo, CN=Eve + OU=Chef = 1"],
] as const;

const clock = handClock();
let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startForTest({ clock });
});

const create = (wish: object) =>
  fetch(`${simulator.url}/api/identities`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ autofill: true, kind: "POCES", ...wish }),
  });
const made = async (wish: object) => (await (await create(wish)).json()) as DescribedIdentity;

/** The certificate that signed this user's log-in. */
async function certificateOf({ userId, password }: DescribedIdentity) {
  const response = readResponse(await logInAt(simulator, clock.now)({ userId, password }));
  expect(response.isSigned).toBe(true);
  return response.certificates[1]!;
}

/** A UTF8String (tag 12) of this text, as DER has it. */
function utf8String(text: string): Buffer {
  const bytes = Buffer.from(text, "utf8");
  const length = bytes.length < 128 ? [bytes.length] : [0x81, bytes.length];
  return Buffer.concat([Buffer.from([0x0c, ...length]), bytes]);
}

describe.each(NAMES)("a name with %s", (_what, name) => {
  test("is the UTF8String in a person's certificate, unchanged", async () => {
    const person = await made({ name });
    expect(person.name).toBe(name);
    expect((await certificateOf(person)).raw.includes(utf8String(name))).toBe(true);
  });

  test("is the UTF8String in an employee's certificate, and so is the company's", async () => {
    const employee = await made({ kind: "MOCES", name, companyName: "Bøf & Løg I/S", cvr: "10000009" });
    const { raw } = await certificateOf(employee);
    expect(raw.includes(utf8String(name))).toBe(true);
    expect(raw.includes(utf8String("Bøf & Løg I/S // CVR:10000009"))).toBe(true);
  });

  test("stands on the page of the identity as text", async () => {
    const { alias } = await made({ name });
    const page = await (await fetch(`${simulator.url}/identities/${alias}`)).text();
    const entity = (character: string) => `&#${character.charCodeAt(0)};`;
    expect(page).toContain(`<h1>${name.replace(/[&<>"']/g, entity)}</h1>`);
  });

  test("is hidden by a pseudonym, in certificate and message", async () => {
    const { raw } = await certificateOf(await made({ name, pseudonym: true }));
    expect(raw.includes(utf8String("Pseudonym"))).toBe(true);
    if (name.length > 1) expect(raw.includes(Buffer.from(name))).toBe(false);
  });
});

describe("a youth", () => {
  const YOUTH = "Ung mellem 15 og 18 - Kan som udgangspunkt ikke lave juridisk bindende aftaler";

  test("has an OU that says so, and a CPR number of somebody sixteen or seventeen", async () => {
    const youth = await made({ youth: true, name: "Åge Bæk" });
    expect((await certificateOf(youth)).raw.includes(utf8String(YOUTH))).toBe(true);
    expect(["05", "06", "07"]).toContain(youth.cpr?.slice(4, 6)); // the clock says 2023
  });

  test("may be a pseudonym too", async () => {
    const { raw } = await certificateOf(await made({ youth: true, pseudonym: true }));
    expect([raw.includes(utf8String(YOUTH)), raw.includes(utf8String("Pseudonym"))]).toEqual([true, true]);
  });

  test("is nobody else", async () =>
    expect((await certificateOf(await made({}))).raw.includes(utf8String(YOUTH))).toBe(false));
});

describe("a name is refused", () => {
  test.each([
    ["of blanks", "   "],
    ["empty", ""],
    ["of more than 120 characters", "x".repeat(121)],
    ["with a line feed", "Bo\nHansen"],
    ["with a null character", "Bo\u0000"],
    ["with half a character", "Bo \ud842"],
    ["that is a number", 7],
  ])("%s", async (_what, name) => expect((await create({ name })).status).toBe(400));
});

test("blanks around a name are no part of it", async () =>
  expect((await made({ name: "  Ib Bo " })).name).toBe("Ib Bo"));
