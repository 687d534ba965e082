import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { handClock, logInAt, startForTest } from "./start-for-test.js";

const HOUR = 60 * 60_000;
const clock = handClock();
let simulator: RunningSimulator;
let user: { alias: string; password: string };
beforeAll(async () => {
  simulator = await startForTest({ clock });
});
beforeEach(async () => {
  user = await simulator.createIdentity({ autofill: true, kind: "POCES" });
});

const attempt = (password = user.password, code = "auto") =>
  logInAt(simulator, clock.now)({ userId: user.alias, password, code });
const status = () => simulator.identities().find(({ alias }) => alias === user.alias)?.status;

/** The outcomes of so many tries with a wrong password. */
async function wrongPasswords(count: number): Promise<string[]> {
  const outcomes = [];
  for (let tried = 0; tried < count; tried++) outcomes.push(await attempt("wrong123"));
  return outcomes;
}
const AGAIN = "stuck at log-in: wrong-login";

describe("wrong passwords", () => {
  test("five in a row: LOCK001 now, AUTH004 for eight hours even with the right one, then open again", async () => {
    expect(await wrongPasswords(5)).toEqual([AGAIN, AGAIN, AGAIN, AGAIN, "LOCK001"]);
    expect(status()).toBe("quarantined");
    expect(await attempt()).toBe("AUTH004");
    clock.pass(8 * HOUR - 1);
    expect(await attempt()).toBe("AUTH004");
    clock.pass(1);
    expect(await attempt()).toMatch(/^<\?xml/);
    expect(status()).toBe("valid");
  });

  test("another run after the quarantine: LOCK002 now, AUTH005 for good", async () => {
    await wrongPasswords(5);
    clock.pass(8 * HOUR);
    expect(await wrongPasswords(5)).toEqual([AGAIN, AGAIN, AGAIN, AGAIN, "LOCK002"]);
    clock.pass(1000 * HOUR);
    expect(await attempt()).toBe("AUTH005");
    expect(status()).toBe("locked");
  });

  test("a right password in between starts the count anew", async () => {
    await wrongPasswords(4);
    expect(await attempt()).toMatch(/^<\?xml/);
    expect(await wrongPasswords(4)).toEqual([AGAIN, AGAIN, AGAIN, AGAIN]);
  });

  test("a whole log-in after the quarantine makes the next run a first one", async () => {
    await wrongPasswords(5);
    clock.pass(8 * HOUR);
    await attempt();
    expect((await wrongPasswords(5)).at(-1)).toBe("LOCK001");
  });

  test("three are enough with a four-digit password", async () => {
    user = await simulator.createIdentity({ autofill: true, kind: "POCES", password: "4821" });
    expect(await wrongPasswords(3)).toEqual([AGAIN, AGAIN, "LOCK001"]);
  });

  test("of one user lock no other", async () => {
    await wrongPasswords(5);
    user = await simulator.createIdentity({ autofill: true, kind: "POCES" });
    expect(await attempt()).toMatch(/^<\?xml/);
  });

  test("an unknown user-id never locks and never tells that it is unknown", async () => {
    user = { alias: "nobody-0000", password: "whatever1" };
    for (let tried = 0; tried < 7; tried++) expect(await attempt()).toBe(AGAIN);
  });

  test("an empty field is no try", async () => {
    for (let tried = 0; tried < 7; tried++) expect(await attempt("")).toBe("stuck at log-in: login-missing");
    expect(await attempt()).toMatch(/^<\?xml/);
  });
});

describe("wrong codes", () => {
  const WRONG = "stuck at key-card: wrong-code";
  const wrongCode = () => attempt(user.password, "000000");

  test("five: LOCK003 now, AUTH007 for good", async () => {
    const outcomes = [];
    for (let tried = 0; tried < 5; tried++) outcomes.push(await wrongCode());
    expect(outcomes).toEqual([WRONG, WRONG, WRONG, WRONG, "LOCK003"]);
    expect(await attempt()).toBe("AUTH007");
    clock.pass(1000 * HOUR);
    expect(await attempt()).toBe("AUTH007");
  });

  test("a right code in between starts the count anew", async () => {
    for (let tried = 0; tried < 4; tried++) await wrongCode();
    expect(await attempt()).toMatch(/^<\?xml/);
    for (let tried = 0; tried < 4; tried++) expect(await wrongCode()).toBe(WRONG);
  });
});

describe("status set from outside", () => {
  test.each([
    ["locked", "AUTH005"],
    ["quarantined", "AUTH004"],
  ] as const)("%s ends with %s, and valid lifts it", async (wanted, code) => {
    await simulator.setStatus(user.alias, wanted);
    expect([status(), await attempt()]).toEqual([wanted, code]);
    await simulator.setStatus(user.alias, "valid");
    expect(await attempt()).toMatch(/^<\?xml/);
  });

  test("an identity can be made in any status", async () => {
    for (const wanted of ["valid", "revoked", "expired", "locked", "quarantined"] as const)
      expect((await simulator.createIdentity({ autofill: true, kind: "POCES", status: wanted })).status).toBe(wanted);
  });

  test("revoked signs with a certificate the CA has revoked, valid with a new one", async () => {
    const first = await currentSerial();
    await simulator.setStatus(user.alias, "revoked");
    expect(simulator.ca.findRevocation(first)).toBeDefined();
    expect(await attempt()).toMatch(/^<\?xml/);
    await simulator.setStatus(user.alias, "valid");
    const renewed = await currentSerial();
    expect(renewed).not.toBe(first);
    expect(simulator.ca.findRevocation(renewed)).toBeUndefined();
  });

  test("expired signs with a certificate that ended before now", async () => {
    await simulator.setStatus(user.alias, "expired");
    const issued = simulator.ca.findIssued(await currentSerial())!;
    expect(issued.notAfter.getTime()).toBeLessThan(clock.now().getTime());
    expect(await attempt()).toMatch(/^<\?xml/);
  });

  test("OCES004: a child under fifteen has no OCES", async () => {
    user = await simulator.createIdentity({ autofill: true, kind: "POCES", cpr: "6103126000" }); // born 2012
    expect(await attempt()).toBe("OCES004");
  });

  async function currentSerial(): Promise<string> {
    const response = await fetch(`${simulator.url}/api/identities/${user.alias}`);
    return ((await response.json()) as { serial: string }).serial;
  }
});

describe("two sessions at once", () => {
  test("AUTH010: a code for another prompt than the newest", async () => {
    const { buildParameters, ORIGIN, signerOf } = await import("./build-parameters.js");
    const signer = signerOf(simulator, simulator.merchant("1001"));
    const send = async (path: string, body: object) =>
      (await (
        await fetch(`${simulator.url}/launcher/ceremonies${path}`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(body),
        })
      ).json()) as { id: string; screen: string; end?: { content: string } };
    const logIn = async () => {
      const TIMESTAMP = String(clock.now().getTime());
      const parameters = JSON.stringify(buildParameters(signer, { before: { TIMESTAMP } }));
      const { id } = await send("", { parameters, origin: ORIGIN, mode: "lmt" });
      await send(`/${id}`, { act: "log-in", userId: user.alias, password: user.password, remember: false });
      return id;
    };
    const older = await logIn();
    await logIn();
    const { end } = await send(`/${older}`, { act: "key-card", code: "123456" });
    expect(Buffer.from(end!.content, "base64").toString()).toBe("AUTH010");
  });
});
