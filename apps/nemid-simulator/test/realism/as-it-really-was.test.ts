import type { X509Certificate } from "node:crypto";
import { createTestCa, type IssuedCertificate, testKeys } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, test } from "vitest";
import { drawManner, signInManner } from "../../src/realism/manner.js";
import { respellTimestamp } from "../../src/realism/respell-timestamp.js";
import { handClock, logInAt, startForTest } from "../start-for-test.js";
import { certificatesIn, signatureHolds, statementsIn } from "./verify-independently.js";

const SENT = "2026-03-02 11:00:00+0100";
const SAID = [
  { name: "RequestIssuer", value: "Blåbær & Søn <A>", encoding: "base64", visible: true },
  { name: "challenge", value: 'to\nlinjer "og" <tegn>', encoding: "xml" },
  { name: "TimeStamp", value: SENT, encoding: "xml" },
  { name: "action", value: "logon", encoding: "xml" },
  { name: "identityAssuranceLevel", value: "2", encoding: "xml" },
] as const;

let person: IssuedCertificate;
beforeAll(async () => {
  person = await (await createTestCa({ baseUrl: "http://localhost:8090", keys: testKeys() })).issuePoces();
});

const write = (seed: string, number = 0): string =>
  Buffer.from(signInManner(person, { properties: SAID, documents: [] }, drawManner(seed, number))).toString("utf8");
const SEEDS = Array.from({ length: 200 }, (_, at) => `seed ${at}`);
const isUser = ({ serialNumber }: X509Certificate): boolean =>
  BigInt(`0x${serialNumber}`) === BigInt(`0x${person.serial}`);
const placesIn = (xml: string): string =>
  certificatesIn(xml)
    .map((certificate) =>
      isUser(certificate) ? "user" : certificate.subject === certificate.issuer ? "root" : "issuing",
    )
    .join("-");

describe("over two hundred seeds", () => {
  let messages: string[];
  beforeAll(() => {
    messages = SEEDS.map((seed) => write(seed));
  });

  test("every message verifies by a library that knows nothing of NemID, and says the same", () => {
    for (const xml of messages) {
      expect(signatureHolds(xml, certificatesIn(xml).find(isUser)!)).toBe(true);
      const { RequestIssuer, challenge, action } = Object.fromEntries(statementsIn(xml));
      expect([RequestIssuer?.value, challenge?.value, action?.value]).toEqual([SAID[0].value, SAID[1].value, "logon"]);
    }
  });

  test("no message verifies when what it says is changed", () => {
    for (const xml of messages.slice(0, 50)) {
      const changed = xml.replace("linjer", "Linjer");
      expect(changed).not.toBe(xml);
      expect(signatureHolds(changed, certificatesIn(xml).find(isUser)!)).toBe(false);
    }
  });

  const seen = (look: (xml: string) => unknown) => new Set(messages.map(look));
  const stated = (name: string, part: "value" | "encoding") => (xml: string) => statementsIn(xml).get(name)?.[part];

  test("certificates come in every order, with the root and without", () => {
    expect(seen(placesIn)).toEqual(
      new Set(["issuing-user-root", "user-issuing-root", "root-issuing-user", "issuing-user", "user-issuing"]),
    );
  });

  test("the time comes in every spelling and encoding, and is always the same moment", () => {
    expect(seen(stated("TimeStamp", "value"))).toEqual(
      new Set([SENT, String(Date.parse("2026-03-02T10:00:00Z")), "2026-03-02 10:00:00+0000"]),
    );
    expect(seen((xml) => stated("TimeStamp", "encoding")(xml)?.toLowerCase())).toEqual(new Set(["xml", "base64"]));
  });

  test("the assurance level is 1, 2 or absent", () => {
    expect(seen(stated("identityAssuranceLevel", "value"))).toEqual(new Set(["1", "2", undefined]));
  });

  test("the case of encodings varies", () => {
    expect(seen(stated("RequestIssuer", "encoding"))).toEqual(new Set(["base64", "BASE64", "Base64"]));
    expect(seen(stated("action", "encoding"))).toEqual(new Set(["xml", "XML", "Xml"]));
  });

  test("line ends, wrapping and order of attributes vary", () => {
    expect(seen((xml) => xml.includes("\r\n"))).toEqual(new Set([true, false]));
    expect(seen((xml) => /VisibleToSigner="\w+" Encoding=/.test(xml))).toEqual(new Set([true, false]));
    const width = (xml: string) => /<ds:SignatureValue>\s*([^\s<]+)/.exec(xml)?.[1]?.length;
    expect(seen(width)).toEqual(new Set([76, 64, 344]));
  });

  test("latency varies and is bounded", () => {
    const latencies = SEEDS.map((seed) => drawManner(seed, 0).latencyMs);
    expect(Math.min(...latencies)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...latencies)).toBeLessThanOrEqual(250);
    expect(new Set(latencies).size).toBeGreaterThan(50);
  });
});

test("the same seed and number give the same bytes, another number or seed others", () => {
  expect(write("a", 3)).toBe(write("a", 3));
  const manners = ["a", "b"].flatMap((seed) => [0, 1, 2, 3].map((number) => JSON.stringify(drawManner(seed, number))));
  expect(new Set(manners).size).toBe(8);
});

describe("a time in another spelling", () => {
  test.each([
    ["a date", SENT, "milliseconds", "1772445600000"],
    ["milliseconds", "1772445600000", "date", "2026-03-02 10:00:00+0000"],
    ["milliseconds that no date can hold", "1772445600001", "date", "1772445600001"],
    ["nothing known", "yesterday", "milliseconds", "yesterday"],
  ] as const)("of %s", (_what, sent, spelling, told) => expect(respellTimestamp(sent, spelling)).toBe(told));
});

describe("a simulator in this mode", () => {
  const logInsOf = async (seed: string | undefined, count: number) => {
    const clock = handClock();
    const simulator = await startForTest({ clock, ...(seed !== undefined && { asItReallyWas: seed }) });
    const { alias, password } = simulator.identities()[0]!;
    const logIn = logInAt(simulator, clock.now);
    const messages: string[] = [];
    for (let at = 0; at < count; at++) messages.push(await logIn({ userId: alias, password }));
    return { simulator, messages, again: () => logIn({ userId: alias, password }) };
  };
  /** What a message is like, without what differs from one simulator to the next. */
  const looksOf = (xml: string) => [
    xml.includes("\r\n"),
    /VisibleToSigner="\w+" Encoding=/.test(xml),
    /<ds:SignatureValue>\s*([^\s<]+)/.exec(xml)?.[1]?.length,
    certificatesIn(xml).length,
    [...statementsIn(xml)].map(([name, { encoding }]) => `${name} ${encoding}`),
  ];

  test("writes by seed and number of the message, and every one verifies", async () => {
    const [one, same, other] = [await logInsOf("x", 4), await logInsOf("x", 4), await logInsOf("y", 4)];
    expect(same.messages.map(looksOf)).toEqual(one.messages.map(looksOf));
    expect(other.messages.map(looksOf)).not.toEqual(one.messages.map(looksOf));
    for (const xml of one.messages) expect(signatureHolds(xml, certificatesIn(xml).find(({ ca }) => !ca)!)).toBe(true);
  });

  test("is switched while it runs, from the handle and by the API", async () => {
    const { simulator, messages, again } = await logInsOf(undefined, 1);
    const put = (body: unknown) =>
      fetch(`${simulator.url}/api/as-it-really-was`, {
        ...{ method: "PUT", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } },
      });
    const usual = looksOf(messages[0]!);
    expect(await (await put({ seed: "x" })).json()).toEqual({ seed: "x" });
    const [first, second] = [looksOf(await again()), looksOf(await again())];
    simulator.setAsItReallyWas("x");
    expect(looksOf(await again())).toEqual(first); // counted from the beginning
    expect([first, second]).not.toEqual([usual, usual]);
    expect(await (await put({ seed: null })).json()).toEqual({ seed: null });
    expect(looksOf(await again())).toEqual(usual);
  });

  test.each([{}, { seed: "" }, { seed: 7 }, { seed: "x", more: 1 }, { seed: "x".repeat(201) }])(
    "refuses %o",
    async (body) => {
      const { simulator } = await logInsOf(undefined, 0);
      const response = await fetch(`${simulator.url}/api/as-it-really-was`, {
        ...{ method: "PUT", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } },
      });
      expect(response.status).toBe(400);
    },
  );

  test("leaves attacks and error codes what they are", async () => {
    const { simulator, again } = await logInsOf("x", 0);
    const { alias } = simulator.identities()[0]!;
    simulator.setScenario(alias, { scenario: "attack-comment-in-value" });
    expect(await again()).toContain("<!--");
    simulator.setScenario(alias, { scenario: "error-code", code: "SRV004" });
    expect(await again()).toBe("SRV004");
  });
});
