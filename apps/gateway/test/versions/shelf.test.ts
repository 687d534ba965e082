import type { Storable } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { createAssets } from "../../src/assets.js";
import { openKeptAssets } from "../../src/versions/kept-assets.js";
import { openShelf, RENEW_MS } from "../../src/versions/shelf.js";

function openStore() {
  const rows = new Map<string, { value: Storable; expires: Date }>();
  let nowMs = Date.parse("2022-01-01T12:00:00Z");
  const writes: string[] = [];
  const clock = { now: () => new Date(nowMs) };
  const store = {
    get: async (key: string) => {
      const row = rows.get(key);
      return row && row.expires > clock.now() ? row.value : undefined;
    },
    set: async (key: string, value: Storable, { expires }: { expires: Date }) => {
      writes.push(key);
      rows.set(key, { value, expires });
    },
  };
  return { store, clock, writes, rows, pass: (ms: number) => (nowMs += ms) };
}
const HOUR = 3_600_000;

describe("what a node keeps for the others", () => {
  it("is written once, and again before it expires", async () => {
    const { store, clock, writes, pass } = openStore();
    const shelf = openShelf(store, clock);
    for (let turn = 0; turn < 10; turn += 1) {
      await shelf.put("digest", "content");
      await shelf.put("digest", "content");
      expect(await shelf.get("digest")).toBe("content");
      pass(RENEW_MS);
    }
    expect(writes).toHaveLength(10);
  });

  it("outlives its node by a day and a half at least, and goes then", async () => {
    const { store, clock, pass } = openStore();
    await openShelf(store, clock).put("digest", "content");
    pass(36 * HOUR);
    expect(await store.get("digest")).toBe("content");
    pass(13 * HOUR);
    expect(await store.get("digest")).toBeUndefined();
  });
});

describe("the files of other nodes", () => {
  it.each(["logo.svg", "logo (1).svg", "vores 'blå' logo~!*.svg", `${"å".repeat(100)}.svg`])(
    "are served as their own node serves them: %s",
    async (name) => {
      const { store, clock } = openStore();
      const theirs = createAssets();
      const path = theirs.registerBytes(name, Buffer.from("<svg/>"));
      await openKeptAssets(theirs, openShelf(store, clock)).keep();
      const ours = openKeptAssets(createAssets(), openShelf(store, clock));
      expect(theirs.find(path)).toBeDefined();
      expect(await ours.find(path)).toEqual(theirs.find(path));
    },
  );

  it.each([
    "/assets/00000000000000000000000000000000/page.css",
    "/assets/x/page.css",
    "shape",
    "/assets/00000000000000000000000000000000/../../etc/passwd",
  ])("are asked for by nothing but their own address: %s", async (path) => {
    const { store, clock } = openStore();
    await store.set("shape", "a profile", { expires: new Date(8e12) });
    expect(await openKeptAssets(createAssets(), openShelf(store, clock)).find(path)).toBeUndefined();
  });

  it("are never what stands there in another form", async () => {
    const { store, clock } = openStore();
    const path = `/assets/${"a".repeat(32)}/page.css`;
    await store.set(path, "text", { expires: new Date(8e12) });
    expect(await openKeptAssets(createAssets(), openShelf(store, clock)).find(path)).toBeUndefined();
  });
});
