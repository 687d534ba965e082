import { describe, expect, it } from "vitest";
import { aTask } from "../src/conformance/orders.js";
import type { DocumentSource } from "../src/model/document.js";
import type { OrderRequest, TaskRequest } from "../src/model/order.js";
import type { CataloguedMethod } from "../src/ports.js";
import { check, expectRefusal } from "./check.js";

const BY_NEMID: Pick<TaskRequest, "signatures"> = { signatures: [{ methods: [{ name: "nemid-sign" }] }] };
const BY_LOG_IN = { signatures: [], authenticationBasedSignatures: [{ methods: [{ name: "nemid" }] }] };
const BY_EITHER = { ...BY_LOG_IN, ...BY_NEMID };
const RESULT = { kind: "result", id: "theirs", taskId: "first", documentId: "doc" } as const;
const WITH_STYLESHEET = { ...RESULT, externalReference: "letter" } as const;
const PACKED = { kind: "packaging-result", id: "packed", packagingTaskId: "pack" } as const;
const PACK = { id: "pack", method: "pades", notifications: [], documents: [{ taskId: "first", documentId: "doc" }] };
const terms = { stylesheet: (name: string) => (name === "letter" ? "<xsl:stylesheet/>" : undefined) };
/** A method that signs the gateway's own objects, as none of ours does. */
const methods: Record<string, CataloguedMethod> = {
  "signs-all": {
    intent: "sign",
    binds: false,
    mediaTypes: ["application/x-ltv-sdo", "application/x-pades", "application/xml"],
  },
};

/** A first task, and a second that signs what comes of it. */
function order(
  first: Partial<TaskRequest>,
  second: Partial<TaskRequest>,
  document: DocumentSource,
): Partial<OrderRequest> {
  const type = "sign" as const;
  return {
    tasks: [
      aTask({ id: "first", ...first }),
      aTask({ id: "second", ...second, documentActions: [{ type, document }] }),
    ],
    packagingTasks: [PACK],
  };
}
const place = ["tasks", 1, "documentActions", 0];

describe("what comes of an earlier task may be signed in a later one", () => {
  it.each<[string, Partial<OrderRequest>]>([
    ["NemID's own XML, shown by a stylesheet", order(BY_NEMID, BY_NEMID, WITH_STYLESHEET)],
    ["the same by a log-in", order(BY_NEMID, BY_LOG_IN, WITH_STYLESHEET)],
    [
      "whatever it is, by a method that signs everything",
      order(BY_LOG_IN, { signatures: [{ methods: [{ name: "signs-all" }] }] }, RESULT),
    ],
    ["a package, by such a method", order(BY_NEMID, { signatures: [{ methods: [{ name: "signs-all" }] }] }, PACKED)],
  ])("%s", (_what, wanted) => check(wanted, { terms, methods }));

  it("may be read whatever it is", () => {
    const view = (document: DocumentSource) => ({ type: "view", document }) as const;
    const tasks = [
      aTask({ id: "first", ...BY_LOG_IN }),
      aTask({ id: "second", signatures: [], documentActions: [view(RESULT), view(PACKED)] }),
    ];
    return check({ tasks, packagingTasks: [PACK] }, { terms });
  });

  it("may be read beside what is signed by a method that would not sign it", () => {
    const view = { type: "view", document: RESULT } as const;
    const tasks = [
      aTask({ id: "first", ...BY_LOG_IN }),
      aTask({ id: "second", ...BY_NEMID, documentActions: [view, { type: "sign", documentRef: "doc" }] }),
    ];
    return check({ tasks }, { terms });
  });
});

describe("what comes of an earlier task cannot be signed in a later one, and the order is refused:", () => {
  it.each<[string, Partial<OrderRequest>]>([
    ["an LTV-SDO of a log-in, by NemID", order(BY_LOG_IN, BY_NEMID, WITH_STYLESHEET)],
    ["an LTV-SDO, by a log-in", order(BY_LOG_IN, BY_LOG_IN, RESULT)],
    ["an LTV-SDO that the order asks for", { ...order(BY_NEMID, BY_NEMID, WITH_STYLESHEET), sdoFormat: "ltv-sdo" }],
    ["what would be an LTV-SDO if the first signed by logging in", order(BY_EITHER, BY_NEMID, WITH_STYLESHEET)],
    ["a package", order(BY_NEMID, BY_NEMID, PACKED)],
    ["a package, by a log-in", order(BY_NEMID, BY_LOG_IN, PACKED)],
  ])("%s", async (_what, wanted) => {
    const error = await expectRefusal("media-type-not-supported-by-method", wanted, { terms, place });
    expect(error.message).toMatch(
      /^the result will be "application\/x-(ltv-sdo|pades)", which "nemid(-sign)?" does not sign/,
    );
  });

  it("an LTV-SDO that the service is configured for", () =>
    expectRefusal("media-type-not-supported-by-method", order(BY_NEMID, BY_NEMID, WITH_STYLESHEET), {
      terms: { ...terms, sdoFormat: "ltv-sdo" },
      place,
    }).then(() => undefined));

  it.each([
    ["no stylesheet", RESULT],
    ["a stylesheet that the service has not", { ...RESULT, externalReference: "other" }],
  ])("XML with %s", async (_what, document) => {
    const error = await expectRefusal("document-refused", order(BY_NEMID, BY_NEMID, document), { terms, place });
    expect(error.message).toContain("name, as its external reference, a stylesheet");
  });

  it("also one of the order's documents that the task names", async () => {
    const { tasks = [] } = order(BY_LOG_IN, BY_NEMID, RESULT);
    const [first, second] = tasks as [TaskRequest, TaskRequest];
    const named = { ...second, documentActions: [{ type: "sign", documentRef: "theirs" }] } as const;
    const letter = {
      kind: "provided",
      id: "doc",
      description: "L",
      mediaType: "text/plain",
      data: Buffer.from("L"),
    } as const;
    await expectRefusal(
      "media-type-not-supported-by-method",
      { documents: [letter, RESULT], tasks: [first, named] },
      { place },
    );
  });
});
