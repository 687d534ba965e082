/** The code file client without a browser: POST /api/client and simulator.client. */
import type { HeadlessLogIn, RunningSimulator } from "@eid-gateway/nemid-simulator";
import { DOMParser } from "@xmldom/xmldom";
import { beforeAll, describe, expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import { type Changes, ORIGIN, type Signer, signerOf } from "../build-parameters.js";
import { readResponse } from "../read-response.js";
import { handClock, startForTest } from "../start-for-test.js";
import { additional, base64, buildCodeFileParameters } from "./code-file-parameters.js";

const clock = handClock();
let simulator: RunningSimulator;
let signer: Signer;
let person: { alias: string; password: string };
let employee: { alias: string; password: string };
beforeAll(async () => {
  simulator = await startForTest({ clock });
  signer = signerOf(simulator, simulator.merchant("1001"));
  person = await simulator.createIdentity({ autofill: true, kind: "POCES" });
  employee = await simulator.createIdentity({ autofill: true, kind: "MOCES" });
});

const run = (changes: Changes = {}, { alias, password } = person, more: Partial<HeadlessLogIn> = {}) => {
  const parameters = JSON.stringify(buildCodeFileParameters(signer, changes));
  return simulator.client({ parameters, origin: ORIGIN, userId: alias, password, ...more });
};
/** What was posted, decoded, or where the person would be stuck. */
async function logIn(...asked: Parameters<typeof run>): Promise<string> {
  const outcome = await run(...asked);
  if ("stuck" in outcome) return `stuck: ${outcome.stuck.problem}`;
  const text = Buffer.from(outcome.content, "base64").toString();
  return outcome.command === "changeResponseAndSubmit" ? text : `${outcome.command} ${text}`;
}
const filtered = (values: Readonly<Record<string, string>>): Changes => ({
  before: { ADDITIONAL_PARAMS: additional(values) },
});

describe("a log-in", () => {
  test("states what OpenSign stated, all in base64, without a time stamp", async () => {
    const { properties } = readResponse(await logIn({ before: { SIGN_PROPERTIES: "challenge=a<b;other=2" } }), 0);
    expect(properties).toEqual([
      ["SIGNTEXT", base64("OpenLogon 2023-03-14 12:00:00"), "base64", "no"],
      ["RequestIssuer", base64("Blåbær & Søn"), "base64", "yes"],
      ["challenge", base64("a<b"), "base64", "no"],
      ["other", base64("2"), "base64", "no"],
      ["action", "bG9nb24=", "base64", "no"],
    ]);
  });

  test("is written in OpenSign's dialect, the user's certificate first", async () => {
    const xml = await logIn();
    expect(xml).toContain('<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="OpensignSignature">');
    expect(new Set(xml.match(/ Target="[^"]*"/g))).toEqual(new Set([' Target="#OpensignSignature"']));
    const { certificates, isSigned } = readResponse(xml, 0);
    expect(isSigned).toBe(true);
    const [user, issuing, root] = certificates;
    expect([user!.checkIssued(issuing!), issuing!.checkIssued(root!), root!.ca]).toEqual([true, true, true]);
    expect(simulator.ca.findIssued(user!.serialNumber)?.kind).toBe("POCES");
  });

  test("holds, says a library that knows nothing of NemID", async () => {
    const xml = await logIn();
    const verifier = new SignedXml({
      publicCert: readResponse(xml, 0).certificates[0]!.toString(),
      getCertFromKeyInfo: () => null,
    });
    const [signature] = [...new DOMParser().parseFromString(xml, "text/xml").getElementsByTagName("ds:Signature")];
    verifier.loadSignature(String(signature));
    expect(verifier.checkSignature(xml)).toBe(true);
  });

  test("works through the API, with the parameters as an object and without a code", async () => {
    const parameters = buildCodeFileParameters(signer);
    const response = await fetch(`${simulator.url}/api/client`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ parameters, origin: ORIGIN, userId: person.alias, password: person.password }),
    });
    const { command, content } = (await response.json()) as { command: string; content: string };
    expect([response.status, command]).toEqual([200, "changeResponseAndSubmit"]);
    expect(readResponse(Buffer.from(content, "base64").toString(), 0).isSigned).toBe(true);
  });

  test("leaves no trace in the use log, as the signature is made where the key is", async () => {
    await logIn();
    const log = await fetch(`${simulator.url}/api/identities/${person.alias}/log`);
    expect(await log.json()).toEqual({ uses: [] });
  });
});

test("a signing states the text first, visible and exactly as it was sent", async () => {
  const SIGNTEXT = base64("Jeg skylder dig 3 kr.\r\n");
  const { properties } = readResponse(await logIn({ before: { CLIENTFLOW: "sign", SIGNTEXT } }), 0);
  expect(properties[0]).toEqual(["signtext", SIGNTEXT, "base64", "yes"]);
  expect(properties.at(-1)).toEqual(["action", base64("sign"), "base64", "no"]);
});

describe("the key file", () => {
  test("of a person is refused where employees are wanted, and the reverse", async () => {
    const [persons, employees] = [filtered({ subjectdnfilter: "PID:" }), filtered({ subjectdnfilter: "RID:" })];
    expect(await logIn(employees, person)).toBe("stuck: other-kind");
    expect(await logIn(persons, employee)).toBe("stuck: other-kind");
    expect(await logIn(employees, employee)).toMatch(/^<\?xml/);
    expect(await logIn(persons, person)).toMatch(/^<\?xml/);
  });

  test("of the test environment is refused where production is wanted", async () =>
    expect(await logIn(filtered({ issuerdnfilter: "TRUST2408 OCES" }))).toBe("stuck: other-kind"));

  test("is opened by its own password, in its own letter case, and locks nobody out", async () => {
    for (let tries = 0; tries < 6; tries++)
      expect(await logIn({}, { ...person, password: person.password.toUpperCase() })).toBe("stuck: wrong-password");
    expect(await logIn()).toMatch(/^<\?xml/);
  });

  test("of nobody is missing", async () =>
    expect(await logIn({}, { alias: "nobody-here", password: "secret12" })).toBe("stuck: file-missing"));

  test.each(["revoked", "expired"] as const)("that is %s signs: the service provider is to judge", async (status) => {
    const user = await simulator.createIdentity({ autofill: true, kind: "POCES", status });
    expect(readResponse(await logIn({}, user), 0).isSigned).toBe(true);
  });

  test("of a user whose NemID is locked signs: the operator is not asked", async () => {
    const user = await simulator.createIdentity({ autofill: true, kind: "POCES", status: "locked" });
    expect(await logIn({}, user)).toMatch(/^<\?xml/);
  });
});

describe("a scenario", () => {
  const play = async (scenario: Parameters<RunningSimulator["setScenario"]>[1]) => {
    const user = await simulator.createIdentity({ autofill: true, kind: "POCES" });
    simulator.setScenario(user.alias, scenario);
    return user;
  };

  test("of an error code ends with the error of a log-in, or of a signing", async () => {
    const user = await play({ scenario: "error-code", code: "APP003" });
    expect(await logIn({}, user)).toBe("logonError APP003");
    expect(await logIn({ before: { CLIENTFLOW: "sign", SIGNTEXT: "YQ==" } }, user)).toBe("signError APP003");
  });

  test("of another certificate signs with that", async () => {
    const { certificates } = readResponse(await logIn({}, await play({ scenario: "certificate-voces" })), 0);
    expect(simulator.ca.findIssued(certificates[0]!.serialNumber)?.kind).toBe("VOCES");
  });

  test("of a replay posts what this client posted before", async () => {
    const user = await play({ scenario: "none" });
    const first = await logIn({}, user);
    simulator.setScenario(user.alias, { scenario: "replay" });
    expect(await logIn({ before: { SIGN_PROPERTIES: "challenge=2" } }, user)).toBe(first);
  });

  test("differs from a good response, but for those of the time stamp, which this dialect has not", async () => {
    const answer = await fetch(`${simulator.url}/api/scenarios`);
    const { scenarios } = (await answer.json()) as { scenarios: { id: string; needs?: string; of?: string }[] };
    const user = await play({ scenario: "none" });
    const honest = await logIn({}, user);
    const unchanged = [];
    for (const { id, needs, of } of scenarios) {
      if (of === "signing") continue; // test/signing/scenarios.test.ts
      simulator.setScenario(user.alias, { scenario: id, ...(needs && { code: "SRV004" }) });
      if ((await logIn({}, user)) === honest) unchanged.push(id);
    }
    expect(unchanged).toEqual(["none", "timestamp-other", "timestamp-absent", "replay"]);
    expect(scenarios.length).toBeGreaterThan(30);
  });

  test("is over after the log-ins it was set for", async () => {
    const user = await play({ scenario: "garbage", times: 1 });
    expect(await logIn({}, user)).toBe("neither a signed message nor an error code");
    expect(await logIn({}, user)).toMatch(/^<\?xml/);
  });
});

test("a message shown to a person is 409 through the API, with nothing posted", async () => {
  const parameters = buildCodeFileParameters(signer);
  const response = await fetch(`${simulator.url}/api/client`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ parameters, origin: ORIGIN, userId: person.alias, password: "wrong" }),
  });
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ screen: "key-file", problem: "wrong-password" });
});
