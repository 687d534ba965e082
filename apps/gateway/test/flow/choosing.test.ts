import { EidError } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { advanceFlow } from "../../src/flow/advance-flow.js";
import { presentFlow } from "../../src/flow/present-flow.js";
import type { Pages } from "../../src/web/pages.js";
import { pageOf } from "../screens/pages.js";
import { openBench, show } from "./bench.js";

const TWO = { methods: ["acme", "other"] };
const REFUSED = new EidError("acme:no", "refused", "no");

describe("the way back to the choice", () => {
  it("tells the method that it was left, and forgets what it kept", async () => {
    const left: unknown[] = [];
    const abandon = async (_request: unknown, state: unknown) => void left.push(state);
    const bench = await openBench({ start: async () => show(7), abandon });
    const begun = await bench.begin(TWO);
    await bench.post(begun, { method: "acme" });
    await bench.post(begun, { choose: "yes" });
    expect(left).toEqual([7]);
    const { stage, method } = await bench.now(begun);
    expect([stage, method]).toEqual([{ kind: "choose" }, undefined]);
  });

  it("leads on from a refusal, and ends nothing", async () => {
    const start = async () => Promise.reject(REFUSED);
    const bench = await openBench({ start });
    const begun = await bench.begin(TWO);
    await bench.post(begun, { method: "acme" });
    expect((await bench.now(begun)).stage).toMatchObject({ kind: "failed", code: "acme:no" });
    await bench.post(begun, { choose: "yes" });
    expect((await bench.now(begun)).stage).toEqual({ kind: "choose" });
    expect(bench.outcomes).toEqual([]);
  });

  it("is not gone by an address, which must press no button", async () => {
    const bench = await openBench({ resume: async () => show(2) });
    const begun = await bench.begin(TWO);
    await bench.post(begun, { method: "acme" });
    await advanceFlow(bench.tools, bench.visitOf(begun), { kind: "callback", fields: { choose: "yes" } });
    expect((await bench.now(begun)).stage).toMatchObject({ kind: "show", state: 2 });
  });

  it("is no way out of a log-in whose time is over, and is not offered there", async () => {
    const bench = await openBench({});
    const begun = await bench.begin(TWO);
    await bench.post(begun, { method: "acme" });
    bench.advanceClock(bench.tools.limits.hardMs);
    await bench.post(begun, { choose: "yes" });
    expect((await bench.now(begun)).stage.kind).not.toBe("choose");
    const pages = { contextFor: async () => pageOf({ canChoose: true }) } as unknown as Pages;
    const manner = { language: undefined, isNavigation: true };
    const shown = await presentFlow(bench.tools, pages, bench.visitOf(begun), manner);
    expect(shown.kind === "page" && shown.page.html).toContain('data-code="timeout"');
    expect(shown.kind === "page" && shown.page.html).not.toContain('name="choose"');
  });

  it("is not there where the flow has one method, whatever is posted", async () => {
    const bench = await openBench({ resume: async () => show(2) });
    const begun = await bench.begin();
    await bench.post(begun, { choose: "yes" });
    expect((await bench.now(begun)).stage).toMatchObject({ kind: "show", state: 2 });
  });
});
