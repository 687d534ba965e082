/** What is read of a file that a person supplies before it is known whether it is wanted, and how much at a time. */
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { HttpBrowser, Page } from "../../src/http/http-browser.js";
import { call, eventsOf, taskUrl, textOf } from "../../src/signing/order-by-soap.js";
import { postBody, supply, uploadFormOn, writeParts } from "../../src/signing/upload-by-hand.js";
import { editFile } from "../../src/world/edit-customer.js";
import { openBrowser } from "../../src/world/log-in.js";
import { screenOf } from "../../src/world/read-page.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const MAX_BYTES = 100_000;
let world: World;
beforeAll(async () => {
  world = await startWorld({
    editConfig: (folder) =>
      editFile(`${folder}/customers/demo/customer.yaml`, (yaml) =>
        yaml.replace("signing:\n", `signing:\n  maxBytes: ${MAX_BYTES}\n`),
      ),
  });
});
const open: ClientRequest[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.destroy();
});
afterAll(() => world?.stop());

const ORDER = `<d:request><d:language>en</d:language>
<d:document xsi:type="d:upload-document" id="own"><d:description>Your payslip</d:description></d:document>
<d:task id="task"><d:document-action type="upload"><d:document-ref>own</d:document-ref></d:document-action></d:task></d:request>`;

interface Arrived {
  readonly id: string;
  readonly browser: HttpBrowser;
  readonly page: Page;
}
async function arrive(): Promise<Arrived> {
  const id = textOf(await call(world, "create-request-request", ORDER), "request-id") ?? "";
  const browser = openBrowser();
  return { id, browser, page: await browser.get(taskUrl(world, id)) };
}

/** Posts the start of a form that is said to be longer. `end` sends the rest. */
function begin({ browser, page }: Arrived, start: Uint8Array, length: number, more: Record<string, string> = {}) {
  const { url } = uploadFormOn(page);
  const sent = httpRequest(url, {
    method: "POST",
    headers: {
      cookie: browser.cookies.headerFor(url),
      "content-type": "multipart/form-data; boundary=----a-boundary-of-ours",
      "content-length": length,
      ...more,
    },
  });
  open.push(sent);
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.on("response", (response) => resolve(response.resume()));
    sent.on("error", reject);
  });
  answer.catch(() => undefined); // cut in the end
  sent.write(start);
  return { answer, end: (rest: Uint8Array) => sent.end(rest), sent };
}

const formOf = (step: string, bytes: number) =>
  writeParts([
    { name: "step", content: step },
    { name: "file", fileName: "mine", type: "text/plain", content: "x".repeat(bytes) },
  ]);

describe("a file is not read", () => {
  it.each([
    ["whose form has another page's token", (_step: string) => formOf("x".repeat(22), 50_000).subarray(0, 400)],
    ["whose form has no token", () => formOf("", 50_000).subarray(0, 400)],
    [
      "that stands before the token",
      (step: string) =>
        Buffer.concat([
          writeParts([{ name: "file", fileName: "mine", type: "text/plain", content: "x".repeat(2_000) }], ""),
          formOf(step, 1),
        ]),
    ],
    ["in a body that is no form", () => Buffer.from("x".repeat(2_000))],
  ])("%s: the answer does not wait for it", async (_what, start) => {
    const arrived = await arrive();
    const { answer } = begin(arrived, start(uploadFormOn(arrived.page).step), 60_000);
    const { statusCode, headers } = await answer;
    expect([statusCode, headers.location]).toEqual([303, new URL(arrived.page.url).pathname]);
    expect(await eventsOf(world, arrived.id)).not.toContain("document-uploaded");
  });

  it("that is said to be larger than the service may have", async () => {
    const { answer } = begin(await arrive(), formOf("", 1).subarray(0, 10), 2 * MAX_BYTES);
    expect((await answer).statusCode).toBe(413);
  });

  it("of a browser that waits to be told, and has no sitting", async () => {
    const arrived = await arrive();
    const stranger = { ...arrived, browser: openBrowser() };
    const { answer, sent } = begin(stranger, new Uint8Array(), 60_000, { expect: "100-continue" });
    let isContinued = false;
    sent.on("continue", () => {
      isContinued = true;
    });
    expect((await answer).statusCode).toBe(403);
    expect(isContinued).toBe(false);
  });
});

describe("of files under way, one sitting", () => {
  it("has no more than one of the largest size, and others are not held up", async () => {
    const [one, other] = [await arrive(), await arrive()];
    const form = formOf(uploadFormOn(one.page).step, MAX_BYTES);
    const first = begin(one, form.subarray(0, 90_000), form.length);
    // Without an end: where there is room for it, it is read and comes to nothing.
    const probe = formOf(uploadFormOn(one.page).step, 50_000).subarray(0, -20);
    await vi.waitFor(async () => {
      const refused = await postBody(one.browser, uploadFormOn(one.page).url, probe);
      expect([refused.status, screenOf(refused)]).toEqual([503, "notice/unavailable"]);
    });
    const again = { type: "text/plain", content: "x".repeat(50_000) };
    expect(screenOf(await supply(other.browser, other.page, again))).toBe("sign/document");
    first.end(form.subarray(90_000));
    expect((await first.answer).statusCode).toBe(303);
    expect(screenOf(await one.browser.get(one.page.url))).toBe("sign/document");
    expect(await eventsOf(world, one.id)).toContain("document-uploaded");
  });

  it("has its room back when the browser goes away in the middle", async () => {
    const arrived = await arrive();
    const form = formOf(uploadFormOn(arrived.page).step, MAX_BYTES);
    const { sent } = begin(arrived, form.subarray(0, 90_000), form.length);
    const file = { type: "text/plain", content: "x".repeat(MAX_BYTES) };
    sent.destroy();
    await vi.waitFor(async () =>
      expect(screenOf(await supply(arrived.browser, arrived.page, file))).toBe("sign/document"),
    );
  });
});
