import type { Deliver } from "@eid-gateway/signing";

/** SMS through whatever HTTP gateway the operator has: it is posted `to`, `from` and `text`, and answers 2xx. */
export function createSmsDeliverer(
  { url, token }: { readonly url: string; readonly token: string },
  fetch: typeof globalThis.fetch,
): Deliver {
  return async ({ id, recipient, sender, message }) => {
    if (!/^\+?[0-9 ()-]{3,30}$/.test(recipient)) throw new Error("a telephone number is not one");
    const body = { id, to: recipient, ...(sender !== undefined && { from: sender }), text: message };
    const answer = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the SMS gateway answered ${answer.status}`);
  };
}
