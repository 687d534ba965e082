import { describe, expect, it } from "vitest";
import { aNotification, anOrder, aTask, SIGN } from "../src/conformance/orders.js";
import { DEFAULT_LIMITS } from "../src/limits.js";
import type { DocumentAction, DocumentSource } from "../src/model/document.js";
import { check, expectRefusal } from "./check.js";

const [LETTER] = anOrder().documents as [DocumentSource];
const view = (document: DocumentSource): DocumentAction => ({ type: "view", document });
const readsFirst = view({ kind: "result", id: "r", taskId: "first", documentId: "doc" });
const pack = { id: "pack", method: "pades", notifications: [], documents: [{ documentId: "doc" }] };

describe("ids in an order", () => {
  it("may be any that can be printed, in any language", async () => {
    await check({ tasks: [aTask({ id: "Underskrift nr. 1/2 ÆØÅ 签名" })] });
  });

  it.each([
    ["duplicate-task-id", { tasks: [aTask(), aTask()] }, ["tasks", 1, "id"]],
    ["duplicate-document-id", { documents: [LETTER, LETTER] }, ["documents", 1, "id"]],
    [
      "duplicate-subject-id",
      {
        subjects: [
          { id: "s", attributes: [] },
          { id: "s", attributes: [] },
        ],
      },
      ["subjects", 1, "id"],
    ],
    ["duplicate-notification-id", { notifications: [aNotification(), aNotification()] }, ["notifications", 1, "id"]],
    [
      "duplicate-notification-id",
      { tasks: [aTask({ notifications: [aNotification(), aNotification()] })] },
      ["tasks", 0, "notifications", 1, "id"],
    ],
    ["duplicate-task-id", { packagingTasks: [pack, pack] }, ["packagingTasks", 1, "id"]],
    [
      "duplicate-document-id",
      { tasks: [aTask({ documentActions: [SIGN, SIGN] })] },
      ["tasks", 0, "documentActions", 1, "id"],
    ],
    [
      "duplicate-document-id",
      { tasks: [aTask({ documentActions: [view({ ...LETTER, id: "doc" })] })] },
      ["tasks", 0, "documentActions", 0, "document", "id"],
    ],
    [
      "duplicate-document-id",
      { tasks: [aTask({ documentActions: [SIGN, view({ ...LETTER, id: "own" }), view({ ...LETTER, id: "own" })] })] },
      ["tasks", 0, "documentActions", 2, "id"],
    ],
    [
      "duplicate-notification-id",
      { packagingTasks: [{ ...pack, notifications: [aNotification(), aNotification()] }] },
      ["packagingTasks", 0, "notifications", 1, "id"],
    ],
  ] as const)("%s is refused where it stands", async (code, order, place) => {
    await expectRefusal(code, order, { place });
  });

  it("may be the same for own documents of different tasks", async () => {
    const own = { ...LETTER, id: "own" };
    await check({ tasks: [aTask({ documentActions: [view(own)] }), aTask({ id: "b", documentActions: [view(own)] })] });
  });

  it.each(["", ".", "..", "a\nb", "a\r\nBcc: b@c.dk", "a\0", "a\u2028b", "\ud800", "x".repeat(256)])(
    "are refused when they cannot be printed or addressed: %j",
    async (id) => {
      await expectRefusal("invalid-value", { tasks: [aTask({ id })] }, { place: ["tasks", 0, "id"] });
    },
  );
});

describe("what an order refers to", () => {
  it.each([
    ["document-ref-unresolved", aTask({ documentActions: [{ type: "sign", documentRef: "other" }] })],
    ["document-ref-unresolved", aTask({ documentActions: [view({ kind: "base", id: "other" })] })],
    ["document-ref-unresolved", aTask({ documentActions: [view({ kind: "base" })] })],
    [
      "document-ref-unresolved",
      aTask({ documentActions: [view({ kind: "result", taskId: "task", documentId: "other" })] }),
    ],
    ["subject-ref-unresolved", aTask({ subjectRef: "nobody" })],
    ["task-ref-unresolved", aTask({ dependsOnTasks: ["other"] })],
    ["task-ref-unresolved", aTask({ documentActions: [view({ kind: "result", taskId: "other", documentId: "doc" })] })],
    ["task-ref-unresolved", aTask({ documentActions: [view({ kind: "packaging-result", packagingTaskId: "other" })] })],
    ["invalid-value", aTask({ documentActions: [{ type: "sign" }] })],
    ["invalid-value", aTask({ documentActions: [{ type: "sign", documentRef: "doc", document: LETTER }] })],
    ["invalid-value", aTask({ documentActions: [{ type: "upload", documentRef: "doc" }] })],
    ["invalid-value", aTask({ subject: { attributes: [] }, subjectRef: "s" })],
    ["invalid-value", aTask({ documentActions: [] })],
  ] as const)("%s when it is not there, or there twice", async (code, task) => {
    await expectRefusal(code, { tasks: [task] });
  });

  it("may be an order's document by the id of a bare one", async () => {
    await check({ tasks: [aTask({ documentActions: [{ type: "sign", document: { kind: "base", id: "doc" } }] })] });
  });

  it("of a result is one that is signed, not only read", async () => {
    const tasks = [
      aTask({ id: "first", documentActions: [{ type: "view", documentRef: "doc" }], signatures: [] }),
      aTask({ documentActions: [readsFirst], signatures: [] }),
    ];
    await expectRefusal("document-ref-unresolved", { tasks });
  });
});

describe("tasks that wait for one another", () => {
  const cycle = (tasks: Parameters<typeof expectRefusal>[1]["tasks"]) =>
    expectRefusal("task-cycle", {
      tasks,
      packagingTasks: [{ ...pack, documents: [{ taskId: "first", documentId: "doc" }] }],
    });

  it("are refused when one waits for itself", async () => {
    const error = await cycle([aTask({ id: "first" }), aTask({ dependsOnTasks: ["task"] })]);
    expect(error.place).toEqual(["tasks", 1]);
  });

  it("are refused when they wait in a ring", async () => {
    await cycle([
      aTask({ id: "first", dependsOnTasks: ["c"] }),
      aTask({ id: "b", dependsOnTasks: ["first"] }),
      aTask({ id: "c", dependsOnTasks: ["b"] }),
    ]);
  });

  it("are refused when the ring goes through a result or a package", async () => {
    await cycle([
      aTask({ id: "first", dependsOnTasks: ["b"] }),
      aTask({ id: "b", documentActions: [readsFirst], signatures: [] }),
    ]);
    const readsPack = view({ kind: "packaging-result", id: "p", packagingTaskId: "pack" });
    await cycle([aTask({ id: "first", documentActions: [SIGN, readsPack] })]);
  });

  it("may be a long chain, in any order", async () => {
    const chain = Array.from({ length: 100 }, (_, n) =>
      aTask({ id: `t${n}`, dependsOnTasks: n < 99 ? [`t${n + 1}`] : [] }),
    );
    await check({ tasks: chain });
  });
});

describe("packages", () => {
  it.each([
    ["invalid-value", { ...pack, method: "zip" }, ["method"]],
    ["invalid-value", { ...pack, documents: [] }, ["documents"]],
    ["task-ref-unresolved", { ...pack, documents: [{ taskId: "other", documentId: "doc" }] }, ["documents", 0]],
    ["document-ref-unresolved", { ...pack, documents: [{ taskId: "task", documentId: "other" }] }, ["documents", 0]],
    ["document-ref-unresolved", { ...pack, documents: [{ documentId: "doc" }, { documentId: "x" }] }, ["documents", 1]],
  ] as const)("%s when they cannot be made", async (code, packaging, at) => {
    await expectRefusal(code, { packagingTasks: [packaging] }, { place: ["packagingTasks", 0, ...at] });
  });
});

describe("sizes and lifetimes", () => {
  it.each([0, -1, 1.5, 366, Number.NaN])("refuses %j days to live", async (daysToLive) => {
    await expectRefusal("invalid-value", { tasks: [aTask({ daysToLive })] }, { place: ["tasks", 0, "daysToLive"] });
  });

  it.each([0, 31, 2.5])("refuses %j days until deletion", async (daysUntilDeletion) => {
    await expectRefusal("invalid-value", { daysUntilDeletion }, { place: ["daysUntilDeletion"] });
  });

  it("takes the ends of both ranges", async () => {
    for (const days of [1, 30])
      await check({ daysUntilDeletion: days, tasks: [aTask({ daysToLive: days === 1 ? 1 : 365 })] });
  });

  it("refuses an order without a task, or with more of anything than the service may have", async () => {
    await expectRefusal("invalid-value", { tasks: [] }, { place: ["tasks"] });
    const limits = { ...DEFAULT_LIMITS, tasks: 1, documents: 1, notifications: 1 };
    const terms = { limits };
    const two = <T>(one: (id: string) => T) => [one("a"), one("b")];
    await check({}, { terms });
    await expectRefusal("invalid-value", { tasks: two((id) => aTask({ id })) }, { terms });
    await expectRefusal("invalid-value", { documents: two((id) => ({ ...LETTER, id })) }, { terms });
    await expectRefusal("invalid-value", { notifications: two((id) => aNotification({ id })) }, { terms });
    await expectRefusal(
      "invalid-value",
      { tasks: [aTask({ notifications: two((id) => aNotification({ id })) })] },
      { terms },
    );
    await expectRefusal(
      "invalid-value",
      { packagingTasks: [{ ...pack, notifications: two((id) => aNotification({ id })) }] },
      { terms, place: ["packagingTasks", 0, "notifications"] },
    );
  });
});
