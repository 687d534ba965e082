import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, describe, expect, test } from "vitest";
import { startForTest } from "./start-for-test.js";

let simulator: RunningSimulator;
let alias: string;
beforeAll(async () => {
  simulator = await startForTest();
  alias = simulator.identities()[0]!.alias;
});

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of many shapes
  readonly body: any;
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const init = body === undefined ? {} : { body: text, headers: { "Content-Type": "application/json", ...headers } };
  const response = await fetch(simulator.url + path, { method, ...init });
  return { status: response.status, body: await response.json() };
}

test("keeps connections for longer than the gateway, its busiest caller, keeps one it does not use", async () => {
  const answer = await fetch(`${simulator.url}/api/identities`);
  await answer.arrayBuffer();
  expect(answer.headers.get("keep-alive")).toBe("timeout=65");
});

describe("POST /api/identities", () => {
  test("autofill invents a person with everything needed to log in", async () => {
    const { status, body } = await call("POST", "/api/identities", { autofill: true, kind: "POCES" });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      kind: "POCES",
      status: "valid",
      pseudonym: false,
      roles: [],
      keyCard: { codesLeft: 148 },
    });
    expect(body.pid).toMatch(/^9208-2002-2-\d{12}$/);
    expect(body.links.keyCard).toBe(`${simulator.url}/identities/${body.alias}/keycard`);
    expect(Buffer.from(body.keyFile.p12, "base64")[0]).toBe(0x30);
    expect(body.keyFile.html).toContain(body.keyFile.p12);
  });

  test("autofill invents an employee with a company whose number holds modulus 11", async () => {
    const { body } = await call("POST", "/api/identities", { autofill: true, kind: "MOCES" });
    const sum = [2, 7, 6, 5, 4, 3, 2, 1].reduce((total, weight, at) => total + weight * Number(body.cvr[at]), 0);
    expect([sum % 11, body.rid.length, body.pid]).toEqual([0, 8, undefined]);
  });

  test("invented CPR numbers always have 60 added to the day", async () => {
    for (let made = 0; made < 12; made++) {
      const { body } = await call("POST", "/api/identities", { autofill: true, kind: "POCES", youth: made % 3 === 0 });
      expect(Number(body.cpr.slice(0, 2))).toBeGreaterThan(60);
    }
  });

  test("given values are taken as they are", async () => {
    const given = {
      ...{ kind: "MOCES", alias: "Karen.Blixen", password: "Babette1", name: "Karen Blixen", cpr: "7704850000" },
      ...{ cvr: "12345678", companyName: "Rungsted Kaffe", address: "Rungstedvej 111", email: "karen@example.dk" },
    };
    const { status, body } = await call("POST", "/api/identities", given);
    expect(status).toBe(201);
    expect(body).toMatchObject(given);
    expect(simulator.ca.findIssued(body.serial)?.subject).toMatchObject({
      commonName: "Karen Blixen",
      cvr: "12345678",
    });
  });

  test("an employee needs no CPR number", async () => {
    const wish = {
      kind: "MOCES",
      alias: "no-cpr-1",
      password: "abcd1234",
      name: "A B",
      cvr: "12345678",
      companyName: "C",
    };
    const { status, body } = await call("POST", "/api/identities", wish);
    expect([status, body.cpr]).toEqual([201, undefined]);
  });

  test("a second NemID of the same person has the same PID", async () => {
    const first = await call("POST", "/api/identities", { autofill: true, kind: "POCES" });
    const second = await call("POST", "/api/identities", { autofill: true, kind: "POCES", cpr: first.body.cpr });
    expect(second.body.pid).toBe(first.body.pid);
  });

  test.each<[string, object | string, RegExp]>([
    ["an unknown member", { autofill: true, kind: "POCES", colour: "blue" }, /colour/],
    ["no kind", { autofill: true }, /^kind: /],
    ["an unknown kind", { autofill: true, kind: "VOCES" }, /^kind: /],
    ["a number where a text belongs", { autofill: true, kind: "POCES", name: 4 }, /^name: /],
    ["a text where a truth value belongs", { autofill: "yes", kind: "POCES" }, /^autofill: /],
    ["a CPR number of nine digits", { autofill: true, kind: "POCES", cpr: "123456789" }, /^cpr: must be ten digits/],
    ["a CPR number without a date", { autofill: true, kind: "POCES", cpr: "3213450000" }, /^cpr: holds no date/],
    ["a CVR number that begins with 0", { autofill: true, kind: "MOCES", cvr: "01234567" }, /^cvr: /],
    ["a name with a control character", { autofill: true, kind: "POCES", name: "A\u0085B" }, /^name: /],
    ["a name with half of a surrogate pair", { autofill: true, kind: "POCES", name: "A\ud83d" }, /^name: /],
    ["an unknown status", { autofill: true, kind: "POCES", status: "asleep" }, /^status: /],
    [
      "no autofill and no name",
      { kind: "POCES", alias: "someone", password: "abcd1234", cpr: "6101010000" },
      /^name: missing/,
    ],
    [
      "an employee without company",
      { kind: "MOCES", alias: "someone", password: "abcd1234", name: "N" },
      /cvr, companyName: missing/,
    ],
    ["a short alias", { autofill: true, kind: "POCES", alias: "abcd" }, /^alias: must have 5 to 48/],
    [
      "an alias that reads as a CPR number",
      { autofill: true, kind: "POCES", alias: "6101010000" },
      /^alias: may not look like/,
    ],
    ["a password without digit", { autofill: true, kind: "POCES", password: "abcdefgh" }, /^password: .*one digit/],
    ["a password with æ", { autofill: true, kind: "POCES", password: "æble1234" }, /^password: may hold/],
    [
      "a password with the CPR number",
      { autofill: true, kind: "POCES", cpr: "6101019876", password: "x6101019876" },
      /^password: may not contain/,
    ],
    [
      "four equal characters in a row",
      { autofill: true, kind: "POCES", password: "aaAa1234" },
      /^password: .*four times/,
    ],
    ["a four-digit run", { autofill: true, kind: "POCES", password: "2345" }, /^password: .*run/],
    [
      "a role with an unknown member",
      { autofill: true, kind: "POCES", roles: [{ cvr: "12345678", companyName: "C", role: "signs-alone", x: 1 }] },
      /^roles\.0/,
    ],
    ["an array", "[]", /object/],
    ["text that is not JSON", "{", /not JSON/],
    ["an empty body", "", /not JSON/],
    ["more than 64 KiB", JSON.stringify({ kind: "POCES", name: "x".repeat(70_000) }), /too large: at most 65536/],
  ])("refuses %s, saying what is wrong", async (_what, body, error) => {
    const answer = await call("POST", "/api/identities", body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatch(error);
  });

  test("refuses another content type", async () => {
    const answer = await call("POST", "/api/identities", '{"autofill":true,"kind":"POCES"}', {
      "Content-Type": "text/plain",
    });
    expect(answer).toEqual({ status: 400, body: { error: "the body must be application/json" } });
  });

  test("refuses bytes that are not UTF-8", async () => {
    const response = await fetch(`${simulator.url}/api/identities`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
    });
    expect([response.status, await response.json()]).toEqual([400, { error: "the body is not UTF-8" }]);
  });

  test("answers 409 to an alias that is taken, in any letter case, and keeps the first", async () => {
    const answer = await call("POST", "/api/identities", { autofill: true, kind: "POCES", alias: alias.toUpperCase() });
    expect(answer.status).toBe(409);
    expect(simulator.identities().filter((one) => one.alias.toLowerCase() === alias)).toHaveLength(1);
  });

  test("refuses a request that a page of another site makes the browser send", async () => {
    const answer = await call(
      "POST",
      "/api/identities",
      { autofill: true, kind: "POCES" },
      { "Sec-Fetch-Site": "cross-site" },
    );
    expect(answer).toEqual({ status: 400, body: { error: "the request comes from another site" } });
  });
});

describe("other calls on identities", () => {
  test("GET lists them in the order they were made, the ready-made first", async () => {
    const { body } = await call("GET", "/api/identities");
    expect(
      body.identities.slice(0, 3).map(({ kind, pseudonym }: { kind: string; pseudonym: boolean }) => [kind, pseudonym]),
    ).toEqual([
      ["POCES", false],
      ["MOCES", false],
      ["POCES", true],
    ]);
  });

  test("PATCH changes the status and nothing else", async () => {
    const { body } = await call("POST", "/api/identities", { autofill: true, kind: "POCES" });
    expect((await call("PATCH", `/api/identities/${body.alias}`, { status: "locked" })).body.status).toBe("locked");
    expect((await call("PATCH", `/api/identities/${body.alias}`, { status: "locked", name: "X" })).status).toBe(400);
    expect((await call("PATCH", `/api/identities/${body.alias}`, {})).status).toBe(400);
  });

  test.each(["", "/log", "/keycard"])("GET of an unknown alias%s is 404", async (tail) =>
    expect(await call("GET", `/api/identities/nobody${tail}`)).toEqual({
      status: 404,
      body: { error: "there is no identity of this alias" },
    }),
  );

  test("POST of a key card refuses more codes than a card has", async () => {
    expect((await call("POST", `/api/identities/${alias}/keycard`, { codesLeft: 149 })).status).toBe(400);
    expect((await call("POST", `/api/identities/${alias}/keycard`, { codesLeft: 1.5 })).status).toBe(400);
  });

  test("a new card has another id and void old codes", async () => {
    const before = await call("GET", `/api/identities/${alias}/keycard`);
    const after = await call("POST", `/api/identities/${alias}/keycard`, {});
    expect(after.status).toBe(201);
    expect(after.body.id).not.toBe(before.body.id);
  });
});

describe("merchants", () => {
  const merchant = { cvr: "12345678", name: "Kaffe ApS", friendlyName: "Kaffe", pidCpr: "match" };

  test("POST gives what a new customer needs", async () => {
    const { status, body } = await call("POST", "/api/merchants", merchant);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...merchant, status: "active", password: "Bond007" });
    expect(body.spid).toMatch(/^\d+$/);
    expect(simulator.ca.findIssued(body.serial)).toMatchObject({
      kind: "VOCES",
      subject: { cvr: "12345678", uid: body.uid },
    });
    expect(Buffer.from(body.p12, "base64")[0]).toBe(0x30);
  });

  test("a SPID can be chosen once", async () => {
    expect((await call("POST", "/api/merchants", { ...merchant, spid: "4711" })).body.spid).toBe("4711");
    expect((await call("POST", "/api/merchants", { ...merchant, spid: "4711" })).status).toBe(409);
  });

  test.each([
    ["an unknown member", { ...merchant, colour: "blue" }],
    ["no friendly name", { ...merchant, friendlyName: undefined }],
    ["an unknown right", { ...merchant, pidCpr: "all" }],
    ["a SPID that is no number", { ...merchant, spid: "abc" }],
    ["a name with a line feed", { ...merchant, name: "a\nb" }],
  ])("refuses %s", async (_what, wish) => expect((await call("POST", "/api/merchants", wish)).status).toBe(400));

  test("an unknown SPID is 404", async () => {
    expect((await call("GET", "/api/merchants/999")).status).toBe(404);
    expect((await call("PATCH", "/api/merchants/999", { status: "active" })).status).toBe(404);
  });
});

describe("POST /api/client", () => {
  const honest = { parameters: "{}", origin: "https://sp.example", userId: "someone", password: "x", code: "auto" };

  test.each([
    ["no origin", { ...honest, origin: undefined }],
    ["a code of five digits", { ...honest, code: "12345" }],
    ["parameters that are a number", { ...honest, parameters: 1 }],
    ["an unknown certificate kind", { ...honest, certificate: "VOCES" }],
    ["an unknown member", { ...honest, pin: "1234" }],
  ])("refuses %s", async (_what, body) => expect((await call("POST", "/api/client", body)).status).toBe(400));

  test("bad parameters are answered as the iframe would: 200 and a code", async () => {
    const { status, body } = await call("POST", "/api/client", honest);
    expect([status, body]).toEqual([
      200,
      { command: "changeResponseAndSubmit", content: Buffer.from("APP001").toString("base64") },
    ]);
  });
});

describe("what is nowhere", () => {
  test.each([
    ["GET", "/api/nothing", 404],
    ["DELETE", "/api/identities", 405],
    ["GET", "/launcher/background/1", 404],
  ])("%s %s is %i, as JSON", async (method, path, status) => {
    const answer = await call(method, path);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatch(/address/);
  });
});
