// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of addresses
/** Tasks that are over, withdrawn or not yet begun: whoever comes by their address, and by whatever way, reads and signs nothing. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpBrowser, Page } from "../../src/http/http-browser.js";
import { call, type OrderToMake, order, statusOf, textOf } from "../../src/signing/order-by-soap.js";
import { openFile, passNemid, press, signOn } from "../../src/signing/sign-by-hand.js";
import { answerCpr, openBrowser, type Person } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const DAY_MS = 86_400_000;
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
const make = (wish: Partial<OrderToMake> = {}) =>
  order(world, { documents: [LETTER], methods: ["nemid-sign"], ...wish });
const screenOf = (page: Page) => /<main data-screen="([^"]*)"/.exec(page.text)?.[1];
const whichTask = (id: string, task = "task") => `<d:request-id>${id}</d:request-id><d:task-id>${task}</d:task-id>`;
const remove = (id: string) => call(world, "delete-request-request", `<d:request-id>${id}</d:request-id>`);
const disable = (id: string) => call(world, "disable-task-request", whichTask(id));

async function refuse(url: string): Promise<void> {
  const browser = openBrowser();
  await press(browser, await browser.get(`${(await browser.get(url)).url}/reject`), "reject");
}
async function sign(url: string): Promise<void> {
  const browser = openBrowser();
  await signOn(browser, world, await browser.get(url), anna);
}

const pass = (days: number) => {
  nowMs += days * DAY_MS;
};

type Made = Awaited<ReturnType<typeof make>>;
const ENDS: readonly (readonly [status: string, end: (made: Made) => Promise<unknown>])[] = [
  ["completed", ({ url }) => sign(url)],
  ["rejected", ({ url }) => refuse(url)],
  ["expired", async () => pass(2)],
  ["deleted", ({ id }) => disable(id)],
  ["deleted", ({ id }) => remove(id)],
];

describe.each(ENDS)("a task that is %s", (status, end) => {
  it("opens to nobody, and tells nothing of itself", async () => {
    const made = await make({ daysToLive: 1, complete: "http://localhost:3999/done" });
    await end(made);
    const page = await openBrowser().get(made.url);
    expect(screenOf(page)).toBe("sign/closed");
    expect(page.text).not.toMatch(/100 kr\.|localhost:3999|Document 1|completed|rejected|expired|deleted/);
  });

  it("shows and gives nothing more to who had it open before", async () => {
    const made = await make({ daysToLive: 1 });
    const browser = openBrowser();
    const page = await browser.get(made.url);
    await end(made);
    const again = await browser.get(page.url);
    expect([again.status, again.text.includes("100 kr.")]).toEqual([status === "expired" ? 410 : 200, false]);
    expect([404, 410]).toContain((await openFile(browser, page)).status);
    const pressed = await press(browser, page, "sign");
    expect(pressed.text).not.toContain("nemid_parameters");
    expect((await statusOf(world, made.id)).status).toBe(status);
  });

  it("is not signed by who was in NemID's window meanwhile", async () => {
    const made = await make({ daysToLive: 1 });
    const browser = openBrowser();
    const client = await press(browser, await browser.get(made.url), "sign");
    await end(made);
    const late = await passNemid(browser, world, client, bo).catch(() => undefined); // its flow may be over, too
    expect(late?.text ?? "").not.toMatch(/Thank you/);
    const { status: now, results } = await statusOf(world, made.id);
    expect([now, results.length]).toEqual([status, status === "completed" ? 1 : 0]);
  });

  it("is not opened by an artifact, nor gets another", async () => {
    const made = await make({ daysToLive: 1, authentication: ["nemid"], artifact: true });
    if (status === "completed") return expectNoArtifact(await openedByArtifact(made));
    await end({ ...made, url: `${made.url}&artifact=${made.artifact}` });
    expect(screenOf(await openBrowser().get(`${made.url}&artifact=${made.artifact}`))).toBe("sign/closed");
    await expectNoArtifact(made.id);
  });
});

async function openedByArtifact({ id, url, artifact }: Made): Promise<string> {
  await sign(`${url}&artifact=${artifact}`);
  expect((await statusOf(world, id)).status).toBe("completed");
  return id;
}

async function expectNoArtifact(id: string): Promise<void> {
  await expect(call(world, "create-artifact-request", whichTask(id))).rejects.toThrow(/^(task-not-open|order-deleted)/);
}

describe("several signers", () => {
  const subject = (id: string, { cpr }: Person) =>
    `<d:subject id="${id}"><d:national-id>${cpr}</d:national-id></d:subject>`;
  const task = (id: string, person: string, more = "") =>
    `<d:task id="${id}" bundle="false"><d:subject-ref>${person}</d:subject-ref><d:document-action type="sign"><d:document-ref>d</d:document-ref></d:document-action>${more}<d:signature><d:method>nemid-sign</d:method></d:signature></d:task>`;
  const AFTER_ANNA = "<d:depends-on-task>a</d:depends-on-task>";

  async function ask(ofBo = "") {
    const document = `<d:document xsi:type="d:provided-document" id="d" mime-type="text/plain"><d:data>${LETTER.bytes.toString("base64")}</d:data><d:description>Letter</d:description></d:document>`;
    const packaging = `<d:packaging-task packaging-task-id="p" method="pades"><d:packaging-task-document document-id="d"/></d:packaging-task>`;
    const content = `<d:request><d:language>en</d:language>${subject("anna", anna)}${subject("bo", bo)}${document}${task("a", "anna")}${task("b", "bo", ofBo)}${packaging}</d:request>`;
    const id = textOf(await call(world, "create-request-request", content), "request-id") ?? "";
    const urlOf = (name: string) => `${world.url}/std/docaction/demo?request_id=${id}&task_id=${name}`;
    return { id, anna: urlOf("a"), bo: urlOf("b") };
  }
  const statuses = async (id: string) => {
    const answer = await call(world, "get-status-request", `<d:request-id>${id}</d:request-id>`);
    return [...answer.matchAll(/<task-status>([a-z]+)</g)].map(([, status]) => status);
  };
  const arrive = async (url: string): Promise<{ browser: HttpBrowser; page: Page }> => {
    const browser = openBrowser();
    return { browser, page: await browser.get(url) };
  };

  it("sign side by side, in any order, and the package is made when all have", async () => {
    const { id, ...urls } = await ask();
    const [first, second] = [await arrive(urls.anna), await arrive(urls.bo)];
    await signOn(second.browser, world, second.page, bo);
    expect(await statuses(id)).toEqual(["created", "completed"]);
    await world.runJobs();
    const packaged = () => call(world, "get-packaging-task-status-request", `<d:request-id>${id}</d:request-id>`);
    expect(await packaged()).toContain("<packaging-task-status>created<");
    await signOn(first.browser, world, first.page, anna);
    expect(await statuses(id)).toEqual(["completed", "completed"]);
    await world.runJobs();
    expect(await packaged()).toContain("<packaging-task-status>completed<");
  });

  it("sign one after the other, where the order says so", async () => {
    const { id, ...urls } = await ask(AFTER_ANNA);
    const early = await arrive(urls.bo);
    expect([screenOf(early.page), early.page.text.includes("100 kr.")]).toEqual(["sign/waiting", false]);
    expect((await openFile(early.browser, early.page)).status).toBe(404);
    await sign(urls.anna);
    const turn = await early.browser.get(early.page.url);
    expect(screenOf(turn)).toBe("sign/document");
    await signOn(early.browser, world, turn, bo);
    expect(await statuses(id)).toEqual(["completed", "completed"]);
  });

  it("wait in vain for one who has refused", async () => {
    const { id, ...urls } = await ask(AFTER_ANNA);
    await refuse(urls.anna);
    expect(screenOf((await arrive(urls.bo)).page)).toBe("sign/waiting");
    expect(await statuses(id)).toEqual(["rejected", "created"]);
  });

  it("are each the subject of their own task alone", async () => {
    const { id, ...urls } = await ask();
    const { browser, page } = await arrive(urls.bo);
    const asked = await passNemid(browser, world, await press(browser, page, "sign"), anna);
    const refused = await answerCpr(browser, asked, anna.cpr ?? ""); // the number of the task is not theirs
    expect(refused.text).toContain("You are not the person");
    expect(await statuses(id)).toEqual(["created", "created"]);
  });
});

describe("the way back", () => {
  it.each([
    ["a&b=c", "t=a%26b%3Dc"],
    ["a#b?c/../d", "t=a%23b%3Fc%2F..%2Fd"],
    ["a b+c%20", "t=a%20b%2Bc%2520"],
    ["æ\u{1f600}", "t=%C3%A6%F0%9F%98%80"],
    ["${requestId}", "t=%24%7BrequestId%7D"],
    ['"><script>', "t=%22%3E%3Cscript%3E"],
    ["$&$1", "t=%24%26%241"],
  ])("has the task's id as one value, whatever is in it: %s", async (taskId, expected) => {
    const escaped = taskId.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
    const document = `<d:document xsi:type="d:provided-document" id="d" mime-type="text/plain"><d:data>SGk=</d:data><d:description>Letter</d:description></d:document>`;
    const back = "http://localhost:3999/later?r=${requestId}&amp;t=${taskId}&amp;x=1#end-${taskId}";
    const content = `<d:request><d:language>en</d:language>${document}<d:task id="${escaped}" bundle="false"><d:document-action type="sign"><d:document-ref>d</d:document-ref></d:document-action><d:on-task-postpone>${back}</d:on-task-postpone><d:signature><d:method>nemid-sign</d:method></d:signature></d:task></d:request>`;
    const id = textOf(await call(world, "create-request-request", content), "request-id") ?? "";
    const browser = openBrowser();
    const url = `${world.url}/std/docaction/demo?request_id=${id}&task_id=${encodeURIComponent(taskId)}`;
    const end = await press(browser, await browser.get(url), "postpone");
    const to = /<meta http-equiv="refresh" content="0;url=([^"]*)"/.exec(end.text)?.[1]?.replaceAll("&#38;", "&") ?? "";
    expect(to).toContain(`?r=${id}&${expected}&x=1#end-`);
    expect(new URL(to).searchParams.get("t")).toBe(taskId);
    expect(new URL(to).host).toBe("localhost:3999");
  });
});
