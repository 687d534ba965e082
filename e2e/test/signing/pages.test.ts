import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeEntities } from "../../src/http/read-forms.js";
import { eventsOf, fetchResult, type OrderToMake, order, statusOf } from "../../src/signing/order-by-soap.js";
import { openFile, passNemid, press, signOn, wayBack } from "../../src/signing/sign-by-hand.js";
import { answerCpr, headingOf, openBrowser, type Person, pressCancel } from "../../src/world/log-in.js";
import { problemOf, screenOf } from "../../src/world/read-page.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person;
let bo: Person;
let nowMs = Date.now();
beforeAll(async () => {
  world = await startWorld({ clock: { now: () => new Date(nowMs) } });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  bo = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const LETTER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 100 kr.\n") };
const OTHER = { mediaType: "text/plain", bytes: Buffer.from("I owe you 200 kr.\n") };
const HTML = {
  mediaType: "text/html",
  bytes: Buffer.from("<html><head><title>T</title></head><body><p>I owe you 300 kr.</p></body></html>"),
};
const BY_NEMID = { methods: ["nemid-sign"] };
const BY_LOG_IN = { logIns: ["nemid"] };
const BACK = "http://localhost:3999";

const make = (wish: Partial<OrderToMake> = {}) => order(world, { documents: [LETTER], ...BY_NEMID, ...wish });

describe("a document", () => {
  it.each<[string, Partial<OrderToMake>, string]>([
    ["nemid-sign", { methods: ["nemid-sign"] }, "application/xml"],
    ["nemid-codefile-sign", { methods: ["nemid-codefile-sign"] }, "application/xml"],
    ["nemid, by log-in", { logIns: ["nemid"] }, "application/x-ltv-sdo"],
    ["nemid-codefile, by log-in", { logIns: ["nemid-codefile"] }, "application/x-ltv-sdo"],
    ["nemid-sign, enriched", { methods: ["nemid-sign"], sdoFormat: "ltv-sdo" }, "application/x-ltv-sdo"],
  ])("is signed and fetched: %s", async (_name, ways, type) => {
    const { id, url } = await make({
      ...ways,
      methods: ways.methods ?? [],
      nationalId: anna.cpr,
      complete: `${BACK}/done`,
    });
    const browser = openBrowser();
    const end = await signOn(browser, world, await browser.get(url), anna);
    expect(wayBack(end)).toBe(`${BACK}/done`);
    const { status, results } = await statusOf(world, id);
    expect(status).toBe("completed");
    const result = await fetchResult(world, results[0]!);
    expect([result.status, result.type]).toEqual([200, type]);
    expect(await eventsOf(world, id)).toEqual([
      "request-created",
      "task-started",
      "document-viewed",
      "document-signed",
      "task-completed",
    ]);
  });

  it("is shown as text that nobody's markup can get out of", async () => {
    const bytes = Buffer.from("</pre><script>alert(1)</script> & <b>bold</b>");
    const { url } = await make({ documents: [{ mediaType: "text/plain", bytes }] });
    const page = await openBrowser().get(url);
    expect(page.text).not.toContain("<script");
    expect(decodeEntities(page.text)).toContain(bytes.toString());
  });

  it("of HTML stands in a frame that runs nothing, loads nothing and has no origin", async () => {
    const { url } = await make({ documents: [HTML] });
    const browser = openBrowser();
    const page = await browser.get(url);
    expect(page.text).toMatch(/<iframe class="document-frame" sandbox src="\/sitting\/[^"]*\/file\/0"/);
    expect(page.headers.get("content-security-policy")).toContain("frame-src 'self'");
    const file = await openFile(browser, page);
    expect(file.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
    expect(file.text).toBe(HTML.bytes.toString());
  });

  it("is not signed unread", async () => {
    const { id, url } = await make({ documents: [HTML] });
    const browser = openBrowser();
    const page = await browser.get(url);
    const refused = await press(browser, page, "sign");
    expect(problemOf(refused)).toMatch(/^Open the document/);
    await openFile(browser, refused);
    expect(headingOf(await press(browser, refused, "sign"))).toBe("Sign with NemID");
    expect(await eventsOf(world, id)).toContain("document-viewed");
  });

  it("is agreed to on our page where a log-in signs it, and the box is never ticked beforehand", async () => {
    const { url } = await make({ methods: [], ...BY_LOG_IN });
    const browser = openBrowser();
    const page = await browser.get(url);
    expect(page.text).toMatch(/<input type="checkbox" id="consent" name="consent" value="on" required>/);
    const refused = await press(browser, page, "sign");
    expect(problemOf(refused)).toMatch(/^Say that you agree/);
    expect(headingOf(await press(browser, refused, "sign", { consent: "on" }))).toMatch(/NemID/);
  });

  it("comes with the customer's own sentence, in the language of the order", async () => {
    const { url } = await make({ language: "da", more: "" });
    const page = await openBrowser().get(url);
    expect(page.text).toContain('<html lang="da"');
    expect(page.text).toContain("Jeg har læst og forstået dokumentet og accepterer indholdet.");
  });
});

describe("a person", () => {
  it("who stops in NemID's window is back at the document, and may try again", async () => {
    const { id, url } = await make();
    const browser = openBrowser();
    const client = await press(browser, await browser.get(url), "sign");
    const back = await pressCancel(browser, client);
    expect([screenOf(back), problemOf(back)]).toEqual(["sign/document", expect.stringMatching(/^You stopped/)]);
    expect(await eventsOf(world, id)).toContain("document-sign-cancelled");
    await signOn(browser, world, back, anna);
    expect((await statusOf(world, id)).status).toBe("completed");
  });

  it("may leave it for later, and the task stays open", async () => {
    const { id, url } = await make({ postpone: `${BACK}/later?id=\${requestId}&task=\${taskId}` });
    const browser = openBrowser();
    const end = await press(browser, await browser.get(url), "postpone");
    expect(wayBack(end)).toBe(`${BACK}/later?id=${id}&task=task`);
    expect((await statusOf(world, id)).status).toBe("created");
    const again = openBrowser();
    await signOn(again, world, await again.get(url), anna);
    expect((await statusOf(world, id)).status).toBe("completed");
  });

  it("may refuse, being asked twice, and then nobody can sign", async () => {
    const { id, url } = await make({ cancel: `${BACK}/no` });
    const browser = openBrowser();
    const page = await browser.get(url);
    const asked = await browser.get(`${page.url}/reject`);
    expect(screenOf(asked)).toBe("sign/reject");
    expect((await statusOf(world, id)).status).toBe("created");
    expect(wayBack(await press(browser, asked, "reject"))).toBe(`${BACK}/no`);
    expect((await statusOf(world, id)).status).toBe("rejected");
    expect(screenOf(await openBrowser().get(url))).toBe("sign/closed");
  });

  it("sees a page of ours where the customer named no address", async () => {
    const { url } = await make();
    const browser = openBrowser();
    const end = await signOn(browser, world, await browser.get(url), anna);
    expect([screenOf(end), headingOf(end)]).toEqual(["sign/over-completed", "Thank you, it is done"]);
  });

  it("who presses twice signs once", async () => {
    const { id, url } = await make();
    const browser = openBrowser();
    const page = await browser.get(url);
    const [first, second] = await Promise.all([press(browser, page, "sign"), press(browser, page, "sign")]);
    const client = [first, second].find(({ url: at }) => at.includes("/flow/"));
    await passNemid(browser, world, client!, anna);
    const events = await eventsOf(world, id);
    expect(events.filter((event) => event === "document-signed")).toHaveLength(1);
  });

  it("who comes second finds it closed, and their signature goes nowhere", async () => {
    const { id, url } = await make();
    const [one, two] = [openBrowser(), openBrowser()];
    const [firstPage, secondPage] = [await one.get(url), await two.get(url)];
    const second = await press(two, secondPage, "sign");
    await signOn(one, world, firstPage, anna);
    const late = await passNemid(two, world, second, bo);
    expect(screenOf(late)).toBe("sign/closed");
    const events = await eventsOf(world, id);
    expect(events.filter((event) => event === "document-signed")).toHaveLength(1);
  });

  it.each(["nemid-sign", "nemid"])(
    "who is not the subject signs nothing, and the third time it is over: %s",
    async (name) => {
      const ways = name === "nemid" ? { methods: [], logIns: ["nemid"] } : { methods: [name] };
      const { id, url } = await make({ ...ways, nationalId: anna.cpr, cancel: `${BACK}/no` });
      const browser = openBrowser();
      let page = await browser.get(url);
      for (const attempt of [1, 2, 3]) {
        page = await passNemid(browser, world, await press(browser, page, "sign", { consent: "on" }), bo);
        // The number of the order is not Bo's; asked for their own, they are somebody else.
        if (page.forms.some(({ names }) => names.includes("cpr"))) page = await answerCpr(browser, page, bo.cpr ?? "");
        expect(await statusOf(world, id)).toEqual({ status: attempt < 3 ? "created" : "rejected", results: [] });
        if (attempt < 3) expect(problemOf(page)).toMatch(/^You are not the person/);
      }
      expect(wayBack(page)).toBe(`${BACK}/no`);
      const events = await eventsOf(world, id);
      expect(events.filter((event) => event === "error")).toHaveLength(3);
      expect(events).toContain("task-rejected");
      expect(events).not.toContain("document-signed");
    },
  );
});

describe("the gate", () => {
  it.each([
    ["an unknown order", "request_id=none&task_id=task"],
    ["an unknown task", "request_id=ID&task_id=other"],
    ["no task", "request_id=ID"],
    ["a task twice", "request_id=ID&task_id=task&task_id=task"],
    ["an id that is too long", `request_id=ID&task_id=${"x".repeat(300)}`],
    ["a task and a session", "request_id=ID&task_id=task&user_session_id=x"],
  ])("opens to nobody who brings %s", async (_what, query) => {
    const { id } = await make();
    const page = await openBrowser().get(`${world.url}/std/docaction/demo?${query.replace("ID", id)}`);
    expect([404, 400]).toContain(page.status);
    expect(page.text).not.toContain("100 kr.");
  });

  it("does not open to another service's task", async () => {
    const { id } = await make();
    const page = await openBrowser().get(`${world.url}/std/docaction/kommune?request_id=${id}&task_id=task`);
    expect(page.status).toBe(404);
  });

  it("wants a log-in first where the order says so, and shows no document before", async () => {
    const { id, url } = await make({ authentication: ["nemid"], nationalId: anna.cpr });
    const browser = openBrowser();
    const page = await browser.get(url);
    expect(screenOf(page)).toBe("sign/gate");
    expect((await openFile(browser, page)).status).toBe(404);
    const forged = await browser.post(page.url, { ...page.forms[0]!.fields, action: "sign", document: "d0" });
    expect(screenOf(forged)).toBe("sign/gate");
    const inside = await passNemid(browser, world, await press(browser, forged, "authenticate"), anna);
    expect([screenOf(inside), inside.text.includes("100 kr.")]).toEqual(["sign/document", true]);
    expect(await eventsOf(world, id)).toContain("user-authenticated");
  });

  it("says so when the log-in is stopped", async () => {
    const { id, url } = await make({ authentication: ["nemid"] });
    const browser = openBrowser();
    const back = await pressCancel(browser, await press(browser, await browser.get(url), "authenticate"));
    expect([screenOf(back), problemOf(back)]).toEqual(["sign/gate", expect.stringMatching(/^You stopped/)]);
    expect(await eventsOf(world, id)).toContain("user-authentication-cancelled");
  });

  it("opens once to the customer's artifact, within thirty seconds", async () => {
    const { artifact, url } = await make({ authentication: ["nemid"], artifact: true });
    const open = () => openBrowser().get(`${url}&artifact=${artifact}`);
    expect(screenOf(await open())).toBe("sign/document");
    expect(screenOf(await open())).toBe("sign/gate");
    const late = await make({ authentication: ["nemid"], artifact: true });
    nowMs += 31_000;
    expect(screenOf(await openBrowser().get(`${late.url}&artifact=${late.artifact}`))).toBe("sign/gate");
  });

  it("does not open to the artifact of another task", async () => {
    const [one, other] = [
      await make({ authentication: ["nemid"], artifact: true }),
      await make({ authentication: ["nemid"], artifact: true }),
    ];
    expect(screenOf(await openBrowser().get(`${one.url}&artifact=${other.artifact}`))).toBe("sign/gate");
  });

  it("belongs to the browser that came by it", async () => {
    const { url } = await make();
    const page = await openBrowser().get(url);
    const stranger = await openBrowser().get(page.url);
    expect([stranger.status, stranger.text.includes("100 kr.")]).toEqual([403, false]);
    expect((await openBrowser().get(`${page.url}/file/0`)).status).toBe(403);
  });
});

describe("several documents", () => {
  const two = { documents: [LETTER, OTHER] };

  it("are read and signed one by one, and nothing is delivered before they are sent in", async () => {
    const { id, url } = await make(two);
    const browser = openBrowser();
    const list = await browser.get(url);
    expect(screenOf(list)).toBe("sign/list");
    const afterFirst = await signOn(browser, world, await browser.get(`${list.url}/document/0`), anna);
    expect(screenOf(afterFirst)).toBe("sign/list");
    expect((await statusOf(world, id)).status).toBe("created");
    expect(() => press(browser, afterFirst, "send")).toThrow(/nothing to send/);
    const afterSecond = await signOn(browser, world, await browser.get(`${list.url}/document/1`), anna);
    expect((await statusOf(world, id)).results).toEqual([]);
    await press(browser, afterSecond, "send");
    const { status, results } = await statusOf(world, id);
    expect([status, results.length]).toEqual(["completed", 2]);
  });

  it("may be begun again, or one that is optional left out", async () => {
    const { id, url } = await make({ ...two, optional: [1] });
    const browser = openBrowser();
    const list = await browser.get(url);
    const signed = await signOn(browser, world, await browser.get(`${list.url}/document/0`), anna);
    const anew = await press(browser, signed, "restart");
    expect(() => press(browser, anew, "send")).toThrow(/nothing to send/);
    const again = await signOn(browser, world, await browser.get(`${list.url}/document/0`), anna);
    await press(browser, again, "send");
    const { status, results } = await statusOf(world, id);
    expect([status, results.length]).toEqual(["completed", 1]);
  });

  it("are only read where the order wants no more", async () => {
    const { id, url } = await make({ ...two, actions: ["sign", "view"] });
    const browser = openBrowser();
    const list = await browser.get(url);
    const afterFirst = await signOn(browser, world, await browser.get(`${list.url}/document/0`), anna);
    expect(() => press(browser, afterFirst, "send")).toThrow(/nothing to send/);
    await browser.get(`${list.url}/document/1`);
    await press(browser, await browser.get(list.url), "send");
    const { status, results } = await statusOf(world, id);
    expect([status, results.length]).toEqual(["completed", 1]);
  });

  it("are signed by one log-in as a bundle, each with evidence of its own", async () => {
    const { id, url } = await make({ ...two, methods: [], ...BY_LOG_IN, bundle: true, nationalId: anna.cpr });
    const browser = openBrowser();
    const list = await browser.get(url);
    expect(() => press(browser, list, "sign")).toThrow(/nothing to sign/);
    await browser.get(`${list.url}/document/0`);
    await browser.get(`${list.url}/document/1`);
    await signOn(browser, world, await browser.get(list.url), anna);
    const { status, results } = await statusOf(world, id);
    expect([status, results.length]).toEqual(["completed", 2]);
    const [one, other] = await Promise.all(results.map((uri) => fetchResult(world, uri)));
    expect(one!.type).toBe("application/x-ltv-sdo");
    expect(Buffer.from(one!.bytes).equals(other!.bytes)).toBe(false);
  });

  it("of a bundle are left out where they are optional and were not read", async () => {
    const { id, url } = await make({ ...two, methods: [], ...BY_LOG_IN, bundle: true, optional: [1] });
    const browser = openBrowser();
    const list = await browser.get(url);
    expect(() => press(browser, list, "sign")).toThrow(/nothing to sign/);
    await browser.get(`${list.url}/document/0`);
    const ready = await browser.get(list.url);
    expect(ready.text).toContain("Optional documents that you have not read are left out.");
    expect(ready.text.match(/read, to be signed/g)).toHaveLength(1);
    await signOn(browser, world, ready, anna);
    const { status, results } = await statusOf(world, id);
    expect([status, results.length]).toEqual(["completed", 1]);
  });

  it("that were read in another tab meanwhile are not signed by a page that left them out", async () => {
    const { id, url } = await make({ ...two, methods: [], ...BY_LOG_IN, bundle: true, optional: [1] });
    const browser = openBrowser();
    const list = await browser.get(url);
    await browser.get(`${list.url}/document/0`);
    const ready = await browser.get(list.url);
    await browser.get(`${list.url}/document/1`);
    const again = await press(browser, ready, "sign", { consent: "on" });
    expect([screenOf(again), again.text.includes("are left out")]).toEqual(["sign/list", false]);
    await signOn(browser, world, again, anna);
    const { status, results } = await statusOf(world, id);
    expect([status, results.length]).toEqual(["completed", 2]);
  });
});

describe("what goes wrong", () => {
  it("keeps a signature that cannot be sealed just now, and seals it at another try", async () => {
    const { id, url } = await make({ methods: [], ...BY_LOG_IN });
    const browser = openBrowser();
    await playTsa({ down: true });
    const stuck = await signOn(browser, world, await browser.get(url), anna).finally(() => playTsa({ down: false }));
    expect(problemOf(stuck)).toMatch(/^You have signed, but/);
    expect((await statusOf(world, id)).status).toBe("created");
    await press(browser, stuck, "send");
    expect((await statusOf(world, id)).status).toBe("completed");
  });

  it("puts nothing of anybody into the log", async () => {
    const { url } = await make({ nationalId: anna.cpr });
    const browser = openBrowser();
    await signOn(browser, world, await browser.get(url), anna);
    const log = world.logLines.join("\n");
    expect(log).not.toContain(anna.cpr);
    expect(log).not.toContain("100 kr.");
    expect(log).not.toContain(Buffer.from("I owe you 100 kr.").toString("base64").slice(0, 20));
  });
});

async function playTsa({ down }: { readonly down: boolean }): Promise<void> {
  const answer = await fetch(`${world.simulator.url}/api/tsa`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ health: down ? "down" : "up" }),
  });
  if (!answer.ok) throw new Error(`the time-stamping authority cannot be switched: ${answer.status}`);
}
