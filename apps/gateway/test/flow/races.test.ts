import { EidError } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { advanceFlow } from "../../src/flow/advance-flow.js";
import { pollFlow } from "../../src/flow/poll-flow.js";
import { DONE, openBench, show } from "./bench.js";

const WAIT = { poll: { afterMs: 1000 } };
const REPORT = { kind: "report", headers: {}, body: new Uint8Array() } as const;

describe("a step that waits", () => {
  it("is asked with the state the last poll left, by whoever read the flow before that", async () => {
    const states: unknown[] = [];
    const { tools, begin, now } = await openBench({
      start: async () => show(1, WAIT),
      resume: async (_request, state) => {
        states.push(state);
        return show(Number(state) + 1, WAIT);
      },
    });
    const begun = await begin();
    const seen = await now(begun);
    await pollFlow(tools, seen, { kind: "poll" });
    await pollFlow(tools, seen, { kind: "poll" });
    expect(states).toEqual([1, 2]);
  });

  it("does not hear a report while another request is at work, and says so", async () => {
    const { tools, begin, now } = await openBench({ start: async () => show(1, WAIT) });
    const begun = await begin();
    await tools.storage.flows.take(begun.flow.id, begun.flow.step, new Date(tools.clock.now().getTime() + 1000));
    expect(await pollFlow(tools, await now(begun), REPORT)).toBeUndefined();
  });

  it("is not completed by a report that comes when the person's time is over", async () => {
    const { tools, begin, now, outcomes, advanceClock } = await openBench({ start: async () => show(1, WAIT) });
    const begun = await begin();
    const seen = await now(begun);
    advanceClock(tools.limits.idleMs);
    expect((await pollFlow(tools, seen, REPORT))?.stage).toMatchObject({ kind: "failed", code: "timeout" });
    expect(outcomes).toEqual([]);
  });
});

describe("a step that takes longer than its lease", () => {
  it("lands on what the next one did, and undoes nothing", async () => {
    let calls = 0;
    let outlive = () => {};
    const bench = await openBench({
      resume: async () => {
        calls += 1;
        if (calls > 1) return show(7);
        outlive();
        await bench.post(begun); // the person again, on another node
        return DONE;
      },
    });
    const begun = await bench.begin();
    outlive = () => bench.advanceClock(bench.tools.limits.leaseMs + 1);
    expect(await bench.post(begun)).toMatchObject({ path: `/flow/${begun.flow.id}` });
    expect((await bench.now(begun)).stage).toMatchObject({ kind: "show", state: 7 });
  });
});

describe("an address", () => {
  it.each<Record<string, string>>([{ action: "retry" }, { cancel: "yes" }])(
    "presses no button of a failure page: %j",
    async (fields) => {
      const { tools, begin, post, now, visitOf, outcomes } = await openBench({
        resume: async () => {
          throw new EidError("acme:no", "refused", "no");
        },
      });
      const begun = await begin();
      await post(begun);
      await advanceFlow(tools, visitOf(begun), { kind: "callback", fields });
      expect((await now(begun)).stage).toMatchObject({ kind: "failed", code: "acme:no" });
      expect(outcomes).toEqual([]);
    },
  );
});

describe("a hundred posts of one form", () => {
  it("are one step, whether they cancel or answer", async () => {
    let calls = 0;
    const { begin, post, now, outcomes } = await openBench({
      resume: async () => {
        calls += 1;
        return DONE;
      },
    });
    const begun = await begin();
    const step = (await now(begun)).step;
    const posts = Array.from({ length: 100 }, (_, at) => post(begun, at % 2 ? { step, cancel: "yes" } : { step }));
    const paths = new Set(
      (await Promise.all(posts)).map((result) => (typeof result === "string" ? result : result.path)),
    );
    expect([...paths]).toEqual([`/flow/${begun.flow.id}`]);
    expect(outcomes).toHaveLength(1);
    expect(calls).toBe(outcomes[0]?.kind === "done" ? 1 : 0);
  });
});
