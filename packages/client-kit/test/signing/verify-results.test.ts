import { createTestCa, freshKeys } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { createResultVerifier, type ResultQuestion, SigningSecurityError } from "../../src/index.js";
import { CHALLENGE, CONTRACT, makeThings, ORDER, OTHER, SIGNER, type Things } from "./signed-things.js";

let things: Things;
let foreignRoot: string;
beforeAll(async () => {
  things = await makeThings();
  foreignRoot = (await createTestCa({ baseUrl: "http://other.test", keys: freshKeys(), seed: "other" })).root.pem;
});

const KINDS = ["nemid", "sdo", "pdf"] as const;
type Kind = (typeof KINDS)[number];
const FORMATS = { nemid: "nemid", sdo: "ltv-sdo", pdf: "pades" } as const;
const asked = (kind: Kind, more: Partial<ResultQuestion> = {}): ResultQuestion => ({
  bytes: things[kind],
  documents: [CONTRACT],
  signer: { name: SIGNER.name, uniqueId: SIGNER.uniqueId },
  ...more,
});
const judge = (kind: Kind, more: Partial<ResultQuestion> = {}) => things.verifier().judge(asked(kind, more));

describe.each(KINDS)("a result of the kind %s", (kind) => {
  it("is what was ordered, of whom was expected", async () => {
    const verified = await things.verifier().verify(asked(kind));
    const time = kind === "nemid" ? "client" : "seal";
    expect(verified).toMatchObject({ format: FORMATS[kind], outcome: "valid", time: { by: time } });
    expect(verified.signers).toEqual([expect.objectContaining({ name: SIGNER.name })]);
    expect(verified.answers.slice(0, 4).map(({ level }) => level)).toEqual(["proven", "proven", "proven", "proven"]);
  });

  it.each<[string, Partial<ResultQuestion>, string]>([
    ["another document was ordered", { documents: [OTHER] }, "other-document"],
    ["more was ordered", { documents: [CONTRACT, OTHER] }, "other-document"],
    ["somebody else was expected", { signer: { name: "Bo" } }, "other-signer"],
    ["another number was expected", { signer: { uniqueId: "9208-2002-2-000000000000" } }, "other-signer"],
    ["of all that is expected one thing does not fit", { signer: { ...SIGNER, name: "Bo" } }, "other-signer"],
  ])("is refused when %s", async (_when, more, problem) => {
    expect(await judge(kind, more)).toMatchObject({ outcome: "invalid", problem });
    await expect(things.verifier().verify(asked(kind, more))).rejects.toThrow(SigningSecurityError);
  });

  it("is refused when one byte of it is another", async () => {
    const bytes = Buffer.from(things[kind]);
    const at = kind === "nemid" ? bytes.indexOf(CHALLENGE) : Math.floor(bytes.length / 2);
    expect(at).toBeGreaterThan(0);
    bytes[at]! ^= 1;
    const { outcome, problem } = await things.verifier().judge({ ...asked(kind), bytes });
    expect([outcome, ["not-valid", "unreadable"]]).toEqual(["invalid", expect.arrayContaining([problem])]);
  });

  it("is refused when it is of another CA's", async () => {
    const verifier = things.verifier({ signers: { anchors: [foreignRoot] }, seals: [foreignRoot] });
    expect(await verifier.judge(asked(kind))).toMatchObject({ outcome: "invalid", problem: "not-valid" });
  });

  it("is refused when it was made for another service provider", async () => {
    const verifier = things.verifier({ requestIssuer: "Another" });
    expect((await verifier.judge(asked(kind))).outcome).toBe("invalid");
    expect((await things.verifier({ requestIssuer: "Shop" }).judge(asked(kind))).outcome).toBe("valid");
  });

  it("is not judged by an expectation of nothing", async () => {
    await expect(judge(kind, { signer: {} })).rejects.toThrow(TypeError);
    expect((await judge(kind, { signer: "anybody" })).outcome).toBe("valid");
  });
});

describe("a CPR number that is expected", () => {
  it.each(["sdo", "pdf"] as const)("is compared where the gateway told it: %s", async (kind) => {
    expect((await judge(kind, { signer: { nationalId: "010170-1234" } })).outcome).toBe("valid");
    expect((await judge(kind, { signer: { nationalId: "0101701235" } })).problem).toBe("other-signer");
  });

  it("is nowhere in a NemID message, and so that is refused", async () => {
    expect((await judge("nemid", { signer: { nationalId: SIGNER.nationalId } })).problem).toBe("signer-not-told");
  });
});

describe("an order that is expected", () => {
  it.each(["sdo", "pdf"] as const)("is compared where it is told: %s", async (kind) => {
    expect((await judge(kind, { order: ORDER })).outcome).toBe("valid");
    expect((await judge(kind, { order: "order-2" })).problem).toBe("other-order");
  });
});

describe("a NemID message", () => {
  it("is undetermined when nobody may be asked, or nobody answers", async () => {
    const down = async () => Promise.reject(new TypeError("nobody there"));
    for (const more of [{ revocationHosts: [] }, { fetch: down as typeof fetch }])
      expect(await things.verifier(more).judge(asked("nemid"))).toMatchObject({
        outcome: "indeterminate",
        problem: "undetermined",
      });
  });

  it("is asked about once for as long as the answer holds", async () => {
    let calls = 0;
    const whole = things.verifier().judge;
    expect((await whole(asked("nemid"))).outcome).toBe("valid");
    const counting: typeof fetch = async () => {
      calls++;
      throw new TypeError("nobody there");
    };
    const verifier = things.verifier({ fetch: counting });
    await verifier.judge(asked("nemid"));
    const once = calls;
    await verifier.judge(asked("nemid"));
    expect([once > 0, calls]).toEqual([true, 2 * once]); // a failure is not kept
  });
});

describe("a sealed PDF", () => {
  it("holds the evidence of all that was ordered, and of nothing else", async () => {
    const { pack, seal, sdo } = things;
    const bare = await pack(Buffer.from("<LtvSdo/>"));
    expect(await judge("pdf", { bytes: bare })).toMatchObject({ outcome: "invalid" });
    const twice = await pack(sdo, await seal({ order: "order-2" }));
    expect((await judge("pdf", { bytes: twice, order: ORDER })).problem).toBe("other-order");
    expect((await judge("pdf", { bytes: twice })).outcome).toBe("valid");
  });
});

describe("bytes that are no result", () => {
  it.each([
    ["nothing", ""],
    ["a page", "<!doctype html><p>Not found</p>"],
    ["a PDF that nobody signed", "%PDF-1.4\n%%EOF"],
    ["a PDF with half a signature", "%PDF-1.4\n/ByteRange [0 1 2 3]\n%%EOF"],
    ["an LTV-SDO with nothing in it", '<LtvSdo xmlns="urn:eid-gateway:ltv-sdo:1"/>'],
    ["XML with an entity bomb", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  ])("are refused: %s", async (_what, text) => {
    const verification = await judge("nemid", { bytes: Buffer.from(text) });
    expect(verification).toMatchObject({ format: "unknown", outcome: "invalid", problem: "unreadable", signers: [] });
  });
});

describe("what is to be trusted", () => {
  it("is refused at once when it cannot be read", () => {
    expect(() => createResultVerifier({ signers: {}, seals: [foreignRoot] })).toThrow(/anchor/);
    expect(() => createResultVerifier({ signers: { environment: "test" }, seals: ["no PEM"] })).toThrow(/anchor/);
  });
});
