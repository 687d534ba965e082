import assert from "node:assert/strict";
import { NationalId } from "@eid-gateway/core";
import { defineCase, inParallel, refusesWith, sha256, textFile, textOf } from "./bench.js";
import { anOutcome, aTask, complete, LETTER, makeOrder, SERVICE, SIGN, statusOf } from "./orders.js";

const UPLOAD = { kind: "upload", id: "own", description: "Your own" } as const;
const events = (list: readonly { readonly event: string }[]) => list.map(({ event }) => event);

export const sittingCases = [
  defineCase(
    "an open task shows its documents in their order, with digests, and the subject's number",
    async (bench) => {
      const node = await bench.open();
      const id = await makeOrder(node, {
        subjects: [{ id: "s", nationalId: new NationalId("DK", "0101701234"), attributes: [] }],
        documents: [
          { ...LETTER, id: "doc", signTextEntry: "I agree" },
          { ...LETTER, id: "xml", mediaType: "application/xml", externalReference: "letter" },
          UPLOAD,
        ],
        tasks: [
          aTask({
            subjectRef: "s",
            documentActions: [
              { ...SIGN, orderIndex: 3, dialog: { title: "Last" } },
              { type: "view", documentRef: "xml", orderIndex: 1, optional: true },
              { type: "upload", documentRef: "own", orderIndex: 2 },
            ],
          }),
        ],
      });
      const look = await node.sittings.look(SERVICE, id, "task");
      assert(look.kind === "open");
      assert.equal(look.subjectNationalId?.reveal(), "0101701234");
      assert.deepEqual(
        look.documents.map(({ sha256: digest, ...rest }) => ({
          ...rest,
          ...(digest && { hex: Buffer.from(digest).toString("hex") }),
        })),
        [
          {
            id: "xml",
            action: "view",
            optional: true,
            description: "L",
            mediaType: "application/xml",
            bytes: 5,
            stylesheet: "<xsl:stylesheet/>",
            stylesheetName: "letter",
            hex: Buffer.from(sha256(LETTER.data)).toString("hex"),
          },
          { id: "own", action: "upload", optional: false, description: "Your own" },
          {
            id: "doc",
            action: "sign",
            optional: false,
            description: "L",
            dialog: { title: "Last" },
            mediaType: "text/plain",
            bytes: 5,
            signTextEntry: "I agree",
            hex: Buffer.from(sha256(LETTER.data)).toString("hex"),
          },
        ],
      );
    },
  ),

  defineCase("a completed task has results, evidence, events and no second end", async (bench) => {
    const [one, other] = [await bench.open(), await bench.open()];
    const id = await makeOrder(one);
    assert.deepEqual((await one.orders.states(SERVICE, [id]))[0]?.documents, []);
    assert.equal(await complete(one, id), true);
    assert.equal(await complete(other, id), false);
    assert.equal(await other.sittings.reject(SERVICE, id, "task"), false);
    assert.deepEqual(await other.orders.states(SERVICE, [id]), [
      {
        orderId: id,
        taskId: "task",
        status: "completed",
        documents: [{ id: "doc", hasOriginal: true, hasResult: true }],
      },
    ]);
    assert.equal(textOf(await other.orders.result(SERVICE, id, "task", "doc")), "native doc");
    const [evidence] = await other.evidence.ofTask(SERVICE, id, "task");
    assert.deepEqual([textOf(evidence), evidence?.kind, evidence?.documentId], ["ltv-sdo doc", "signed", "doc"]);
    const history = await other.orders.history(SERVICE, id, "task");
    assert.deepEqual(events(history), ["request-created", "document-signed", "task-completed"]);
    assert.equal(history[1]?.ip, "192.0.2.7");
    const look = await other.sittings.look(SERVICE, id, "task");
    assert(look.kind === "over" && look.status === "completed");
    assert.equal(await other.sittings.read(SERVICE, id, "task", "doc"), undefined);
  }),

  defineCase("20 ends of one task at once, on two nodes: exactly one counts", async (bench) => {
    const nodes = [await bench.open(), await bench.open()];
    const id = await makeOrder(nodes[0]!);
    const won = await inParallel(20, nodes, (node, index) =>
      index % 2 ? node.sittings.reject(SERVICE, id, "task") : complete(node, id),
    );
    assert.equal(won.filter(Boolean).length, 1);
    const history = await nodes[1]!.orders.history(SERVICE, id, "task");
    assert.equal(history.filter(({ event }) => /^task-/.test(event)).length, 1);
  }),

  defineCase("nothing is written of an outcome with a result too many, or one too few", async (bench) => {
    const node = await bench.open();
    const id = await makeOrder(node, {
      documents: [
        { ...LETTER, id: "doc" },
        { ...LETTER, id: "maybe" },
        { ...LETTER, id: "read" },
      ],
      tasks: [
        aTask({
          documentActions: [
            SIGN,
            { type: "sign", documentRef: "maybe", optional: true },
            { type: "view", documentRef: "read" },
          ],
        }),
      ],
    });
    const end =
      (...documents: string[]) =>
      () =>
        node.sittings.complete(SERVICE, id, "task", anOutcome(...documents));
    await refusesWith("invalid-value", end("maybe"));
    await refusesWith("invalid-value", end());
    await refusesWith("unknown-document", end("doc", "read"));
    await refusesWith("unknown-document", end("doc", "other"));
    await refusesWith("duplicate-document-id", end("doc", "doc"));
    await refusesWith("unknown-task", () => complete(node, id, "other"));
    assert.equal(await statusOf(node, id), "created");
    assert.equal(await node.orders.result(SERVICE, id, "task", "doc"), undefined);
    assert.deepEqual(events(await node.orders.history(SERVICE, id, "task")), ["request-created"]);
    assert.equal(await end("doc")(), true);
  }),

  defineCase("a result that is its own evidence is kept once and read as either", async (bench) => {
    const node = await bench.open();
    const id = await makeOrder(node);
    const [result] = anOutcome("doc").results;
    const file = textFile("ltv", "application/x-ltv-sdo");
    await node.sittings.complete(SERVICE, id, "task", { results: [{ ...result!, file, evidence: file }], events: [] });
    assert.equal(textOf(await node.orders.result(SERVICE, id, "task", "doc")), "ltv");
    assert.equal(textOf((await node.evidence.ofTask(SERVICE, id, "task"))[0]), "ltv");
    const { rows } = await countPieces(node);
    assert.equal(rows, 2); // the letter, and this
  }),

  defineCase(
    "a task waits for those it depends on, and reads an earlier one's result when that is there",
    async (bench) => {
      const node = await bench.open();
      const result = { kind: "result", id: "theirs", taskId: "first", documentId: "doc" } as const;
      const id = await makeOrder(node, {
        tasks: [
          aTask({ id: "first" }),
          aTask({ id: "second", documentActions: [{ type: "view", document: result }], signatures: [] }),
          aTask({ id: "third", dependsOnTasks: ["second"] }),
        ],
      });
      const waitsFor = async (task: string) => {
        const look = await node.sittings.look(SERVICE, id, task);
        return look.kind === "waiting" ? look.for : look.kind;
      };
      assert.deepEqual(await waitsFor("second"), ["first"]);
      assert.deepEqual(await waitsFor("third"), ["second"]);
      assert.equal(await complete(node, id, "third"), false);
      assert.equal(await node.sittings.read(SERVICE, id, "third", "doc"), undefined);
      await complete(node, id, "first");
      assert.equal(await waitsFor("second"), "open");
      assert.equal(textOf(await node.sittings.read(SERVICE, id, "second", "theirs")), "native doc");
      assert.equal(await node.sittings.complete(SERVICE, id, "second", anOutcome()), true);
      assert.equal(await waitsFor("third"), "open");
    },
  ),

  defineCase(
    "whoever signs in another's place gets nothing: kept as evidence, and the third time it is over",
    async (bench) => {
      const node = await bench.open();
      const id = await makeOrder(node);
      const withhold = (n: number) =>
        node.sittings.withhold(SERVICE, id, "task", {
          evidence: textFile(`theirs ${n}`),
          reason: "another person signed",
        });
      assert.equal(await withhold(1), "open");
      assert.equal(await withhold(2), "open");
      assert.equal(await statusOf(node, id), "created");
      assert.equal(await withhold(3), "rejected");
      assert.equal(await statusOf(node, id), "rejected");
      assert.equal(await withhold(4), "rejected");
      assert.equal(await complete(node, id), false);
      assert.equal(await node.orders.result(SERVICE, id, "task", "doc"), undefined);
      const evidence = await node.evidence.ofTask(SERVICE, id, "task");
      assert.deepEqual(
        evidence.map((file) => `${file.kind} ${textOf(file)}`).toSorted(),
        [1, 2, 3, 4].map((n) => `withheld theirs ${n}`),
      );
      const history = events(await node.orders.history(SERVICE, id, "task"));
      assert.deepEqual(history, ["request-created", "error", "error", "error", "task-rejected", "error"]);
    },
  ),

  defineCase("three signers of another kind at once, on two nodes: one of them ends the task", async (bench) => {
    const nodes = [await bench.open(), await bench.open()];
    const id = await makeOrder(nodes[0]!);
    const ends = await inParallel(3, nodes, (node) =>
      node.sittings.withhold(SERVICE, id, "task", { evidence: textFile("x"), reason: "r" }),
    );
    assert.deepEqual(ends.toSorted(), ["open", "open", "rejected"]);
  }),

  defineCase("a document is uploaded once, looked at as an ordered one would be, and then signed", async (bench) => {
    const node = await bench.open();
    const id = await makeOrder(node, {
      documents: [UPLOAD],
      tasks: [
        aTask({ documentActions: [{ type: "upload", documentRef: "own" }], signatures: [] }),
        aTask({ id: "sign", documentActions: [{ type: "sign", documentRef: "own" }], dependsOnTasks: ["task"] }),
      ],
    });
    const upload = (file: Parameters<typeof node.sittings.upload>[4], task = "task", document = "own") =>
      node.sittings.upload(SERVICE, id, task, document, file);
    await refusesWith("document-refused", () => upload(textFile("")));
    await refusesWith("document-refused", () => upload(textFile("x", "image/png")));
    await refusesWith("document-refused", () => upload(textFile("/Encrypt", "application/pdf")));
    await refusesWith("media-type-not-supported-by-method", () => upload(textFile("<p>", "text/html")));
    const error = await refusesWith("document-rejected-by-method", () => upload(textFile("a script")));
    assert.deepEqual(error.findings, ["nemid-sign: a script", "nemid-sign: another script"]);
    await refusesWith("unknown-document", () => upload(textFile("x"), "task", "other"));
    await refusesWith("task-not-open", () => upload(textFile("x"), "sign"));
    await refusesWith("invalid-value", () => node.sittings.complete(SERVICE, id, "task", anOutcome()));
    await upload(textFile("mine"));
    await refusesWith("document-refused", () => upload(textFile("another")));
    assert.equal(await node.sittings.complete(SERVICE, id, "task", anOutcome()), true);
    assert.equal(textOf(await node.sittings.read(SERVICE, id, "sign", "own")), "mine");
    assert.deepEqual(events(await node.orders.history(SERVICE, id, "task")), [
      "request-created",
      "document-uploaded",
      "task-completed",
    ]);
  }),

  defineCase("two uploads of one document at once: one is kept", async (bench) => {
    const nodes = [await bench.open(), await bench.open()];
    const id = await makeOrder(nodes[0]!, {
      documents: [UPLOAD],
      tasks: [aTask({ documentActions: [{ type: "upload", documentRef: "own" }], signatures: [] })],
    });
    const outcomes = await inParallel(6, nodes, (node, n) =>
      node.sittings.upload(SERVICE, id, "task", "own", textFile(`copy ${n}`)).then(
        () => true,
        () => false,
      ),
    );
    assert.equal(outcomes.filter(Boolean).length, 1);
    assert.equal(textOf(await nodes[0]!.orders.original(SERVICE, id, "task", "own")), `copy ${outcomes.indexOf(true)}`);
  }),

  defineCase("what happens in a sitting is told in its order, and of no other task", async (bench) => {
    const node = await bench.open();
    const id = await makeOrder(node, { tasks: [aTask(), aTask({ id: "other" })] });
    const about = { ip: "192.0.2.7", userAgent: "Firefox" };
    for (const event of ["task-started", "document-viewed", "document-sign-cancelled"] as const)
      await node.sittings.record(SERVICE, id, "task", { event, ...about });
    await node.sittings.reject(SERVICE, id, "task", "not for me");
    const history = await node.orders.history(SERVICE, id, "task");
    assert.deepEqual(events(history), [
      "request-created",
      "task-started",
      "document-viewed",
      "document-sign-cancelled",
      "task-rejected",
    ]);
    assert.deepEqual([history[1]?.userAgent, history[4]?.data], ["Firefox", "not for me"]);
    assert.deepEqual(events(await node.orders.history(SERVICE, id, "other")), ["request-created"]);
    await refusesWith("unknown-task", () => node.sittings.record(SERVICE, id, "none", { event: "error" }));
    await refusesWith("unknown-request", () => node.sittings.record(SERVICE, "none", "task", { event: "error" }));
  }),
];

async function countPieces({ storage }: { readonly storage: { readonly workbench: { readonly db: Db } } }) {
  const rows = await storage.workbench.db.selectFrom("signing_pieces").select("id").execute();
  return { rows: rows.length };
}
type Db = import("@eid-gateway/storage").TableParts["db"];
