import assert from "node:assert/strict";
import type { CataloguedMethod } from "../ports.js";
import { defineCase, inParallel, type Node, refusesWith, textFile } from "./bench.js";
import { anOutcome, aTask, complete, makeOrder, SERVICE, SIGN, statusOf } from "./orders.js";

/** What comes of the first task, to be signed in the second through the service's stylesheet. */
const THEIRS = {
  kind: "result",
  id: "theirs",
  taskId: "first",
  documentId: "doc",
  externalReference: "letter",
} as const;
const SIGN_THEIRS = { type: "sign", document: THEIRS } as const;
const FIRST = aTask({ id: "first" });
const SECOND = aTask({ id: "second", documentActions: [SIGN_THEIRS] });

const look = ({ sittings }: Node, id: string) => sittings.look(SERVICE, id, "second");
const errorsOf = async ({ orders }: Node, id: string, task = "second") =>
  (await orders.history(SERVICE, id, task)).filter(({ event }) => event === "error").map(({ data }) => data);

/** The first task ends with this. */
async function completeFirst({ sittings }: Node, id: string, content: string): Promise<void> {
  const { results, events } = anOutcome("doc");
  const file = textFile(content, "application/xml");
  await sittings.complete(SERVICE, id, "first", { results: results.map((one) => ({ ...one, file })), events });
}

/** A method that would sign nothing with a script in it, and counts how often it was asked. */
function counting() {
  const asked = { times: 0 };
  const inspect: CataloguedMethod["inspect"] = async ({ bytes }) => {
    asked.times++;
    return Buffer.from(bytes).includes("script") ? [{ message: "element script" }] : [];
  };
  const method = { intent: "sign", binds: false, mediaTypes: ["text/plain", "application/xml"], inspect } as const;
  return { asked, catalogue: { find: () => method } };
}

export const resultCases = [
  defineCase(
    "a result is looked at when a later task may sign it, once, and shown by one stylesheet",
    async (bench) => {
      const { asked, catalogue } = counting();
      const nodes = [await bench.open({ catalogue }), await bench.open({ catalogue })];
      const [node, other] = nodes as [Node, Node];
      const id = await makeOrder(node, { tasks: [FIRST, SECOND] });
      asked.times = 0;
      assert.equal((await look(node, id)).kind, "waiting");
      await completeFirst(node, id, "<signed/>");
      const first = await look(node, id);
      bench.terms.stylesheet = () => "<another/>";
      for (const again of [first, await look(node, id), await look(other, id)]) {
        assert(again.kind === "open");
        assert.deepEqual(
          again.documents.map(({ mediaType, stylesheet }) => [mediaType, stylesheet]),
          [["application/xml", "<xsl:stylesheet/>"]],
        );
      }
      assert.equal(asked.times, 1);
      assert.deepEqual(await errorsOf(node, id), []);
    },
  ),

  defineCase(
    "a result that a method would not sign keeps its task shut, and the history says why, once",
    async (bench) => {
      const { catalogue } = counting();
      const nodes = [await bench.open({ catalogue }), await bench.open({ catalogue })];
      const [node] = nodes as [Node, Node];
      const id = await makeOrder(node, { tasks: [FIRST, SECOND] });
      await completeFirst(node, id, "<script/>");
      const looks = await inParallel(6, nodes, (one) => look(one, id));
      assert.deepEqual([...new Set(looks.map(({ kind }) => kind))], ["unfit"]);
      const [error, ...more] = await errorsOf(node, id);
      assert.match(String(error), /^theirs: .*nemid-sign: element script/);
      assert.deepEqual(more, []);
      assert.equal(await statusOf(node, id, "second"), "created");
      assert.deepEqual(await errorsOf(node, id, "first"), []);
    },
  ),

  defineCase("a result is judged for each task by its own methods", async (bench) => {
    const strict = counting();
    const find = (_service: string, name: string): CataloguedMethod =>
      name === "nemid-sign" ? strict.catalogue.find() : { intent: "sign", binds: false };
    const node = await bench.open({ catalogue: { find } });
    const easy = aTask({ id: "third", documentActions: [SIGN_THEIRS], signatures: [{ methods: [{ name: "other" }] }] });
    const id = await makeOrder(node, { tasks: [FIRST, SECOND, easy] });
    await completeFirst(node, id, "<script/>");
    assert.equal((await look(node, id)).kind, "unfit");
    assert.equal((await node.sittings.look(SERVICE, id, "third")).kind, "open");
    assert.equal((await look(node, id)).kind, "unfit");
  }),

  defineCase("an optional result that cannot be signed is as good as not there", async (bench) => {
    const { catalogue } = counting();
    const node = await bench.open({ catalogue });
    const second = aTask({ id: "second", documentActions: [SIGN, { ...SIGN_THEIRS, optional: true }] });
    const id = await makeOrder(node, { tasks: [FIRST, second] });
    await completeFirst(node, id, "<script/>");
    const found = await look(node, id);
    assert(found.kind === "open");
    assert.deepEqual(
      found.documents.map(({ id: document, mediaType, sha256 }) => [document, mediaType, sha256 !== undefined]),
      [
        ["doc", "text/plain", true],
        ["theirs", undefined, false],
      ],
    );
    assert.equal((await errorsOf(node, id)).length, 1);
    assert.equal(await complete(node, id, "second", "doc"), true);
  }),

  defineCase("a result that is only read is not judged", async (bench) => {
    const { catalogue } = counting();
    const node = await bench.open({ catalogue });
    const second = aTask({ id: "second", documentActions: [{ type: "view", document: THEIRS }], signatures: [] });
    const id = await makeOrder(node, { tasks: [FIRST, second] });
    await completeFirst(node, id, "<script/>");
    assert.equal((await look(node, id)).kind, "open");
  }),

  defineCase("a task that is added signs a result that is there already, or is told why not", async (bench) => {
    const { catalogue } = counting();
    const node = await bench.open({ catalogue });
    const ids = [await makeOrder(node, { tasks: [FIRST] }), await makeOrder(node, { tasks: [FIRST] })] as const;
    await completeFirst(node, ids[0], "<signed/>");
    await completeFirst(node, ids[1], "<script/>");
    for (const id of ids) await node.orders.addTask(SERVICE, id, SECOND);
    assert.deepEqual([(await look(node, ids[0])).kind, (await look(node, ids[1])).kind], ["open", "unfit"]);
    const packed = {
      ...SECOND,
      id: "third",
      documentActions: [{ type: "sign", document: { ...THEIRS, externalReference: "none" } }],
    } as const;
    await refusesWith("document-refused", () => node.orders.addTask(SERVICE, ids[0], packed));
  }),
];
