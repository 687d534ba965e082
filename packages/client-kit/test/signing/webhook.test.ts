import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readWebhook, SigningSecurityError, type WebhookCall } from "../../src/index.js";

const NOW = new Date("2026-01-01T12:00:00Z");
const SECRET = "hook-secret";
const URL_OF_GET = "https://shop.example.dk/hook?a=1&requestId=order1&taskId=task";
const EVENT = JSON.stringify({
  id: "1",
  eventName: "task.completed",
  eventData: { requestId: "order1", taskId: "task" },
});

/** As the gateway signs: the time, the method, the address and the body. */
function signed(call: Omit<WebhookCall, "signature">, at = NOW, secret = SECRET): WebhookCall {
  const seconds = Math.floor(at.getTime() / 1000);
  const mac = createHmac("sha256", secret).update(`${seconds}.${call.method}.${call.url}.${call.body ?? ""}`);
  return { ...call, signature: `t=${seconds},v1=${mac.digest("hex")}` };
}
const get = { method: "GET", url: URL_OF_GET };
const post = { method: "POST", url: "https://shop.example.dk/hook", body: EVENT };
const read = (call: WebhookCall, now = NOW) => readWebhook(call, { secret: SECRET, now });
const codeOf = (act: () => unknown) => {
  try {
    act();
    return "taken";
  } catch (error) {
    return error instanceof SigningSecurityError ? error.code : String(error);
  }
};

describe("a call of the gateway's", () => {
  it.each([
    ["by GET", get],
    ["by POST", post],
    ["by POST, as bytes", { ...post, body: Buffer.from(EVENT) }],
  ])("%s tells order and task", (_how, call) => {
    expect(read(signed(call))).toEqual({ orderId: "order1", taskId: "task" });
  });

  it("about an order as a whole names no task", () => {
    expect(read(signed({ ...get, url: "https://shop.example.dk/hook?requestId=order1" }))).toEqual({
      orderId: "order1",
    });
  });

  it.each([-300, 0, 300])("is taken when it is %d seconds old", (seconds) => {
    expect(codeOf(() => read(signed(get), new Date(NOW.getTime() + seconds * 1000)))).toBe("taken");
  });
});

describe("a call is refused", () => {
  it.each([-301, 301, 86_400])("when it is %d seconds old: it may have been sent before", (seconds) => {
    expect(codeOf(() => read(signed(get), new Date(NOW.getTime() + seconds * 1000)))).toBe("too-old");
  });

  it.each<[string, WebhookCall]>([
    ["signed with another secret", signed(get, NOW, "other")],
    ["sent to another address", { ...signed(get), url: `${URL_OF_GET}&b=2` }],
    ["sent by another method", { ...signed(get), method: "POST" }],
    ["given another body", { ...signed(post), body: EVENT.replace("order1", "order2") }],
    [
      "made younger",
      { ...signed(get), signature: signed(get).signature!.replace(/t=\d+/, `t=${NOW.getTime() / 1000 + 1}`) },
    ],
    ["signed by a cut mac", { ...signed(get), signature: signed(get).signature!.slice(0, -2) }],
    ["signed by no mac", { ...signed(get), signature: "t=1,v1=" }],
    ["signed by two", { ...signed(get), signature: `${signed(get).signature},${signed(get).signature}` }],
    ["signed with letters for a time", { ...signed(get), signature: signed(get).signature!.replace(/t=\d+/, "t=NaN") }],
  ])("when it was %s", (_how, call) => {
    expect(codeOf(() => read(call))).toBe("bad-signature");
  });

  it("when it is not signed", () => {
    expect(codeOf(() => read({ ...get, signature: undefined }))).toBe("not-signed");
  });

  it.each([
    ["no JSON", "x"],
    ["null", "null"],
    ["no event", "{}"],
    ["no order", JSON.stringify({ eventData: { taskId: "task" } })],
    ["a number for an order", JSON.stringify({ eventData: { requestId: 1 } })],
    ["an empty task", JSON.stringify({ eventData: { requestId: "a", taskId: "" } })],
    ["more than any event", `${" ".repeat(65_537)}${EVENT}`],
  ])("when it is signed and holds %s", (_what, body) => {
    expect(codeOf(() => read(signed({ ...post, body })))).toBe("not-a-webhook");
  });

  it("and without a secret nothing is taken at all", () => {
    expect(() => readWebhook(signed(get, NOW, ""), { secret: "", now: NOW })).toThrow(TypeError);
  });
});
