import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventsOf, fetchResult, order, statusOf } from "../../src/signing/order-by-soap.js";
import { packageBySoap } from "../../src/signing/package-by-soap.js";
import { signOn } from "../../src/signing/sign-by-hand.js";
import { editFile } from "../../src/world/edit-customer.js";
import { openBrowser, type Person } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

interface Seen {
  readonly line: string;
  readonly body: string;
  readonly signature: string;
}
let world: World;
let anna: Person;
let receiver: Server;
let told: Seen[] = [];
let nowMs = Date.now();
let answerWith = 204;

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    told.push({ line: `${request.method} ${request.url}`, body, signature: String(request.headers["x-signature"]) });
    response.writeHead(answerWith).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const notifications = "  notifications: { method: POST, secret: hush }\n";
  world = await startWorld({
    clock: { now: () => new Date(nowMs) },
    editConfig: (folder) =>
      editFile(`${folder}/customers/demo/customer.yaml`, (yaml) =>
        yaml.replace("signing:\n", `signing:\n${notifications}`),
      ),
  });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
beforeEach(() => {
  told = [];
  answerWith = 204;
});
afterAll(async () => {
  await world?.stop();
  receiver?.close();
});

const address = (path: string) => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}${path}`;
const notification = (path: string) =>
  `<d:notification type="URL" notification-id="n1"><d:recipient>${address(path).replaceAll("&", "&amp;")}</d:recipient><d:message>-</d:message></d:notification>`;
const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n") };

async function signed(more = "", sdoFormat = "native", document = LETTER) {
  const made = await order(world, { documents: [document], methods: ["nemid-sign"], sdoFormat, more });
  const browser = openBrowser();
  await signOn(browser, world, await browser.get(made.url), anna);
  return made;
}

describe("a customer that wants to be told", () => {
  it("is called once, signed, when the order is completed", async () => {
    const { id } = await signed(notification("/told?a=1&b=2"));
    await world.runJobs();
    await world.runJobs();
    expect(told.map(({ line }) => line)).toEqual([`POST /told?a=1&b=2&requestId=${id}`]);
    const [{ body, signature }] = told as [Seen];
    expect(JSON.parse(body)).toMatchObject({
      eventName: "order.completed",
      eventData: { requestId: id },
      accountId: "demo",
    });
    const [, time, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature)!;
    const text = `${time}.POST.${address(`/told?a=1&b=2&requestId=${id}`)}.${body}`;
    expect(mac).toBe(createHmac("sha256", "hush").update(text).digest("hex"));
    expect(await eventsOf(world, id)).toContain("notification-sent");
  });

  it("is called again later when it did not take it, with the same event", async () => {
    answerWith = 503;
    const { id } = await signed(notification("/later"));
    await world.runJobs();
    expect(told).toHaveLength(1);
    expect(await eventsOf(world, id)).not.toContain("notification-sent");
    answerWith = 200;
    nowMs += 60 * 60_000;
    await world.runJobs();
    expect(told).toHaveLength(2);
    expect(JSON.parse(told[1]!.body).id).toBe(JSON.parse(told[0]!.body).id);
    expect(await eventsOf(world, id)).toContain("notification-sent");
  });
});

describe("a customer that wants one PDF of what was signed", () => {
  const pack = (...uris: readonly string[]) => packageBySoap(world, uris);

  it("has it made of an LTV-SDO by the address that getStatus gave", async () => {
    const { id } = await signed("", "ltv-sdo");
    const { results } = await statusOf(world, id);
    const { id: packageId } = await pack(results[0]!);
    const packaged = await fetchResult(world, `${world.url}/doc/demo/sds/${packageId}`);
    expect([packaged.status, packaged.type]).toEqual([200, "application/x-pades"]);
    const pdf = Buffer.from(packaged.bytes).toString("latin1");
    expect(pdf.startsWith("%PDF-")).toBe(true);
    expect(pdf).toContain("/ETSI.CAdES.detached");
  });

  it("has all the documents in it, also where two orders gave theirs the same id", async () => {
    const other = { mediaType: "text/plain", bytes: Buffer.from("I owe you 9000 kr.\n") };
    const orders = [
      await signed("", "ltv-sdo"),
      await signed("", "ltv-sdo", other),
      await signed("", "ltv-sdo", other),
    ];
    const results = await Promise.all(orders.map(async ({ id }) => (await statusOf(world, id)).results[0]!));
    const { id: packageId } = await pack(...results);
    const packaged = await fetchResult(world, `${world.url}/doc/demo/sds/${packageId}`);
    const originals = Buffer.from(packaged.bytes)
      .toString("latin1")
      .match(/\/Subtype \/text#2fplain/g);
    expect(originals).toHaveLength(2);
  });

  it("is told that an eID's own signature cannot be packaged", async () => {
    const { id } = await signed();
    const { results } = await statusOf(world, id);
    expect(await pack(results[0]!)).toEqual({ error: expect.objectContaining({ code: "document-rejected" }) });
  });

  it("is told so of an LTV-SDO that was changed", async () => {
    const { id } = await signed("", "ltv-sdo");
    const { results } = await statusOf(world, id);
    const { bytes } = await fetchResult(world, results[0]!);
    const changed = Buffer.from(bytes)
      .toString("utf8")
      .replace(/(<(?:\w+:)?SignerName>)[^<]/, "$1X");
    const authorization = `Basic ${Buffer.from("demo:Bond007").toString("base64")}`;
    const headers = { authorization, "content-type": "application/x-ltv-sdo" };
    const upload = await fetch(`${world.url}/doc/demo/sds`, { method: "POST", headers, body: changed });
    expect(changed).not.toBe(Buffer.from(bytes).toString("utf8"));
    const answer = await pack(`${world.url}/doc/demo/sds/${await upload.text()}`);
    expect(answer).toEqual({
      error: { code: "document-rejected", message: "document 1 does not stand under a seal of this gateway" },
    });
  });
});
