import assert from "node:assert/strict";
import { NationalId } from "@eid-gateway/core";
import type { EvidenceRow } from "../storage.js";
import { defineCase, inParallel, refusesWith } from "./bench.js";

export const recordCases = [
  defineCase("lists a transaction's events in the order of writing, with what each had", async (bench) => {
    const { events } = await bench.open();
    const bare = { transaction: "t-1", at: bench.in(5), service: "demo", event: "begun" };
    const full = {
      ...bare,
      at: bench.in(1),
      method: "nemid",
      code: "nemid:revoked",
      facts: { tries: 2, ok: false, door: "oidc" },
    };
    await events.append({ ...bare, expires: bench.in(60) });
    await events.append({ ...full, expires: bench.in(60) });
    await events.append({ ...bare, transaction: "t-2", expires: bench.in(60) });
    assert.deepEqual(await (await bench.open()).events.list("t-1"), [bare, full]);
    assert.deepEqual(await events.list("t-3"), []);
  }),

  defineCase("a name from the outside cannot keep its own refusal out of the log", async (bench) => {
    const { events } = await bench.open();
    const service = "evil\0';drop table events;--\u{D800}";
    const event = { transaction: "t", at: bench.in(0), service, event: "refused", facts: { id: "\0" } };
    await events.append({ ...event, expires: bench.in(60) });
    const [listed] = await events.list("t");
    assert.equal(listed?.service, "evil\u{FFFD}';drop table events;--\u{FFFD}");
    assert.deepEqual(listed?.facts, { id: "\0" });
  }),

  defineCase("an expired event is not listed, before any purge", async (bench) => {
    const { events } = await bench.open();
    const event = { transaction: "t", at: bench.in(0), service: "demo", event: "begun" };
    await events.append({ ...event, expires: bench.in(60) });
    await events.append({ ...event, event: "done", expires: bench.in(61) });
    bench.clock.advance(60);
    assert.deepEqual(
      (await events.list("t")).map((listed) => listed.event),
      ["done"],
    );
  }),

  defineCase("gives evidence back byte for byte, until it expires", async (bench) => {
    const evidence: EvidenceRow = {
      ...{ transaction: "t", service: "demo", method: "nemid", format: "nemid" },
      body: { message: new Uint8Array([60, 0, 255]), report: [{ rule: "chain", ok: true }] },
      expires: bench.in(60),
    };
    await (await bench.open()).evidence.put(evidence);
    const storage = await bench.open();
    assert.deepEqual(await storage.evidence.find("t"), evidence);
    assert.equal(await storage.evidence.find("T"), undefined);
    bench.clock.advance(60);
    assert.equal(await storage.evidence.find("t"), undefined);
  }),

  defineCase("evidence is never replaced, not even by the same", async (bench) => {
    const instances = [await bench.open(), await bench.open()];
    const row = { transaction: "t", service: "demo", method: "nemid", format: "nemid", expires: bench.in(60) };
    const outcomes = await inParallel(10, instances, ({ evidence }, index) =>
      evidence.put({ ...row, body: index }).then(
        () => index,
        () => undefined,
      ),
    );
    const [winner, ...others] = outcomes.filter((index) => index !== undefined);
    assert.deepEqual(others, []);
    assert.equal((await instances[0]!.evidence.find("t"))?.body, winner);
    const body = { cpr: new NationalId("DK", "0101701234") };
    await refusesWith("storage:conflict", () => instances[1]!.evidence.put({ ...row, body }));
  }),
];
