import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { DEFAULT_LIMITS } from "../limits.js";
import { DAY, defineCase, inParallel, type Node, refusesWith, textFile, textOf } from "./bench.js";
import { anOutcome, aTask, complete, makeOrder, SERVICE, SIGN, statusOf } from "./orders.js";

const session = (sessionId: string, more: object = {}) =>
  ({ kind: "session", id: "doc", description: "Uploaded", sessionId, ...more }) as const;
const pieces = ({ storage }: Node) => storage.workbench.db.selectFrom("signing_pieces").select("id").execute();

export const fileCases = [
  defineCase("a file of several pieces comes back as it was, from another node", async (bench) => {
    const [one, other] = [await bench.open(), await bench.open()];
    for (const length of [1, 1024 * 1024, 1024 * 1024 + 1, 10 * 1024 * 1024 + 7]) {
      const bytes = new Uint8Array(randomBytes(length));
      const id = await one.files.put(SERVICE, { mediaType: "application/pdf", bytes });
      const read = await other.files.get(SERVICE, id);
      assert.equal(read?.mediaType, "application/pdf");
      assert(Buffer.from(read.bytes).equals(bytes), `${length} bytes`);
      assert.equal(await other.files.delete(SERVICE, id), true);
      assert.equal(await one.files.delete(SERVICE, id), false);
    }
    assert.deepEqual(await pieces(one), []);
  }),

  defineCase("a type's parameters are kept as they came", async (bench) => {
    const node = await bench.open();
    const id = await node.files.put(SERVICE, textFile("x", "text/plain; charset=ISO-8859-1"));
    assert.equal((await node.files.get(SERVICE, id))?.mediaType, "text/plain; charset=ISO-8859-1");
  }),

  defineCase("refuses files that are empty, too large for the service, or of no known type", async (bench) => {
    bench.terms.limits = { ...DEFAULT_LIMITS, fileBytes: 10 };
    const { files, archive } = await bench.open();
    for (const store of [files, archive]) {
      await refusesWith("document-refused", () => store.put(SERVICE, textFile("")));
      await refusesWith("document-refused", () => store.put(SERVICE, textFile("x".repeat(11))));
      await refusesWith("document-refused", () => store.put(SERVICE, textFile("x", "image/png")));
      await refusesWith("document-refused", () => store.put(SERVICE, textFile("x", "")));
      await store.put(SERVICE, textFile("x".repeat(10)));
    }
  }),

  defineCase(
    "an upload that nobody uses is gone after a day, bytes and all; one that is used lives as long as its order",
    async (bench) => {
      const node = await bench.open();
      const [unused, used] = [
        await node.files.put(SERVICE, textFile("unused")),
        await node.files.put(SERVICE, textFile("used")),
      ];
      const id = await makeOrder(node, {
        documents: [session(used)],
        tasks: [aTask({ daysToLive: 2 })],
        daysUntilDeletion: 1,
      });
      bench.clock.advance(DAY);
      assert.equal(await node.files.get(SERVICE, unused), undefined);
      await refusesWith("session-document-not-found", () => makeOrder(node, { documents: [session(unused)] }));
      await node.storage.purge();
      assert.equal((await pieces(node)).length, 1);
      assert.equal(textOf(await node.files.get(SERVICE, used)), "used");
      assert.equal(textOf(await node.orders.original(SERVICE, id, "task", "doc")), "used");
      bench.clock.advance(2 * DAY);
      assert.equal(await node.files.get(SERVICE, used), undefined);
      await node.storage.purge();
      assert.deepEqual(await pieces(node), []);
    },
  ),

  defineCase("an upload may be deleted once it is ordered: the order has its document still", async (bench) => {
    const node = await bench.open();
    const upload = await node.files.put(SERVICE, textFile("the letter"));
    const id = await makeOrder(node, { documents: [session(upload)] });
    assert.equal(await node.files.delete(SERVICE, upload), true);
    await node.storage.purge();
    assert.equal(textOf(await node.sittings.read(SERVICE, id, "task", "doc")), "the letter");
    await node.orders.delete(SERVICE, [id]);
    assert.deepEqual(await pieces(node), []);
  }),

  defineCase("orders and deletions of one upload at once: an order that is made has its document", async (bench) => {
    const nodes = [await bench.open(), await bench.open()];
    for (let round = 0; round < 5; round++) {
      const upload = await nodes[0]!.files.put(SERVICE, textFile("the letter"));
      const made = await inParallel(4, nodes, (node, n) =>
        n === 1
          ? node.files.delete(SERVICE, upload).then(() => undefined)
          : makeOrder(node, { documents: [session(upload)] }).catch(() => undefined),
      );
      for (const id of made.filter((one) => one !== undefined))
        assert.equal(textOf(await nodes[1]!.sittings.read(SERVICE, id, "task", "doc")), "the letter");
    }
  }),

  defineCase("archived files stay until they are removed; removing tells which were there", async (bench) => {
    const node = await bench.open();
    const id = await node.archive.put(SERVICE, textFile("kept"));
    bench.clock.advance(4_000 * DAY);
    await node.storage.purge();
    assert.equal(textOf(await node.archive.get(SERVICE, id)), "kept");
    assert.equal(await node.archive.get("other", id), undefined);
    assert.equal(await node.files.get(SERVICE, id), undefined);
    assert.deepEqual(await node.archive.remove("other", [id]), []);
    assert.deepEqual(await node.archive.remove(SERVICE, ["unknown", id, id]), [id]);
    assert.deepEqual(await node.archive.remove(SERVICE, [id]), []);
    assert.deepEqual(await node.archive.remove(SERVICE, []), []);
    assert.deepEqual(await pieces(node), []);
  }),

  defineCase(
    "sources and results go to the archive when the task is completed, once, and outlive the order",
    async (bench) => {
      const node = await bench.open();
      const upload = await node.files.put(SERVICE, textFile("source"));
      const send = { ...SIGN, sendResultToArchive: true };
      const id = await makeOrder(node, {
        documents: [session(upload, { sendToArchive: true })],
        tasks: [aTask({ documentActions: [send] }), aTask({ id: "other", documentActions: [send] })],
      });
      await complete(node, id);
      await complete(node, id, "other");
      const states = await node.orders.states(SERVICE, [id]);
      const [first, second] = states.map(({ documents }) => documents[0]!);
      assert.equal(first?.originalArchiveId, second?.originalArchiveId);
      assert.notEqual(first?.resultArchiveId, second?.resultArchiveId);
      await node.orders.delete(SERVICE, [id]);
      bench.clock.advance(100 * DAY);
      await node.storage.purge();
      assert.equal(textOf(await node.archive.get(SERVICE, first!.originalArchiveId!)), "source");
      assert.equal(textOf(await node.archive.get(SERVICE, first!.resultArchiveId!)), "native doc");
      assert.equal(textOf(await node.archive.get(SERVICE, second!.resultArchiveId!)), "native doc");
    },
  ),

  defineCase("nothing is archived of a task that was rejected", async (bench) => {
    const node = await bench.open();
    const upload = await node.files.put(SERVICE, textFile("source"));
    const id = await makeOrder(node, { documents: [session(upload, { sendToArchive: true })] });
    await node.sittings.reject(SERVICE, id, "task");
    await node.orders.delete(SERVICE, [id]);
    await node.files.delete(SERVICE, upload);
    assert.deepEqual(await pieces(node), []);
  }),

  defineCase("an archived document can be ordered, and removed from the archive meanwhile", async (bench) => {
    const node = await bench.open();
    const archiveId = await node.archive.put(SERVICE, textFile("archived"));
    const id = await makeOrder(node, { documents: [{ kind: "archive", id: "doc", archiveId }] });
    assert.deepEqual(await node.archive.remove(SERVICE, [archiveId]), [archiveId]);
    assert.equal(textOf(await node.sittings.read(SERVICE, id, "task", "doc")), "archived");
    assert.equal(await node.sittings.complete(SERVICE, id, "task", anOutcome("doc")), true);
    assert.equal(await statusOf(node, id), "completed");
    await refusesWith("archive-document-not-found", () =>
      makeOrder(node, { documents: [{ kind: "archive", id: "doc", archiveId }] }),
    );
  }),

  defineCase(
    "timestamps in the archive are renewed once by one of two nodes, and asked about again when they said",
    async (bench) => {
      const asked: string[] = [];
      const renew = async (service: string, file: { bytes: Uint8Array; mediaType: string }) => {
        asked.push(service);
        const next = new Date(bench.clock.now().getTime() + 300 * DAY * 1000);
        return { file: { ...file, bytes: Buffer.concat([file.bytes, Buffer.from("+")]) }, next };
      };
      const nodes = [await bench.open({ renew }), await bench.open({ renew })];
      const id = await nodes[0]!.archive.put(SERVICE, textFile("ltv", "application/x-ltv-sdo"));
      await nodes[0]!.archive.put(SERVICE, textFile("text"));
      await nodes[0]!.jobs.renewTimestamps();
      assert.deepEqual(asked, []);
      bench.clock.advance(2 * DAY);
      await inParallel(6, nodes, (node) => node.jobs.renewTimestamps());
      assert.deepEqual(asked, [SERVICE]);
      assert.equal(textOf(await nodes[1]!.archive.get(SERVICE, id)), "ltv+");
      assert.equal((await pieces(nodes[0]!)).length, 2);
      bench.clock.advance(300 * DAY);
      await nodes[1]!.jobs.renewTimestamps();
      assert.equal(textOf(await nodes[1]!.archive.get(SERVICE, id)), "ltv++");
    },
  ),

  defineCase(
    "a renewal that fails leaves the file as it was and is tried the next day; one that is never needed is not asked again",
    async (bench) => {
      let tries = 0;
      const renew = async () => {
        tries++;
        if (tries === 1) throw new Error("the TSA is down");
        return undefined;
      };
      const node = await bench.open({ renew });
      const id = await node.archive.put(SERVICE, textFile("ltv", "application/x-ltv-sdo"));
      bench.clock.advance(DAY);
      assert.deepEqual(await node.jobs.renewTimestamps(), { done: 0, failed: 1 });
      assert.deepEqual(await node.jobs.renewTimestamps(), { done: 0, failed: 0 });
      bench.clock.advance(DAY);
      assert.deepEqual(await node.jobs.renewTimestamps(), { done: 1, failed: 0 });
      bench.clock.advance(4_000 * DAY);
      assert.deepEqual(await node.jobs.renewTimestamps(), { done: 0, failed: 0 });
      assert.equal(textOf(await node.archive.get(SERVICE, id)), "ltv");
    },
  ),
];
