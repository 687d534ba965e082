import { describe, expect, it } from "vitest";
import { aTask, SIGN } from "../src/conformance/orders.js";
import { DEFAULT_LIMITS } from "../src/limits.js";
import type { CataloguedMethod, ShownDocument } from "../src/ports.js";
import { check, expectRefusal } from "./check.js";

const document = (mediaType: string, text = "text", more: object = {}) =>
  ({ kind: "provided", id: "doc", description: "D", mediaType, data: Buffer.from(text), ...more }) as const;
const basedOn = (...names: readonly string[]) =>
  aTask({ signatures: [], authenticationBasedSignatures: [{ methods: names.map((name) => ({ name })) }] });
const AT = ["documents", 0];

describe("an order's document", () => {
  it.each([
    ["document-refused", document("text/plain", "")],
    ["document-refused", { ...document("text/plain"), data: undefined }],
    ["document-refused", document("image/png")],
    ["document-refused", document("")],
    ["document-refused", document("application/xml")],
    ["document-refused", document("application/xml", "<a/>", { externalReference: "unknown" })],
    ["media-type-not-supported-by-method", document("text/html")],
    ["media-type-not-supported-by-method", document("application/x-pades")],
  ] as const)("%s: case %#", async (code, one) => {
    await expectRefusal(code, { documents: [one] }, { place: AT });
  });

  it("has a type with parameters, in any case", () =>
    check({ documents: [document("Text/Plain; charset=iso-8859-1")] }));

  it("of XML names a stylesheet that the service has", async () => {
    const seen: ShownDocument[] = [];
    const look = async (shown: ShownDocument) => {
      seen.push(shown);
      return [];
    };
    const methods = { "nemid-sign": inspecting(look) };
    const terms = { stylesheet: (name: string) => (name === "letter" ? "<xsl/>" : undefined) };
    await check({ documents: [document("text/xml", "<a/>", { externalReference: "letter" })] }, { terms, methods });
    expect(seen.map(({ stylesheet }) => stylesheet)).toEqual(["<xsl/>"]);
  });

  it("is at most as large as what it is ordered for allows", async () => {
    const terms = { limits: { ...DEFAULT_LIMITS, signBytes: 3, authenticatedBytes: 4, fileBytes: 5 } };
    const of = (length: number) => ({ documents: [document("text/plain", "x".repeat(length))] });
    const view = { tasks: [aTask({ documentActions: [{ type: "view", documentRef: "doc" }], signatures: [] })] };
    await check(of(3), { terms });
    await expectRefusal("document-refused", of(4), { terms, place: AT });
    await check({ ...of(4), tasks: [basedOn("nemid")] }, { terms });
    await expectRefusal("document-refused", { ...of(5), tasks: [basedOn("nemid")] }, { terms });
    await check({ ...of(5), ...view }, { terms });
    await expectRefusal("document-refused", { ...of(6), ...view }, { terms });
  });

  it("has nothing the inspector finds fault with, and all of it is told", async () => {
    const inspectDocument = async () => [{ message: "it is encrypted" }, { message: "it is signed already" }];
    const error = await expectRefusal("document-refused", {}, { ports: { inspectDocument }, place: AT });
    expect(error.findings).toEqual(["it is encrypted", "it is signed already"]);
  });

  it("is told what the inspector and the methods have against it, at once", async () => {
    const inspectDocument = async () => [{ message: "a script" }];
    const methods = { "nemid-sign": inspecting(async () => [{ message: "an image" }]) };
    const error = await expectRefusal("document-refused", {}, { ports: { inspectDocument }, methods });
    expect(error.findings).toEqual(["a script", "nemid-sign: an image"]);
  });

  it("is one that every method of every task would sign: every finding of each is told", async () => {
    const methods = {
      "nemid-sign": inspecting(async () => [{ message: "an image" }, { message: "a script" }]),
      other: inspecting(async () => [{ message: "a font" }]),
      pleased: inspecting(async () => []),
    };
    const tasks = [
      aTask({ signatures: [{ methods: [{ name: "pleased" }] }, { methods: [{ name: "nemid-sign" }] }] }),
      aTask({ id: "second", signatures: [{ methods: [{ name: "other" }] }] }),
    ];
    const error = await expectRefusal("document-rejected-by-method", { tasks }, { methods, place: AT });
    expect(error.findings).toEqual(["nemid-sign: an image", "nemid-sign: a script", "other: a font"]);
  });

  it("is not asked about by a method that does not sign it", async () => {
    const methods = { "nemid-sign": inspecting(async () => [{ message: "never" }]) };
    const readOnly = aTask({ documentActions: [{ type: "view", documentRef: "doc" }] });
    await check({ tasks: [readOnly] }, { methods });
  });

  it("is looked at although no task uses it", async () => {
    const tasks = [
      aTask({ documentActions: [{ type: "sign", document: document("text/plain", "x", { id: "own" }) }] }),
    ];
    await expectRefusal("document-refused", { documents: [document("image/png")], tasks }, { place: AT });
  });

  it("of a task's own is refused in its place", async () => {
    const tasks = [
      aTask(),
      aTask({
        id: "b",
        documentActions: [SIGN, { type: "view", document: document("image/png", "x", { id: "own" }) }],
      }),
    ];
    await expectRefusal("document-refused", { tasks }, { place: ["tasks", 1, "documentActions", 1, "document"] });
  });

  it("keeps the sentence short when there are very many findings", async () => {
    const many = Array.from({ length: 980 }, (_, n) => ({ message: `name ${n}` }));
    const methods = { "nemid-sign": inspecting(async () => many) };
    const error = await expectRefusal("document-rejected-by-method", {}, { methods });
    expect(error.findings).toHaveLength(980);
    expect(error.message).toMatch(/name 4; and 975 more$/);
  });
});

function inspecting(inspect: CataloguedMethod["inspect"]): CataloguedMethod {
  return { intent: "sign", binds: false, inspect };
}
