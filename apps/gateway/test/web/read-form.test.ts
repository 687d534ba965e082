import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import type { Fields } from "@eid-gateway/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FormRefused, readForm } from "../../src/web/read-form.js";

const LIMIT = 1000;
let port = 0;
let got: { fields?: Fields; error?: unknown } = {};
const server = createServer((request, response) => {
  readForm(request, LIMIT).then(
    (fields) => {
      got = { fields };
      response.end();
    },
    (error: unknown) => {
      got = { error };
      response.statusCode = 400;
      response.end();
    },
  );
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

/** Over node:http, since fetch would mend what is wrong. */
function post(body: string | Buffer, headers: Record<string, string> = {}): Promise<void> {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { port, host: "127.0.0.1", method: "POST", headers: { ...type, ...headers } },
      (answer) => {
        answer.resume().on("end", resolve);
      },
    );
    sent.on("error", reject).end(body);
  });
}

describe("reading a form", () => {
  it("decodes names and values, blanks and Danish letters", async () => {
    await post("step=abc&name=S%C3%B8ren+B.&empty=&alone");
    expect(got.fields).toEqual({ step: "abc", name: "Søren B.", empty: "", alone: "" });
  });

  it("keeps a name that objects have of their own as a field", async () => {
    await post("__proto__=x&constructor=y");
    expect(Object.entries(got.fields ?? {})).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
  });

  it.each([
    ["another type", "a=1", { "content-type": "application/json" }, "bad-request"],
    ["no type", "a=1", { "content-type": "" }, "bad-request"],
    ["a multipart form", "a=1", { "content-type": "multipart/form-data; boundary=x" }, "bad-request"],
    ["a field given twice", "a=1&a=2", {}, "bad-request"],
    ["bytes that are not UTF-8", "a=%ff%fe", {}, "bad-request"],
    ["a broken escape", "a=%zz", {}, "bad-request"],
    ["characters that are not encoded", Buffer.from("a=ø"), {}, "bad-request"],
    ["control characters", "a=\u0000", {}, "bad-request"],
    ["too many fields", Array.from({ length: 65 }, (_, at) => `f${at}=`).join("&"), {}, "bad-request"],
    ["a body over the limit", `a=${"x".repeat(LIMIT)}`, {}, "too-large"],
    ["a chunked body over the limit", `a=${"x".repeat(LIMIT)}`, { "transfer-encoding": "chunked" }, "too-large"],
  ])("refuses %s", async (_what, body, headers, kind) => {
    await post(body, headers);
    expect(got.error).toBeInstanceOf(FormRefused);
    expect((got.error as FormRefused).kind).toBe(kind);
  });

  it("says nothing of the content when it refuses", async () => {
    await post("cpr=6101701234&cpr=6101701234");
    expect(String(got.error)).not.toContain("6101701234");
  });
});
