import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BoundParts, bindingOf, endsInBinding } from "../src/index.js";

const PARTS: BoundParts = {
  order: "order-1",
  task: "task-1",
  consent: { text: "I agree.\r\næøå", language: "en" },
  documents: [
    { id: "a", mediaType: "text/plain", sha256: createHash("sha256").update("a").digest() },
    { id: "b", mediaType: "application/pdf", sha256: createHash("sha256").update("b").digest() },
  ],
};

describe("a binding", () => {
  it("is what the description in the README says, computed another way", () => {
    const texts = ["eid-gateway signing binding 1", "order-1", "task-1", "I agree.\r\næøå", "en", "a", "text/plain"];
    const parts = [
      ...texts.map((text) => Buffer.from(text)),
      PARTS.documents[0]!.sha256,
      ...["b", "application/pdf"].map((text) => Buffer.from(text)),
      PARTS.documents[1]!.sha256,
    ];
    const written = parts.map(
      (part) => `${part.length.toString(16).padStart(8, "0")}${Buffer.from(part).toString("hex")}`,
    );
    const digest = createHash("sha256")
      .update(Buffer.from(written.join(""), "hex"))
      .digest("base64");
    expect(bindingOf(PARTS)).toBe(digest.replaceAll("+", "-").replaceAll("/", "_").replace("=", ""));
  });

  it("is 43 characters that mean nothing in NemID's parameters or in an address", () => {
    expect(bindingOf(PARTS)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it.each<[string, BoundParts]>([
    ["order", { ...PARTS, order: "order-2" }],
    ["task", { ...PARTS, task: "task-2" }],
    ["consent text", { ...PARTS, consent: { ...PARTS.consent, text: "I agree.\næøå" } }],
    ["language", { ...PARTS, consent: { ...PARTS.consent, language: "da" } }],
    ["a document less", { ...PARTS, documents: PARTS.documents.slice(0, 1) }],
    ["the documents' order", { ...PARTS, documents: [...PARTS.documents].reverse() }],
    ["a media type", { ...PARTS, documents: PARTS.documents.map((one) => ({ ...one, mediaType: "text/html" })) }],
    ["a document's id", { ...PARTS, documents: PARTS.documents.map((one) => ({ ...one, id: `${one.id}x` })) }],
    ["a letter moved from one part to the next", { ...PARTS, order: "order-", task: "1task-1" }],
  ])("is another one with another %s", (_what, parts) => {
    expect(bindingOf(parts)).not.toBe(bindingOf(PARTS));
  });

  it("is never that of other parts, wherever texts begin and end", () => {
    const text = fc.string({ maxLength: 3, unit: fc.constantFrom("a", "b", "\u0000", "1") });
    const document = fc.record({
      id: text,
      mediaType: text,
      sha256: fc.constantFrom(Buffer.alloc(32, 1), Buffer.alloc(32, 2)),
    });
    const parts = fc.record({
      order: text,
      task: text,
      consent: fc.record({ text, language: text }),
      documents: fc.array(document, { maxLength: 2 }),
    });
    const property = fc.property(parts, parts, (one, other) => {
      expect(bindingOf(one) === bindingOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    });
    fc.assert(property, { seed: 11, numRuns: 1000 });
  });
});

describe("a challenge", () => {
  const binding = bindingOf(PARTS);

  it.each<[string, string, boolean]>([
    ["random text, a dot and the binding", `0123456789abcdef.${binding}`, true],
    ["random text with dots in it", `0123456789.abcdef.${binding}`, true],
    ["too little random text", `0123456789abcde.${binding}`, false],
    ["the binding alone", binding, false],
    ["another binding", `0123456789abcdef.${bindingOf({ ...PARTS, task: "x" })}`, false],
    ["something behind the binding", `0123456789abcdef.${binding}=`, false],
    ["the binding before the dot", `${binding}.0123456789abcdef`, false],
  ])("%s", (_what, challenge, expected) => {
    expect(endsInBinding(challenge, binding)).toBe(expected);
  });
});
