/** Customers and people are told of every turn of a task, by each channel, with the gateway's own mail server and SMS gateway. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of messages
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { call, eventsOf, fetchResult, type OrderToMake, order, textOf } from "../../src/signing/order-by-soap.js";
import { press, signOn } from "../../src/signing/sign-by-hand.js";
import { editFile } from "../../src/world/edit-customer.js";
import { openBrowser, type Person } from "../../src/world/log-in.js";
import { type Mailbox, startMailbox } from "../../src/world/start-mailbox.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const HOUR_MS = 3_600_000;
let world: World;
let anna: Person;
let mailbox: Mailbox;
let receiver: Server;
/** What came in by HTTP: calls of customers' addresses, and the texts for the SMS gateway. */
let calls: string[] = [];
let texts: { readonly to: string; readonly text: string; readonly token: string | undefined }[] = [];
let nowMs = Date.now();

beforeAll(async () => {
  mailbox = await startMailbox();
  receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    if (request.url === "/sms") texts.push({ ...JSON.parse(body), token: request.headers.authorization });
    else calls.push(`${request.method} ${request.url}`);
    response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const channels = `  mail: { url: "${mailbox.url}", from: noreply@gateway.example.dk }\n  sms: { url: "${receiverUrl("/sms")}", token: hush }\n`;
  world = await startWorld({
    clock: { now: () => new Date(nowMs) },
    editConfig: (folder) => {
      editFile(`${folder}/gateway.yaml`, (yaml) => yaml.replace("\nsigning:\n", `\nsigning:\n${channels}`));
      editFile(`${folder}/customers/demo/customer.yaml`, (yaml) =>
        yaml.replace("signing:\n", "signing:\n  schema2018: true\n"),
      );
    },
  });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
beforeEach(() => {
  [calls, texts] = [[], []];
  mailbox.mails.length = 0;
  mailbox.isFull = false;
});
afterAll(async () => {
  await world?.stop();
  receiver?.close();
  mailbox?.close();
});

const receiverUrl = (path: string) => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}${path}`;
const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n") };
const schedule = (state: string, more = "") => `<d:schedule><d:state-is>${state}</d:state-is>${more}</d:schedule>`;
function note(
  type: "EMAIL" | "SMS" | "URL",
  id: string,
  when: string,
  message = "See ${taskUrl} of ${taskId}",
): string {
  const recipient = { EMAIL: "aase@example.dk", SMS: "+4512345678", URL: receiverUrl("/told?t=${taskId}") }[type];
  const header = type === "EMAIL" ? "<d:header>Til underskrift: lån</d:header>" : "";
  return `<d:notification type="${type}" notification-id="${id}"><d:recipient>${recipient}</d:recipient>${header}<d:message>${message}</d:message>${when}</d:notification>`;
}
const make = (wish: Partial<OrderToMake> = {}) =>
  order(world, { documents: [LETTER], methods: ["nemid-sign"], ...wish });
/** Of each channel one, for the task. */
async function told(state: string, wish: Partial<OrderToMake> = {}) {
  const made = await make({ daysToLive: 1, ...wish });
  for (const type of ["EMAIL", "SMS", "URL"] as const) {
    const where = `<d:request-id>${made.id}</d:request-id><d:task-id>task</d:task-id>`;
    await call(world, "add-notification-request", where + note(type, type, schedule(state)));
  }
  return made;
}
const which = (id: string) => `<d:request-id>${id}</d:request-id><d:task-id>task</d:task-id>`;

describe("of a task", () => {
  type Made = Awaited<ReturnType<typeof make>>;
  const turns: readonly (readonly [state: string, turn: (made: Made) => Promise<unknown>])[] = [
    ["created", async () => undefined],
    [
      "completed",
      async ({ url }) => {
        const browser = openBrowser();
        await signOn(browser, world, await browser.get(url), anna);
      },
    ],
    [
      "rejected",
      async ({ url }) => {
        const browser = openBrowser();
        await press(browser, await browser.get(`${(await browser.get(url)).url}/reject`), "reject");
      },
    ],
    [
      "expired",
      async () => {
        nowMs += 25 * HOUR_MS;
      },
    ],
    ["deleted", ({ id }) => call(world, "disable-task-request", which(id))],
  ];

  it.each(turns)("that it is %s people read by mail and SMS, and servers are called, once", async (state, turn) => {
    const made = await told(state);
    await world.runJobs();
    if (state !== "created") expect([mailbox.mails.length, texts.length, calls.length]).toEqual([0, 0, 0]);
    await turn(made);
    await world.runJobs();
    await world.runJobs();
    expect(mailbox.mails.map(({ to }) => to)).toEqual([["aase@example.dk"]]);
    const [mail] = mailbox.mails;
    expect(mail?.text).toMatch(/^Subject: =\?UTF-8\?/m);
    const link = `See ${made.url} of task`;
    expect(decodeMail(mail?.text ?? "")).toContain(link);
    expect(texts).toEqual([expect.objectContaining({ to: "+4512345678", text: link, token: "Bearer hush" })]);
    expect(calls).toEqual([`GET /told?t=task&requestId=${made.id}`]);
    expect((await eventsOf(world, made.id)).filter((event) => event === "notification-sent")).toHaveLength(3);
  });

  it("people are reminded when they have waited, and not when they have signed by then", async () => {
    const wait = '<d:wait hours="2"/>';
    const [open, signed] = [await make(), await make()];
    for (const { id } of [open, signed])
      await call(world, "add-notification-request", which(id) + note("EMAIL", "n", schedule("created", wait)));
    const browser = openBrowser();
    await signOn(browser, world, await browser.get(signed.url), anna);
    nowMs += 1.9 * HOUR_MS;
    await world.runJobs();
    expect(mailbox.mails).toEqual([]);
    nowMs += 0.2 * HOUR_MS;
    await world.runJobs();
    expect(mailbox.mails.map(({ text }) => decodeMail(text).includes(open.id))).toEqual([true]);
  });

  it("nobody is told what was called off", async () => {
    const { id } = await make();
    await call(world, "add-notification-request", which(id) + note("SMS", "n", schedule("deleted")));
    await call(world, "disable-notification-request", `${which(id)}<d:notification-id>n</d:notification-id>`);
    await call(world, "disable-task-request", which(id));
    await world.runJobs();
    expect(texts).toEqual([]);
  });

  it("is told again when the mail server had no room, as one mail", async () => {
    mailbox.isFull = true;
    const { id } = await make();
    await call(world, "add-notification-request", which(id) + note("EMAIL", "n", schedule("created")));
    await world.runJobs();
    expect(mailbox.mails).toEqual([]);
    expect(await eventsOf(world, id)).not.toContain("notification-sent");
    mailbox.isFull = false;
    nowMs += HOUR_MS;
    await world.runJobs();
    expect(mailbox.mails).toHaveLength(1);
    expect(await eventsOf(world, id)).toContain("notification-sent");
  });

  it("nothing of it stands in the log", async () => {
    await told("created");
    await world.runJobs();
    expect(world.logLines.join("\n")).not.toMatch(/aase@example|12345678|\/told\?/);
  });
});

describe("of a package", () => {
  it("customers are told when it is made, and its history says so", async () => {
    const tell = note("URL", "p", "")
      .replaceAll("d:notification", "d:packaging-notification")
      .replace("/told?t=${taskId}", "/packed");
    const more = `<d:packaging-task packaging-task-id="p" method="pades">${tell}<d:packaging-task-document document-id="d0"/></d:packaging-task>`;
    const { id, url } = await make({ more });
    const browser = openBrowser();
    await signOn(browser, world, await browser.get(url), anna);
    await world.runJobs();
    await world.runJobs();
    expect(calls).toEqual([`GET /packed?requestId=${id}`]);
    expect(await eventsOf(world, id)).toEqual(
      expect.arrayContaining(["packaging-task-created", "packaging-task-completed"]),
    );
    const status = await call(world, "get-packaging-task-status-request", `<d:request-id>${id}</d:request-id>`);
    expect(textOf(status, "packaging-task-status")).toBe("completed");
    expect((await fetchResult(world, textOf(status, "result-uri") ?? "")).type).toBe("application/x-pades");
  });
});

/** The text of a mail, whichever way it was made fit for the wire. */
function decodeMail(mail: string): string {
  const [head = "", ...body] = mail.split("\r\n\r\n");
  const text = body.join("\r\n\r\n");
  if (/^Content-Transfer-Encoding: base64/m.test(head)) return Buffer.from(text, "base64").toString();
  return text
    .replaceAll("=\r\n", "")
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
