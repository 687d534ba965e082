import { describe, expect, it } from "vitest";
import { createSmsDeliverer } from "../../../src/signing/deliver/deliver-sms.js";
import { MESSAGE } from "./message.js";

const SMS = { ...MESSAGE, recipient: "+45 12 34 56 78", sender: "Firma", message: "Se https://id.example.dk/" };

function start(status = 200) {
  const seen: { readonly url: string; readonly headers: unknown; readonly body: unknown }[] = [];
  const fetch = (async (url: string, { headers, body }: { headers: unknown; body: string }) => {
    seen.push({ url, headers, body: JSON.parse(body) });
    return new Response(null, { status });
  }) as unknown as typeof globalThis.fetch;
  return { seen, deliver: createSmsDeliverer({ url: "https://sms.example.dk/send", token: "hush" }, fetch) };
}

describe("an SMS", () => {
  it("is posted to the operator's SMS gateway", async () => {
    const { seen, deliver } = start();
    await deliver(SMS);
    expect(seen).toEqual([
      {
        url: "https://sms.example.dk/send",
        headers: { authorization: "Bearer hush", "content-type": "application/json" },
        body: { id: "event-1", to: "+45 12 34 56 78", from: "Firma", text: "Se https://id.example.dk/" },
      },
    ]);
  });

  it.each(["aase@example.dk", "12345678\n87654321", "", "12345678,87654321"])(
    "to %j is not sent",
    async (recipient) => {
      const { seen, deliver } = start();
      await expect(deliver({ ...SMS, recipient })).rejects.toThrow("a telephone number is not one");
      expect(seen).toEqual([]);
    },
  );

  it("is not delivered when the SMS gateway says so", async () => {
    await expect(start(503).deliver(SMS)).rejects.toThrow("answered 503");
  });
});
