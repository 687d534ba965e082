import { type Storage, StorageError } from "@eid-gateway/storage";
import { describe, expect, it } from "vitest";
import { DONE, openBench, show } from "./bench.js";

/** Fails the n-th call of the tables a flow uses, before it reaches the database or after it has been done there. */
function failing() {
  const plan = { at: 0, when: "before" as "before" | "after", calls: 0 };
  const table = <T extends object>(real: T): T =>
    new Proxy(real, {
      get:
        (target, name) =>
        async (...given: unknown[]) => {
          const call = target[name as keyof T] as (...args: unknown[]) => Promise<unknown>;
          plan.calls += 1;
          const fails = plan.calls === plan.at;
          if (fails && plan.when === "before") throw new StorageError("storage:unavailable", "down");
          const result = await call.apply(target, given);
          if (fails) throw new StorageError("storage:unavailable", "the answer was lost");
          return result;
        },
    });
  const wrap = (storage: Storage): Storage => ({
    ...storage,
    flows: table(storage.flows),
    events: table(storage.events),
    evidence: table(storage.evidence),
  });
  return { plan, wrap };
}

const moments = (["before", "after"] as const).flatMap((when) =>
  Array.from({ length: 8 }, (_, at) => [when, at + 1] as const),
);

describe("a database that fails", () => {
  it.each(moments)(
    "%s it has done call %i of a log-in: the person goes on, and one outcome is the last",
    async (when, at) => {
      const { plan, wrap } = failing();
      let step = 0;
      const bench = await openBench({ resume: async () => (step++ ? DONE : show(1)) }, wrap);
      const begun = await bench.begin();
      Object.assign(plan, { at, when, calls: 0 });
      const failures: unknown[] = [];
      for (let turn = 0; turn < 8 && (await bench.now(begun)).stage.kind !== "over"; turn += 1) {
        await bench.post(begun).catch((error: unknown) => failures.push(error));
        // The lease of a step whose end was not written runs out; the person posts again.
        bench.advanceClock(bench.tools.limits.leaseMs);
      }
      expect(failures.every((error) => error instanceof StorageError)).toBe(true);
      expect(failures.length).toBeLessThanOrEqual(1);
      expect((await bench.now(begun)).stage).toMatchObject({ kind: "over", address: "/back" });
      expect(new Set(bench.outcomes.map(({ kind }) => kind))).toEqual(new Set(["done"]));
      expect(bench.outcomes.length).toBeLessThanOrEqual(2);
    },
  );

  it.each(moments.slice(0, 8))("%s it has done call %i of a cancel: the same", async (when, at) => {
    const { plan, wrap } = failing();
    const bench = await openBench({}, wrap);
    const begun = await bench.begin();
    Object.assign(plan, { at, when, calls: 0 });
    for (let turn = 0; turn < 4 && (await bench.now(begun)).stage.kind !== "over"; turn += 1) {
      await bench.post(begun, { cancel: "yes" }).catch((error: unknown) => expect(error).toBeInstanceOf(StorageError));
      bench.advanceClock(bench.tools.limits.leaseMs);
    }
    expect((await bench.now(begun)).stage).toMatchObject({ kind: "over", address: "/back" });
  });
});
