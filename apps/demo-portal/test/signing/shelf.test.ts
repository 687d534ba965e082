import { describe, expect, it } from "vitest";
import type { Session } from "../../src/sessions.js";
import { createShelf, type KeptSigning } from "../../src/signing/shelf.js";

const session = (): Session => ({ begun: new Map() });
const signing = (order: string): Omit<KeptSigning, "id"> => ({
  order: { id: order, documentIds: ["document-1"], signingUrl: "http://localhost/" },
  document: { title: "t", mediaType: "text/plain", bytes: Buffer.from("t") },
  method: "nemid-sign",
});

describe("what is kept of a signing", () => {
  it("is found by the browser that began it, under a name that nobody guesses", () => {
    const shelf = createShelf(() => 0);
    const mine = session();
    const { id } = shelf.keep(mine, signing("o1"));
    expect(id).toMatch(/^[\w-]{22}$/);
    expect([shelf.find(mine, id)?.order.id, shelf.findByOrder(mine, "o1")?.id]).toEqual(["o1", id]);
    for (const other of [session(), undefined])
      expect([shelf.find(other, id), shelf.findByOrder(other, "o1")]).toEqual([undefined, undefined]);
  });

  it("is gone after a quarter of an hour", () => {
    let now = 0;
    const shelf = createShelf(() => now);
    const mine = session();
    const { id } = shelf.keep(mine, signing("o1"));
    now = 15 * 60_000 - 1;
    expect(shelf.find(mine, id)).toBeDefined();
    now++;
    expect(shelf.find(mine, id)).toBeUndefined();
  });

  it("makes room for others, the oldest first", () => {
    const shelf = createShelf(() => 0);
    const mine = session();
    const ids = Array.from({ length: 21 }, (_, at) => shelf.keep(mine, signing(`o${at}`)).id);
    expect(ids.map((id) => shelf.find(mine, id) !== undefined)).toEqual([false, ...Array(20).fill(true)]);
  });
});
