import { readFileSync } from "node:fs";
import {
  findSamlAttribute,
  readSamlResponse,
  SAML_SECURITY_ERRORS,
  writeSamlFailure,
  writeSamlResponse,
} from "@eid-gateway/saml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ANSWER,
  EXPECTED,
  edit,
  FAILURE,
  key,
  later,
  otherKey,
  outcome,
  outcomeOf,
  read,
  signedAnew,
  textOf,
} from "./answers.js";

const message = await writeSamlResponse(ANSWER, key);
const success = textOf(message);
const cancel = textOf(await writeSamlFailure(FAILURE, key));

/** A receiver's memory of ids. */
function memory() {
  const noted = new Map<string, Date>();
  const seen = async (id: string, until: Date) => noted.has(id) || !noted.set(id, until);
  return { noted, seen };
}

describe("a genuine answer", () => {
  it("gives everything that was stated", async () => {
    const login = await readSamlResponse(message.base64, EXPECTED);
    const { recipient: _, ...stated } = ANSWER;
    expect(login).toEqual({ ...stated, responseId: message.responseId });
  });

  it("gives back whatever text it was given", async () => {
    const text = fc.string({ unit: "grapheme" });
    await fc.assert(
      fc.asyncProperty(text, text, async (value, nameIdentifier) => {
        const attributes = [{ namespace: "signicat", name: "plain-name", value }];
        const answer = { ...ANSWER, attributes, subject: { nameIdentifier, format: "urn:x" } };
        const login = await read(textOf(await writeSamlResponse(answer, key)));
        expect([login.attributes[0]?.value, login.subject.nameIdentifier]).toEqual([value, nameIdentifier]);
      }),
      { numRuns: 60, seed: 20086 },
    );
  });

  it("gives an attribute by its namespace and name", async () => {
    const login = await read(success);
    expect(findSamlAttribute(login, "nemid", "pid")).toBe("9208-2002-2-000000000001");
    expect(findSamlAttribute(login, "signicat", "pid")).toBeUndefined();
  });

  it("is read in any base64 of it, wrapped or not, and by any of the pinned certificates", async () => {
    expect(await outcome(success, { certificates: [otherKey.x509, key.x509] })).toBe("logged in");
    expect(await outcomeOf(readSamlResponse(message.base64.replaceAll("\r\n", "\n"), EXPECTED))).toBe("logged in");
  });

  it("gives the audience it was restricted to", async () => {
    const restricted = textOf(await writeSamlResponse({ ...ANSWER, audience: "urn:shop" }, key));
    expect(await read(restricted, { audience: "urn:shop" })).toMatchObject({ audience: "urn:shop" });
  });
});

describe("a genuine refusal", () => {
  it("says why, by code and text", async () => {
    await expect(read(cancel)).rejects.toMatchObject({
      name: "SamlResponseError",
      code: "urn:signicat:error:usercancel",
      text: "The process was aborted by the end user",
      responseId: expect.stringMatching(/^_[0-9a-f]{32}$/),
    });
  });

  it.each([
    ["urn:a; b; c", "urn:a", "b; c"],
    ["no code in it", "samlp:Responder", "no code in it"],
    ["", "samlp:Responder", ""],
  ])("with the message %j has the code %j and the text %j", async (written, code, text) => {
    const xml = await signedAnew(cancel, (unsigned) => {
      return edit(unsigned, /<StatusMessage>.*<\/StatusMessage>/, `<StatusMessage>${written}</StatusMessage>`);
    });
    await expect(read(xml)).rejects.toMatchObject({ name: "SamlResponseError", code, text });
  });

  it("without a message has the status as its code", async () => {
    const xml = await signedAnew(cancel, (unsigned) => edit(unsigned, /<StatusMessage>.*<\/StatusMessage>/, ""));
    expect(await outcome(xml)).toBe("not authenticated: samlp:Responder");
  });
});

describe.each([
  ["success", success, "logged in"],
  ["cancel", cancel, "not authenticated: urn:signicat:error:usercancel"],
])("1. a %s counts only when a pinned certificate signed it", (_name, genuine, ending) => {
  it("ends as it says", async () => {
    expect(await outcome(genuine)).toBe(ending);
  });

  it.each([
    ["no certificate is pinned", { certificates: [] }],
    ["another certificate is pinned", { certificates: [otherKey.x509] }],
  ])("refuses it when %s", async (_case, expected) => {
    expect(await outcome(genuine, expected)).toBe("untrusted-signer");
  });

  it("refuses it with the pinned certificate put beside another key's signature", async () => {
    const pinned = Buffer.from(key.certificate).toString("base64");
    const forged = textOf(
      genuine === success ? await writeSamlResponse(ANSWER, otherKey) : await writeSamlFailure(FAILURE, otherKey),
    );
    expect(await outcome(forged)).toBe("untrusted-signer");
    expect(await outcome(edit(forged, Buffer.from(otherKey.certificate).toString("base64"), pinned))).toBe(
      "bad-signature",
    );
  });

  it("refuses it with a second certificate beside the pinned one", async () => {
    const certificate = /<ds:X509Certificate>.*<\/ds:X509Certificate>/.exec(genuine)![0];
    expect(await outcome(edit(genuine, certificate, certificate + certificate))).toBe("untrusted-signer");
  });

  it("refuses it with any one byte changed", async () => {
    const bytes = Buffer.from(genuine);
    const ends = new Set<string>();
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      ends.add(await outcome(changed));
    }
    expect([...ends].sort()).toEqual(["bad-signature", "unreadable", "untrusted-signer"]);
  });

  it("asks nobody about the id of a message that is not genuine", async () => {
    const { noted, seen } = memory();
    await outcome(edit(genuine, "shop.example", "shap.example"), { seen });
    expect(noted.size).toBe(0);
  });
});

describe("2. an answer counts at its recipient only", () => {
  it.each([
    "https://other.example/saml?state=a%26b&next=%2F",
    "http://shop.example/saml?state=a%26b&next=%2F",
    "https://shop.example/saml",
    "https://shop.example/saml?state=a&b&next=/",
    "https://shop.example/saml?state=a%26b&next=%2F ",
    "https://SHOP.example/saml?state=a%26b&next=%2F",
    "",
  ])("refuses it at %j", async (recipient) => {
    expect(await outcome(success, { recipient })).toBe("other-recipient");
    expect(await outcome(cancel, { recipient })).toBe("other-recipient");
  });
});

describe.each([
  ["success", success, "logged in"],
  ["cancel", cancel, "not authenticated: urn:signicat:error:usercancel"],
])("3. a %s counts for 30 seconds, give or take the clocks", (_name, genuine, ending) => {
  it.each([
    ["a minute early", -60_000, ending],
    ["a moment more", -60_001, "not-yet-valid"],
    ["a minute late", 89_999, ending],
    ["a moment more", 90_000, "expired"],
    ["a day late", 86_400_000, "expired"],
  ])("%s (%i ms): %s", async (_when, ms, expected) => {
    expect(await outcome(genuine, { now: later(ms) })).toBe(expected);
  });

  it("counts to the millisecond where the clocks are one", async () => {
    const at = (ms: number) => outcome(genuine, { now: later(ms), clockSkewMs: 0 });
    expect([await at(-1), await at(0), await at(29_999), await at(30_000)]).toEqual([
      "not-yet-valid",
      ending,
      ending,
      "expired",
    ]);
  });

  it("refuses a receiver that would wait longer, or has no clock", async () => {
    await expect(read(genuine, { clockSkewMs: 60_001 })).rejects.toThrow(RangeError);
    await expect(read(genuine, { clockSkewMs: -1 })).rejects.toThrow(RangeError);
    expect(await outcome(genuine, { now: new Date(Number.NaN) })).toBe("expired");
  });
});

describe("3. an answer counts for its audience", () => {
  it.each([
    ["restricted to another", "urn:other", "urn:shop"],
    ["restricted, to a receiver that expects none", "urn:shop", undefined],
    ["not restricted, to a receiver that expects it", undefined, "urn:shop"],
  ])("refuses one that is %s", async (_case, audience, expected) => {
    const restricted = textOf(await writeSamlResponse({ ...ANSWER, audience }, key));
    expect(await outcome(restricted, { audience: expected })).toBe("other-audience");
  });
});

describe("4. an answer counts once", () => {
  it.each([
    ["success", success, "logged in"],
    ["cancel", cancel, "not authenticated: urn:signicat:error:usercancel"],
  ])("refuses a %s the second time", async (_name, genuine, ending) => {
    const { seen } = memory();
    expect(await outcome(genuine, { seen })).toBe(ending);
    expect(await outcome(genuine, { seen })).toBe("replayed");
    expect(await outcome(edit(genuine, "<ds:Signature ", "<ds:Signature  "), { seen })).toBe("replayed");
  });

  it("has its id noted until it would be refused for its age", async () => {
    const { noted, seen } = memory();
    await outcome(success, { seen, clockSkewMs: 10_000 });
    expect([...noted]).toEqual([[message.responseId, later(40_000)]]);
  });

  it("is not used up by a receiver it was not meant for", async () => {
    const { noted, seen } = memory();
    await outcome(success, { seen, recipient: "https://other.example/" });
    await outcome(success, { seen, now: later(90_000) });
    expect(noted.size).toBe(0);
  });

  it("fails when nobody can tell whether it was seen", async () => {
    const seen = () => Promise.reject(new Error("the database is away"));
    await expect(read(success, { seen })).rejects.toThrow("the database is away");
  });
});

describe("what is not base64 of XML at all", () => {
  it.each([
    ["nothing", ""],
    ["blanks", "\r\n"],
    ["a percent-encoded field", encodeURIComponent(message.base64)],
    ["base64url", Buffer.from(success).toString("base64url")],
    ["base64 cut off", message.base64.slice(0, 1001)],
    ["base64 twice", Buffer.from(message.base64).toString("base64")],
    ["UTF-16", Buffer.from(success, "utf16le").toString("base64")],
    ["another text", "PGh0bWw+PC9odG1sPg=="],
    ["the XML itself", success],
    ["100 KiB of A", "A".repeat(100_000)],
    ["more than 64 KiB of an answer", Buffer.from(success + " ".repeat(65_536)).toString("base64")],
  ])("is unreadable: %s", async (_name, base64) => {
    expect(await outcomeOf(readSamlResponse(base64, EXPECTED))).toBe("unreadable");
  });

  it("says so without a word of what it was", async () => {
    const error: unknown = await readSamlResponse("c2VjcmV0", EXPECTED).catch((thrown: unknown) => thrown);
    expect(String(error)).toBe(
      "SamlSecurityError: The SAML response is not trustworthy: It is not base64 of XML with one enveloped signature of the known kind",
    );
  });

  it("keeps a person's data out of the error for a message that is refused", async () => {
    const error: unknown = await read(success, { now: later(90_000) }).catch((thrown: unknown) => thrown);
    expect(JSON.stringify([String(error), error, (error as Error).cause])).not.toContain("0102038888");
  });
});

it("has every way of refusing in the README", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  for (const refusal of Object.keys(SAML_SECURITY_ERRORS)) expect(readme).toContain(`| \`${refusal}\` `);
});
