import { offlineRevocation } from "@eid-gateway/oces";
import { beforeAll, describe, expect, it } from "vitest";
import {
  buildLtvSdo,
  findContainerKind,
  type LtvSdoContent,
  readLtvSdo,
  type Sealing,
  timestampService,
} from "../src/index.js";
import { sealKeyOf } from "./ca.js";
import { createWorld, judge, nativeProof, type World } from "./world.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const document = (more: object) => ({ ...world.native().documents[0]!, ...more });

describe("what is not sealed", () => {
  it.each<[string, () => Partial<LtvSdoContent>]>([
    ["no document", () => ({ documents: [] })],
    ["an empty document", () => ({ documents: [document({ bytes: new Uint8Array() })] })],
    [
      "a document by its digest alone",
      () => ({ documents: [{ id: "contract", mediaType: "text/plain", sha256: Buffer.alloc(32) }] }),
    ],
    ["two documents of one id", () => ({ documents: [document({}), document({})] })],
    ["an empty id", () => ({ documents: [document({ id: "" })] })],
    ["an id that no XML can hold", () => ({ documents: [document({ id: "a\u0001" })] })],
    ["an id without end", () => ({ documents: [document({ id: "x".repeat(256) })] })],
    ["a document without a media type", () => ({ documents: [document({ mediaType: "" })] })],
    [
      "a proof over a document that is not there",
      () => ({ proof: { ...nativeProof(world.person), document: "annex" } }),
    ],
    ["a proof that is no message", () => ({ proof: { kind: "authentication", message: Buffer.from("OK") } })],
    ["no consent text", () => ({ consent: { text: "", language: "da" } })],
    ["a consent text with a bell in it", () => ({ consent: { text: "ring \u0007", language: "da" } })],
    ["half a character in a description", () => ({ documents: [document({ description: "\ud83d" })] })],
    ["a browser's name with a zero byte", () => ({ events: [{ event: "x", time: new Date(0), userAgent: "\u0000" }] })],
    ["an event at no time", () => ({ events: [{ event: "x", time: new Date(Number.NaN) }] })],
    ["no order", () => ({ order: "" })],
    ["a signer without an id", () => ({ signer: { ...world.native().signer, uniqueId: "" } })],
  ])("%s", async (_name, more) => {
    await expect(buildLtvSdo(world.native(more()), world.sealing())).rejects.toMatchObject({ code: "bad-content" });
  });

  it("a list of revoked certificates that is none", async () => {
    const validation = { certificates: [], crls: [Buffer.from("list")], ocsps: [] };
    await expect(buildLtvSdo(world.native({ validation }), world.sealing())).rejects.toThrow(/cannot be read/);
  });

  it("more than a reader takes", async () => {
    const large = Buffer.alloc(24 * 1024 * 1024, "a");
    const content = world.authenticated({ documents: [document({ bytes: large })] });
    await expect(buildLtvSdo(content, world.sealing())).rejects.toMatchObject({ code: "too-large" });
  });
});

describe("a seal that cannot be made gives no object", () => {
  const failing = async (change: (sealing: Required<Sealing>) => Sealing) =>
    buildLtvSdo(world.native(), change(world.sealing()));
  const authority = (fetch: typeof globalThis.fetch): Pick<Sealing, "timestamps"> => ({
    timestamps: timestampService({ url: "http://tsa.test", fetch, clock: world.sealing().clock }),
  });

  it.each<[string, (sealing: Required<Sealing>) => Sealing, string]>([
    [
      "an authority that is down",
      (sealing) => ({ ...sealing, ...authority(() => Promise.reject(new Error("ECONNREFUSED"))) }),
      "timestamp-unavailable",
    ],
    [
      "an authority that refuses",
      (sealing) => ({ ...sealing, ...authority(world.tsa.fetch({ misbehave: "rejected" })) }),
      "timestamp-refused",
    ],
    [
      "an authority that lies",
      (sealing) => ({ ...sealing, ...authority(world.tsa.fetch({ misbehave: "wrong-imprint" })) }),
      "bad-timestamp",
    ],
    [
      "nobody who says whether it is revoked",
      (sealing) => ({ ...sealing, validation: { ...sealing.validation, revocation: offlineRevocation({}) } }),
      "unproven",
    ],
    [
      "a key of another certificate",
      (sealing) => ({ ...sealing, key: { ...sealing.key, sign: sealKeyOf(world.person).sign } }),
      "bad-seal",
    ],
    [
      "a key of elliptic curves",
      (sealing) => ({ ...sealing, key: { ...sealing.key, sign: async () => Buffer.alloc(64) } }),
      "bad-seal",
    ],
    [
      "a chain that KeyInfo cannot hold",
      (sealing) => ({ ...sealing, key: { ...sealing.key, chain: Array(10).fill(sealing.key.chain[0]) } }),
      "bad-seal",
    ],
  ])("%s", async (_name, change, code) => {
    await expect(failing(change)).rejects.toMatchObject({ code });
  });

  it("and does not ask an authority for a seal that is revoked", async () => {
    const revoked = await world.ca.issueVoces({ revoked: true });
    let asked = 0;
    const timestamps = { stamp: () => Promise.reject(new Error(String(++asked))) };
    const sealing = { ...world.sealing(), key: sealKeyOf(revoked), timestamps };
    await expect(buildLtvSdo(world.native(), sealing)).rejects.toMatchObject({ code: "unproven" });
    expect(asked).toBe(0);
  });
});

describe("texts of any kind", () => {
  it("come back as they were", async () => {
    const text = "a\tb\r\nc\rd <&>\"' æøå 😀 ]]> \u2028";
    const consent = { text, language: "da-DK" };
    const events = [{ event: "x", time: new Date("2022-05-01T12:00:00.123Z"), userAgent: text, data: "" }];
    const description = text.replace(/[\t\r\n]/g, " ");
    const documents = [document({ description })];
    const bytes = await buildLtvSdo(world.native({ consent, events, documents }), world.sealing());
    expect(readLtvSdo(bytes).content).toMatchObject({
      consent,
      events,
      documents: [{ description }],
    });
    expect(await judge(world, bytes)).toMatchObject({ outcome: "valid" });
  });
});

describe("the kind of some bytes", () => {
  it("is told by the first of them", async () => {
    const bytes = await buildLtvSdo(world.native(), world.sealing());
    expect(findContainerKind(bytes)).toBe("ltv-sdo");
    expect(findContainerKind(Buffer.from(bytes.toString().replace("<LtvSdo", "<ltv:LtvSdo")))).toBe("ltv-sdo");
    for (const other of ["", "<LtvSdo/>", "<html>", "TE9HT04=", "<x>LtvSdo urn:eid-gateway:ltv-sdo:1</x>"])
      expect(findContainerKind(Buffer.from(other))).toBeUndefined();
    expect(findContainerKind(world.native().proof.message)).toBeUndefined();
  });
});
