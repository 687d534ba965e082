import { EidError, type OpenMethod, type Step } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { DONE, openBench, show } from "./bench.js";

const never = () => new Promise<never>(() => undefined);
const throwing = (thrown: unknown) => (): never => {
  throw thrown;
};
const itself = new Error("its own cause");
itself.cause = itself;

describe("a method that fails in no way it may", () => {
  it.each<[string, OpenMethod["resume"]]>([
    ["throws a string", throwing("no")],
    ["throws null", throwing(null)],
    ["throws nothing", throwing(undefined)],
    ["throws an error that is its own cause", throwing(itself)],
    ["rejects with a string", () => Promise.reject("no")],
    ["throws a code it has not declared", throwing(new EidError("acme:other", "refused", "x"))],
    ["throws a code that every object has", throwing(new EidError("constructor", "refused", "x"))],
    ["answers nothing", async () => undefined as unknown as Step],
    ["answers a step there is not", async () => ({ kind: "dance" }) as unknown as Step],
    ["keeps what cannot be kept", async () => show(0, { state: { at: new Date(0) } })],
    ["keeps a function", async () => show(0, { state: () => 1 })],
    ["is done with nobody", async () => ({ kind: "done" }) as unknown as Step],
    ["is done without evidence", async () => ({ kind: "done", outcome: { subject: "x", attributes: {} } }) as never],
    [
      "is done with attributes of odd kinds",
      async () =>
        ({ ...DONE, outcome: { ...(DONE as { outcome: object }).outcome, attributes: { x: new Date(0) } } }) as never,
    ],
  ])("%s: a failure page that leads back, and nothing said about why", async (_what, resume) => {
    const { begin, post, now, outcomes, lines } = await openBench({ resume });
    const begun = await begin();
    expect(await post(begun)).toMatchObject({ path: `/flow/${begun.flow.id}` });
    expect((await now(begun)).stage).toEqual({ kind: "failed", code: "systemerror", category: "misconfigured" });
    expect(lines.join("")).toContain("a method failed in a way it does not declare");
    await post(begun, { cancel: "yes" });
    expect(outcomes).toEqual([{ kind: "failed", code: "systemerror", category: "misconfigured" }]);
  });

  it.each([
    ["no key", {}],
    ["a number for a key", { key: 7 }],
    ["a function in its place", { key: "x", values: { name: () => "y" } }],
  ])("gives a sentence of an odd kind (%s): the code's own is shown", async (_what, sentence) => {
    const refusal = new EidError("acme:no", "refused", "x", { sentence: sentence as never });
    const { begin, post, now } = await openBench({ resume: throwing(refusal) });
    const begun = await begin();
    await post(begun);
    expect((await now(begun)).stage).toEqual({ kind: "failed", code: "acme:no", category: "refused" });
  });

  it("never answers: the person is told, and can try again", async () => {
    let calls = 0;
    const { begin, post, now } = await openBench({ resume: () => (calls++ ? Promise.resolve(DONE) : never()) });
    const begun = await begin();
    await post(begun);
    expect((await now(begun)).stage).toEqual({ kind: "failed", code: "timeout", category: "unavailable" });
    await post(begun, { action: "retry" });
    await post(begun);
    expect((await now(begun)).stage).toMatchObject({ kind: "over", address: "/back" });
  });

  it.each<[string, NonNullable<OpenMethod["abandon"]>]>([
    ["throws", throwing(new Error("no"))],
    ["throws a string", throwing("no")],
    ["rejects", () => Promise.reject(new Error("no"))],
    ["never answers", never],
  ])("cannot stand in the way of a cancel: %s", async (_what, abandon) => {
    const { begin, post, now, outcomes } = await openBench({ abandon });
    const begun = await begin();
    await post(begun, { cancel: "yes" });
    expect((await now(begun)).stage).toMatchObject({ kind: "over", address: "/back" });
    expect(outcomes).toEqual([{ kind: "failed", code: "usercancel", category: "cancelled" }]);
  });
});
