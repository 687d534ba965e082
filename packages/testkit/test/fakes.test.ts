import { generateKeyPairSync, verify } from "node:crypto";
import { EidError, type Storable } from "@eid-gateway/core";
import { fakeCredential, fakeServices, fixedClock, memoryStore, recordingLog } from "@eid-gateway/testkit";
import { describe, expect, it } from "vitest";

const start = new Date("2026-03-01T12:00:00Z");
const inAnHour = new Date("2026-03-01T13:00:00Z");

describe("the store in memory", () => {
  it("forgets what has expired", async () => {
    const clock = fixedClock(start);
    const store = memoryStore(clock);
    await store.set("key", { a: 1 }, { expires: inAnHour });
    expect(await store.get("key")).toEqual({ a: 1 });
    clock.advance(3_600_000);
    expect(await store.get("key")).toBeUndefined();
    expect(store.keys()).toEqual([]);
  });

  it("tells exactly one caller that it deleted", async () => {
    const store = memoryStore(fixedClock(start));
    await store.set("key", "once", { expires: inAnHour });
    expect(await Promise.all([store.delete("key"), store.delete("key")])).toEqual([true, false]);
  });

  it("counts from one, and again after the first count has expired", async () => {
    const clock = fixedClock(start);
    const store = memoryStore(clock);
    expect([await store.count("key", inAnHour), await store.count("key", new Date("2030-01-01"))]).toEqual([1, 2]);
    clock.advance(3_600_000);
    expect(await store.count("key", new Date("2030-01-01"))).toBe(1);
  });

  it("refuses what the gateway could not keep", async () => {
    const store = memoryStore(fixedClock(start));
    await expect(store.set("key", new Date() as unknown as Storable, { expires: inAnHour })).rejects.toThrow(TypeError);
  });

  it("forgets a subject's entries and nobody else's", async () => {
    const store = memoryStore(fixedClock(start));
    await store.set("hers", 1, { expires: inAnHour, subject: "anna" });
    await store.set("his", 1, { expires: inAnHour, subject: "bo" });
    store.forget("anna");
    expect(store.keys()).toEqual(["his"]);
  });
});

describe("the fake services", () => {
  it("refuse every address unless told who answers", async () => {
    await expect(fakeServices({ clock: fixedClock(start) }).fetch("https://example.org/")).rejects.toThrow(
      "fetch failed",
    );
  });

  it("say misconfigured for a certificate nobody has", () => {
    const { credential } = fakeServices({ clock: fixedClock(start) });
    expect(() => credential("toString")).toThrow(EidError);
  });

  it("load once until the value says it is old, and again after a failure", async () => {
    const clock = fixedClock(start);
    const { cached } = fakeServices({ clock });
    let loads = 0;
    const load = async () => {
      loads += 1;
      if (loads === 1) throw new Error("down");
      return { value: loads, until: inAnHour };
    };
    await expect(cached("list", load)).rejects.toThrow("down");
    expect([await cached("list", load), await cached("list", load)]).toEqual([2, 2]);
    clock.advance(3_600_000);
    expect(await cached("list", load)).toBe(3);
  });
});

describe("the fake credential", () => {
  it.each([
    ["RS256", "rsa", {}],
    ["ES256", "ec", { dsaEncoding: "ieee-p1363" }],
  ] as const)("signs with %s", async (algorithm, kind, options) => {
    const { privateKey, publicKey } =
      kind === "rsa"
        ? generateKeyPairSync("rsa", { modulusLength: 2048 })
        : generateKeyPairSync("ec", { namedCurve: "P-256" });
    const credential = fakeCredential({ certificate: Buffer.from("der"), privateKey, fetch });
    const signature = await credential.sign(Buffer.from("text"), algorithm);
    expect(verify("sha256", Buffer.from("text"), { key: publicKey, ...options }, signature)).toBe(true);
  });
});

describe("the recording log", () => {
  it("keeps message and facts in one line", () => {
    const { log, lines } = recordingLog();
    log.warn("slow", { ms: 12 });
    expect(lines).toEqual(["warn slow { ms: 12 }"]);
  });
});
