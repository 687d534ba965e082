import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCaller } from "../../../src/doors/soap/read-caller.js";
import { envelope, post, request } from "./call.js";
import { LEAST_REQUEST } from "./full-order.js";
import { customer, type Doors, PASSWORD, startDoors, TOKEN } from "./start-doors.js";

let doors: Doors;
beforeAll(async () => {
  const awkward = { ...customer("awkward"), password: 'Bond & "007" <é>' };
  doors = await startDoors({ maxBytes: 2_000_000, customers: [customer("demo"), customer("other"), awkward] });
});
afterAll(() => doors.stop());

/** Larger than what is read of anybody. */
const DATA = Buffer.alloc(60_000, "letter ").toString("base64");
const WITH_DOCUMENT = LEAST_REQUEST.replace(
  "<request>",
  `<request><document xsi:type="n:provided-document" id="d" mime-type="text/plain"><data>${DATA}</data><description>D</description></document>`,
);
const CALL = request("createRequest", WITH_DOCUMENT);
const LARGE = envelope(CALL);
/** A message that the reader stumbles over after a while: who is told so had it read. */
const brokenBy = (password: string, service = "demo") =>
  envelope(request("createRequest", `${WITH_DOCUMENT}<broken`, service, password));
let address = 0;
const elsewhere = () => ({ "x-test-address": `192.0.2.${++address}` });
const codeOf = async (message: string | Uint8Array, headers: Record<string, string> = elsewhere()) =>
  (await post(doors.url, message, headers)).fault?.code;

describe("a large message is read", () => {
  it.each<[string, string | Uint8Array, Record<string, string>?]>([
    ["of a caller who is known", LARGE],
    [
      "with other prefixes and attributes",
      LARGE.replace("<service>", `<n:service xmlns:x="urn:x">`).replace("</service>", "</n:service>"),
    ],
    ["behind headers and comments", envelope(CALL, "<s:Header><!-- mine --><trace>17</trace></s:Header>")],
    ["in UTF-16", Buffer.from(`\ufeff${LARGE}`, "utf16le")],
    ...["", " "].map((shift): [string, Uint8Array] => [
      `in UTF-16, its start ending within a character, or not${shift}`,
      Buffer.from(
        `\ufeff${LARGE.replace("<request>", `<!--${shift}${"\u{1f58b}".repeat(5_000)}--><request>`)}`,
        "utf16le",
      ),
    ]),
    ["with a token, whatever the password", LARGE.replace(PASSWORD, ""), { authorization: `Bearer ${TOKEN}` }],
    [
      "with a token and an empty password",
      LARGE.replace(`<password>${PASSWORD}</password>`, "<password/>"),
      { authorization: `Bearer ${TOKEN}` },
    ],
    [
      "with a password of markup",
      envelope(request("createRequest", WITH_DOCUMENT, "awkward", "Bond &amp; &quot;007&quot; &lt;&#xe9;>")),
    ],
  ])("%s", async (_what, message, headers = {}) => {
    expect((await post(doors.url, message, { ...elsewhere(), ...headers })).fault).toBeUndefined();
  });

  it("of a caller who is known, and then refused for what is wrong with it", async () => {
    expect(await codeOf(brokenBy(PASSWORD))).toBe("malformed-message");
  });
});

describe("a large message is not read", () => {
  it.each([
    ["of a wrong password", () => brokenBy("guess")],
    ["of an unknown service", () => brokenBy(PASSWORD, "nobody")],
    ["of another service's password", () => brokenBy(PASSWORD, "awkward")],
    ["of an empty password", () => brokenBy("")],
  ])("%s: what is broken in it is not found", async (_what, message) => {
    expect(await codeOf(message())).toBe("unknown-service-or-password");
  });

  it("of an address that has guessed too often, and small ones neither", async () => {
    const from = elsewhere();
    for (let guess = 0; guess < 10; guess++)
      expect(await codeOf(brokenBy("guess"), from)).toBe("unknown-service-or-password");
    expect(await codeOf(brokenBy(PASSWORD), from)).toBe("too-many-guesses");
    expect(await codeOf(LARGE)).toBeUndefined();
  });

  it.each([
    [
      "neither of them",
      (text: string) => text.replace("<service>demo</service>", "").replace(`<password>${PASSWORD}</password>`, ""),
    ],
    ["no service", (text: string) => text.replace("<service>demo</service>", "")],
    ["no password", (text: string) => text.replace(`<password>${PASSWORD}</password>`, "")],
    [
      "the password behind its documents",
      (text: string) =>
        text
          .replace(`<password>${PASSWORD}</password>`, "")
          .replace("</create-request-request>", `<password>${PASSWORD}</password></create-request-request>`),
    ],
    [
      "headers of 16 kB",
      (text: string) => text.replace("<s:Body>", `<s:Header><trace>${"x".repeat(16_384)}</trace></s:Header><s:Body>`),
    ],
    ["a password of no character", (text: string) => text.replace(PASSWORD, "&#0;")],
  ])("that has at its start %s", async (_what, change) => {
    const { fault } = await post(doors.url, change(LARGE), elsewhere());
    expect(fault).toMatchObject({ faultCode: "soap:Client", code: "malformed-message" });
    expect(fault?.sentence).toMatch(/must begin with service and password/);
  });
});

describe("who a message is from", () => {
  it("is what stands in its elements, not what stands at its start", async () => {
    const decoy = `<s:Header><service>demo</service><password>${PASSWORD}</password></s:Header>`;
    const others = request("createRequest", WITH_DOCUMENT, "other", "guess");
    expect(await codeOf(envelope(others, decoy))).toBe("unknown-service-or-password");
    const before = doors.signing.made.size;
    expect(
      (await post(doors.url, envelope(request("createRequest", WITH_DOCUMENT, "other"), decoy), elsewhere())).status,
    ).toBe(200);
    expect([...doors.signing.made.values()].slice(before).map(({ service }) => service)).toEqual(["other"]);
  });

  it.each([
    ["<service>a</service><password>b</password>", { service: "a", password: "b" }],
    [
      "<x:service\n>a&amp;b</x:service><x:password xsi:type='xsd:string'> b </x:password>",
      { service: "a&b", password: " b " },
    ],
    ["<service>a</service><password/>", { service: "a", password: "" }],
    ["<service>a</service><password xsi:nil='true'/>", { service: "a", password: "" }],
    ["<service>a</service>", undefined],
    ["<services>a</services><password>b</password>", undefined],
    ["<service><b>a</b></service><password>b</password>", undefined],
    ["<service>a&none;</service><password>b</password>", undefined],
  ])("is looked up in %j", (text, expected) => {
    expect(readCaller(Buffer.from(text))).toEqual(expected);
  });
});
