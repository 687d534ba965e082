import { describe, expect, it } from "vitest";
import { GatewayUnreachableError, SigningNotOverError, SigningRefusedError } from "../../src/index.js";
import { waitUntil } from "../../src/signing/wait-until.js";

/** A clock that only sleeping moves. */
function stage() {
  let nowMs = 0;
  const pauses: number[] = [];
  const effects = {
    clock: { now: () => new Date(nowMs) },
    sleep: async (ms: number) => {
      pauses.push(Math.round(ms));
      nowMs += ms;
    },
  };
  return { pauses, effects };
}

describe("waiting", () => {
  it("asks ever more seldom, and ends with what there is", async () => {
    const { pauses, effects } = stage();
    let asked = 0;
    expect(await waitUntil(async () => (++asked === 5 ? "done" : undefined), {}, effects)).toBe("done");
    expect(pauses).toEqual([500, 800, 1280, 2048]);
  });

  it("never pauses longer than half a minute", async () => {
    const { pauses, effects } = stage();
    await expect(waitUntil(async () => undefined, { forSeconds: 600 }, effects)).rejects.toThrow(SigningNotOverError);
    expect(Math.max(...pauses)).toBe(30_000);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(600_000);
  });

  it("asks once when there is no time to wait", async () => {
    const { pauses, effects } = stage();
    let asked = 0;
    const ask = async () => void asked++;
    await expect(waitUntil(ask, { forSeconds: 0 }, effects)).rejects.toThrow(SigningNotOverError);
    expect([asked, pauses]).toEqual([1, []]);
  });

  it("goes on when the gateway does not answer, until the time is up", async () => {
    const { effects } = stage();
    let asked = 0;
    const ask = async () => {
      if (++asked < 4) throw new GatewayUnreachableError("down");
      return "done";
    };
    expect(await waitUntil(ask, {}, effects)).toBe("done");
    const down = () => Promise.reject(new GatewayUnreachableError("down"));
    await expect(waitUntil(down, { forSeconds: 3 }, effects)).rejects.toThrow(GatewayUnreachableError);
  });

  it("does not go on after a refusal, nor when it is told to stop", async () => {
    const { pauses, effects } = stage();
    const refused = () => Promise.reject(new SigningRefusedError({ status: 404, code: "not-there" }));
    await expect(waitUntil(refused, {}, effects)).rejects.toMatchObject({ code: "not-there" });
    const stop = AbortSignal.abort(new Error("closing"));
    await expect(waitUntil(async () => undefined, { signal: stop }, effects)).rejects.toThrow("closing");
    expect(pauses).toEqual([]);
  });
});
