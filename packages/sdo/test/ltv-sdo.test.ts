import { beforeAll, describe, expect, it } from "vitest";
import { answerLtvSdo, buildLtvSdo, type LtvSdoContent, readLtvSdo, type Sealing } from "../src/index.js";
import { NOW } from "./ca.js";
import { createWorld, judge, TEXT, type World } from "./world.js";

let world: World;
let native: Uint8Array;
let authenticated: Uint8Array;
beforeAll(async () => {
  world = await createWorld();
  native = await buildLtvSdo(world.native(), world.sealing());
  authenticated = await buildLtvSdo(world.authenticated(), world.sealing());
});

const years = (count: number) => new Date(NOW.getTime() + count * 365 * 86_400_000);
const levels = (report: Parameters<typeof answerLtvSdo>[0]) => answerLtvSdo(report).map(({ level }) => level);

describe("an LTV-SDO around a native signature", () => {
  it("verifies offline with nothing but what is in it", async () => {
    const report = await judge(world, native);
    expect(report.complaints).toEqual([]);
    expect(report).toMatchObject({
      outcome: "valid",
      indication: "TOTAL-PASSED",
      kind: "native",
      seal: { level: "LT", provenTime: NOW.toISOString() },
      signer: { name: "Ella Testesen" },
      proof: { outcome: "valid", signer: { name: "Ella Testesen" } },
    });
    expect(levels(report)).toEqual(["proven", "proven", "proven", "proven", "proven"]);
  });

  it("gives back everything that was put in, the native object byte for byte", () => {
    expect(readLtvSdo(native).content).toEqual(normal(world.native()));
  });

  it("still verifies when the seal's and the signer's certificates have long expired", async () => {
    const report = await judge(world, native, { now: years(4.5) });
    expect(report.complaints).toEqual([]);
  });

  it("proves its time no more once the time-stamp's certificate has expired", async () => {
    const report = await judge(world, native, { now: years(6) });
    expect(report).toMatchObject({ outcome: "indeterminate", subIndication: "NO_POE" });
    expect(report.complaints).toEqual(["time protection no-time-proof"]);
    expect(levels(report)).toEqual(["unknown", "unknown", "unknown", "unknown", "unknown"]);
  });
});

describe("an LTV-SDO around a log-in", () => {
  it("verifies, and its binding can be computed again", async () => {
    const report = await judge(world, authenticated);
    expect(report.complaints).toEqual([]);
    expect(report).toMatchObject({ outcome: "valid", kind: "authentication" });
    expect(levels(report)).toEqual(["proven", "proven", "proven", "proven", "proven"]);
  });

  it("binds documents whose bytes lie in another object", async () => {
    const documents = [
      ...world.native().documents,
      { id: "annex", mediaType: "application/pdf", sha256: Buffer.alloc(32, 7) },
    ];
    const bytes = await buildLtvSdo(world.authenticated({ documents }), world.sealing());
    const report = await judge(world, bytes);
    expect(report.outcome).toBe("valid");
    expect(report.documents).toMatchObject([
      { id: "contract", bytes: TEXT.length },
      { id: "annex", sha256: "07".repeat(32) },
    ]);
  });
});

describe("a document's id", () => {
  it.each(["1", "a b", "bilag æøå", "x:y", "ltv-sdo", "seal-properties", 'quo"te & <tag>', "x".repeat(255)])(
    "is the customer's own: %s",
    async (id) => {
      const documents = world.native().documents.map((one) => ({ ...one, id }));
      const proof = { ...(world.native().proof as { kind: "native"; message: Uint8Array }), document: id };
      const report = await judge(world, await buildLtvSdo(world.native({ documents, proof }), world.sealing()));
      expect(report.outcome).toBe("valid");
      expect(report.documents).toMatchObject([{ id }]);
    },
  );
});

describe("how much a seal holds", () => {
  async function levelOf(change: (sealing: Required<Sealing>) => Sealing) {
    return judge(world, await buildLtvSdo(world.native(), change(world.sealing())), {
      revocation: world.sealing().validation.revocation,
    });
  }

  it("is B without time-stamps: valid while its certificate is, and its time nobody's but the hub's", async () => {
    const report = await levelOf(({ key, clock, validation }) => ({ key, clock, validation }));
    expect(report).toMatchObject({ outcome: "valid", seal: { level: "B", signingTime: NOW.toISOString() } });
    expect(report.seal).not.toHaveProperty("provenTime");
    expect(levels(report).at(-1)).toBe("claimed");
  });

  it("is T without validation data: whoever judges must bring it", async () => {
    const report = await levelOf(({ key, clock, timestamps }) => ({ key, clock, timestamps }));
    expect(report).toMatchObject({ outcome: "valid", seal: { level: "T" } });
  });

  it("at T, and without a word about revocation, stays open", async () => {
    const { key, clock, timestamps } = world.sealing();
    const report = await judge(world, await buildLtvSdo(world.native(), { key, clock, timestamps }));
    expect(report).toMatchObject({ outcome: "indeterminate", subIndication: "TRY_LATER" });
  });
});

/** What has no member is not written, and bytes come back as buffers. */
function normal(content: LtvSdoContent): unknown {
  const plain = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return Buffer.from(value);
    if (value instanceof Date || typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(plain);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
  };
  return plain(content);
}
