// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of addresses
import { NationalId } from "@eid-gateway/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aNotification, anOrder } from "../src/conformance/orders.js";
import { newId } from "../src/ids.js";
import { nextTry } from "../src/jobs/back-off.js";
import type { Order } from "../src/model/order.js";
import { fillMessage } from "../src/notify/fill-message.js";
import { fillAddress, fillPlaceholders } from "../src/notify/placeholders.js";
import { packDates, unpackDates } from "../src/tables/dates.js";

describe("an id", () => {
  const at = new Date("2023-06-01T23:59:59Z");

  it("is the day in UTC and the number in base 36, 57 or 58 characters whatever is drawn", () => {
    expect(newId(() => new Uint8Array(32), at)).toBe(`01062023${"0".repeat(49)}`);
    expect(newId(() => new Uint8Array(32).fill(255), at)).toHaveLength(58);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        expect(newId(() => bytes, at)).toMatch(/^01062023[0-9a-z]{49,50}$/);
      }),
    );
  });

  it("asks for 256 bits", () => {
    const asked: number[] = [];
    newId((bytes) => {
      asked.push(bytes);
      return new Uint8Array(bytes);
    }, at);
    expect(asked).toEqual([32]);
  });
});

describe("placeholders", () => {
  const values = { requestId: "r", taskId: "a b&c=d/../?#${requestId}%$&", taskUrl: "https://x/" };

  it("are filled in wherever they stand, and what is filled in is not filled again", () => {
    expect(fillPlaceholders("${requestId} ${taskId} ${taskUrl} ${other} $requestId", values)).toBe(
      `r ${values.taskId} https://x/ \${other} $requestId`,
    );
  });

  it("stay one value in an address, whatever is in them", () => {
    const filled = fillAddress("https://example.dk/?r=${requestId}&t=${taskId}&u=${taskUrl}", values);
    const { searchParams, host } = new URL(filled);
    expect(host).toBe("example.dk");
    expect([...searchParams]).toEqual([
      ["r", "r"],
      ["t", values.taskId],
      ["u", "https://x/"],
    ]);
  });
});

describe("a message", () => {
  const order = { ...anOrder(), id: "0106", service: "demo", created: new Date(0) } satisfies Order;
  const taskUrl = (_: string, orderId: string, taskId: string) => `https://sign/?r=${orderId}&t=${taskId}`;
  const fill = (changes: object, taskId?: string) =>
    fillMessage({ taskUrl }, order, {
      notification: aNotification(changes),
      state: "completed",
      ...(taskId && { taskId }),
    });

  it("calls an address with the ids in its query, after what stands there, before a fragment", () => {
    expect(fill({ recipient: "https://example.dk/told" }, "a/b&c").recipient).toBe(
      "https://example.dk/told?requestId=0106&taskId=a%2Fb%26c",
    );
    expect(fill({ recipient: "https://example.dk/?x=%20a+b#here" }, "task").recipient).toBe(
      "https://example.dk/?x=%20a+b&requestId=0106&taskId=task#here",
    );
    expect(fill({ recipient: "https://example.dk/" }).recipient).toBe("https://example.dk/?requestId=0106");
  });

  it("does not add what the address has a placeholder for", () => {
    expect(fill({ recipient: "https://example.dk/${requestId}/?task=${taskId}" }, "task").recipient).toBe(
      "https://example.dk/0106/?task=task",
    );
  });

  it("has the task's address in its text; of the whole order that of its first task", () => {
    const told = {
      type: "EMAIL",
      recipient: "a@example.dk",
      header: "Sign ${taskId}",
      message: "Go to ${taskUrl}",
      sender: "b@example.dk",
    };
    expect(fill(told, "two")).toMatchObject({
      recipient: "a@example.dk",
      header: "Sign two",
      message: "Go to https://sign/?r=0106&t=two",
      taskId: "two",
    });
    expect(fill(told)).toMatchObject({ message: "Go to https://sign/?r=0106&t=task" });
    expect(fill(told)).not.toHaveProperty("taskId");
  });
});

describe("trying again", () => {
  it("comes after 1, 2, 4, ... minutes, then every hour, for a day", () => {
    const minutes = (attempts: number) => nextTry(attempts, 0, 0)! / 60_000;
    expect([1, 2, 3, 6, 7, 30].map(minutes)).toEqual([1, 2, 4, 32, 60, 60]);
    const day = 24 * 60 * 60_000;
    expect(nextTry(9, 0, day - 1)).toBeDefined();
    expect(nextTry(9, 0, day)).toBeUndefined();
  });
});

describe("dates in what is kept", () => {
  it("come back, at any depth, and leave everything else as it was", () => {
    const kept = {
      a: [new Date(5), { b: new Date(-1) }],
      id: new NationalId("DK", "0101701234"),
      bytes: new Uint8Array([1]),
      none: undefined,
    };
    expect(unpackDates(packDates(kept))).toEqual(kept);
    expect(unpackDates<typeof kept>(packDates(kept)).id.reveal()).toBe("0101701234");
  });
});
