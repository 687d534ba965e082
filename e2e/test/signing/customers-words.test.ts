/** What a customer may say of a task, and what the pages then show: the order of documents, words of their own, sentences of consent. */
import { readLtvSdo } from "@eid-gateway/sdo";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeEntities } from "../../src/http/read-forms.js";
import { call, fetchResult, textOf } from "../../src/signing/order-by-soap.js";
import { openFile, passNemid, press, signOn } from "../../src/signing/sign-by-hand.js";
import { headingOf, openBrowser, type Person, parametersOn } from "../../src/world/log-in.js";
import { screenOf } from "../../src/world/read-page.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person;
beforeAll(async () => {
  world = await startWorld();
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const document = (id: string, more = "") =>
  `<d:document xsi:type="d:provided-document" id="${id}" mime-type="text/plain">${more}<d:data>${btoa(`I am ${id}.`)}</d:data><d:description>About ${id}</d:description></d:document>`;
const dialog = (title: string) =>
  `<d:dialog><d:title>${title}</d:title><d:message>Mind ${title}!</d:message></d:dialog>`;
const action = (id: string, type = "sign", attributes = "", own = "") =>
  `<d:document-action type="${type}" ${attributes}>${own}<d:document-ref>${id}</d:document-ref></d:document-action>`;
const BY_NEMID = "<d:signature><d:method>nemid-sign</d:method></d:signature>";
const BY_LOG_IN = "<d:authentication-based-signature><d:method>nemid</d:method></d:authentication-based-signature>";

/** @returns the order's id and artifact, and the address of its task */
async function ask(parts: {
  readonly before?: string;
  readonly documents: string;
  readonly task: string;
  readonly bundle?: boolean;
  readonly after?: string;
}) {
  const { before = "<d:language>en</d:language>", documents, task, bundle = false, after = "" } = parts;
  const content = `<d:request>${before}${documents}<d:task id="task" bundle="${bundle}">${task}</d:task>${after}</d:request>`;
  const answer = await call(world, "create-request-request", content);
  const [id = "", artifact] = [textOf(answer, "request-id"), textOf(answer, "artifact")];
  return { id, artifact, url: `${world.url}/std/docaction/demo?request_id=${id}&task_id=task` };
}
const shown = async (parts: Parameters<typeof ask>[0]) => openBrowser().get((await ask(parts)).url);

describe("documents", () => {
  it("stand in the order that the customer gave them, each with its own words", async () => {
    const documents = document("a") + document("b") + document("c");
    const task = `${dialog("Three")}${action("a", "sign", 'order-index="3"', dialog("Last"))}${action("b", "view", 'order-index="1"', dialog("First"))}${action("c", "view", 'order-index="2"')}${BY_NEMID}`;
    const { url } = await ask({ documents, task });
    const browser = openBrowser();
    const list = await browser.get(url);
    expect(headingOf(list)).toBe("Three");
    expect(list.text).toContain("Mind Three!");
    expect([...list.text.matchAll(/document-title">([^<]*)/g)].map(([, title]) => title)).toEqual([
      "About b",
      "About c",
      "About a",
    ]);
    const pages = [];
    for (const at of [0, 1, 2]) pages.push(await browser.get(`${list.url}/document/${at}`));
    expect(pages.map(headingOf)).toEqual(["First", "About c", "Last"]);
    expect(pages.map(({ text }) => /I am [abc]/.exec(text)?.[0])).toEqual(["I am b", "I am c", "I am a"]);
    expect(pages.map(({ text }) => /Mind (\w+)!/.exec(text)?.[1])).toEqual(["First", undefined, "Last"]);
  });

  it("that are alone have the words of the task, unless they have their own", async () => {
    const page = await shown({ documents: document("a"), task: `${dialog("Only")}${action("a")}${BY_NEMID}` });
    expect([headingOf(page), page.text.includes("Mind Only!")]).toEqual(["Only", true]);
    const own = await shown({
      documents: document("a"),
      task: `${dialog("Task")}${action("a", "sign", "", dialog("Own"))}${BY_NEMID}`,
    });
    expect([headingOf(own), own.text.includes("Task")]).toEqual(["Own", false]);
  });

  it("may say what they like: it is text", async () => {
    const words = dialog("&lt;b&gt;x&lt;/b&gt;");
    const page = await shown({ documents: document("a"), task: `${words}${action("a")}${BY_NEMID}` });
    expect(page.text).not.toContain("<b>x</b>");
    expect(headingOf(page)).toBe("<b>x</b>");
  });

  it("come from the archive, and from an earlier task, and its package", async () => {
    const first = await ask({
      before: "<d:language>en</d:language>",
      documents: document("a"),
      task: `${action("a", "sign", 'send-result-to-archive="true"')}${BY_NEMID}`,
      after: `<d:task id="next" bundle="false"><d:document-action type="view" order-index="1"><d:document id="theirs" xsi:type="d:result-document" ref-task-id="task" ref-document-id="a"/></d:document-action><d:document-action type="view" order-index="2"><d:document id="packed" xsi:type="d:packaging-result-document" ref-packaging-task-id="p"/></d:document-action></d:task><d:packaging-task packaging-task-id="p" method="pades"><d:packaging-task-document task-id="task" document-id="a"/></d:packaging-task>`,
    });
    const nextUrl = first.url.replace("task_id=task", "task_id=next");
    expect(headingOf(await openBrowser().get(nextUrl))).toBe("It is not your turn yet");
    const browser = openBrowser();
    await signOn(browser, world, await browser.get(first.url), anna);
    await world.runJobs();
    const reader = openBrowser();
    const list = await reader.get(nextUrl);
    expect((await openFile(reader, list, 0)).text).toContain("openoces:signature");
    expect((await openFile(reader, list, 1)).text).toContain("%PDF-");
    await press(reader, await reader.get(list.url), "send");
    const status = await call(world, "get-status-request", `<d:request-id>${first.id}</d:request-id>`);
    expect(status.match(/<task-status>completed</g)).toHaveLength(2);
    const archived = /archive\/([0-9a-z]+)</.exec(status)?.[1] ?? "";
    const native = await fetchResult(world, `${world.url}/doc/demo/archive/${archived}`);
    expect(Buffer.from(native.bytes).toString()).toContain("openoces:signature");
  });
});

describe("the sentence of consent", () => {
  const entry = (text: string) => `<d:sign-text-entry>${text}</d:sign-text-entry>`;
  const consentIn = (page: { text: string }) => decodeEntities(page.text);

  it.each([
    [
      "the gateway's, where there is no other",
      "",
      "",
      "I have read and understood the document and agree to its content.",
    ],
    ["the document's", entry("I accept the &lt;loan&gt;."), "", "I accept the <loan>."],
    [
      "the task's before that",
      entry("I accept the loan."),
      "<d:sign-text>I agree to everything.</d:sign-text>",
      "I agree to everything.",
    ],
    [
      "the document's where the task's is blank",
      entry("I accept the loan."),
      "<d:sign-text>  </d:sign-text>",
      "I accept the loan.",
    ],
  ])("is %s: shown, and sealed word for word", async (_whose, ofDocument, ofTask, expected) => {
    const { id, url } = await ask({
      documents: document("a", ofDocument),
      task: `${action("a")}${ofTask}${BY_LOG_IN}`,
    });
    const browser = openBrowser();
    const page = await browser.get(url);
    expect(consentIn(page)).toContain(expected);
    await signOn(browser, world, page, anna);
    const { bytes } = await fetchResult(world, `${world.url}/doc/demo/order/${id}/task/a/sdo`);
    expect(readLtvSdo(bytes).content?.consent).toEqual({ text: expected, language: "en" });
  });

  it("of a bundle is all of its documents' sentences, once each", async () => {
    const documents =
      document("a", entry("I take A.")) + document("b", entry("I take B.")) + document("c", entry("I take A."));
    const task = `${action("a")}${action("b")}${action("c")}${BY_LOG_IN}`;
    const { id, url } = await ask({ documents, task, bundle: true });
    const browser = openBrowser();
    const list = await browser.get(url);
    for (const at of [0, 1, 2]) await browser.get(`${list.url}/document/${at}`);
    await signOn(browser, world, await browser.get(list.url), anna);
    for (const name of ["a", "b", "c"]) {
      const { bytes } = await fetchResult(world, `${world.url}/doc/demo/order/${id}/task/${name}/sdo`);
      expect(readLtvSdo(bytes).content?.consent.text).toBe("I take A.\nI take B.");
    }
  });

  it("is in Danish where the task is, whatever the order says", async () => {
    const page = await shown({
      documents: document("a"),
      task: `${action("a")}<d:language>da</d:language>${BY_LOG_IN}`,
    });
    expect(page.text).toContain('<html lang="da"');
    expect(consentIn(page)).toContain("Jeg har læst og forstået dokumentet og accepterer indholdet.");
  });

  it("is not what NemID signs: that is the document alone", async () => {
    const { url } = await ask({ documents: document("a", entry("I accept.")), task: `${action("a")}${BY_NEMID}` });
    const browser = openBrowser();
    const client = await press(browser, await browser.get(url), "sign");
    const { SIGNTEXT } = JSON.parse(parametersOn(client)) as { SIGNTEXT: string };
    expect(Buffer.from(SIGNTEXT, "base64").toString()).toBe("I am a.");
  });
});

describe("a signature for those alone who came in by one log-in", () => {
  const gate = "<d:authentication><d:method>nemid</d:method><d:method>nemid-codefile</d:method></d:authentication>";
  const only = (gateMethod: string, method: string) =>
    `<d:signature if-authentication="${gateMethod}"><d:method>${method}</d:method></d:signature>`;

  it("is offered to them, and the others have theirs", async () => {
    const task = `${action("a")}${gate}${only("nemid", "nemid-sign")}${only("nemid-codefile", "nemid-codefile-sign")}`;
    const { id, url } = await ask({ documents: document("a"), task });
    const browser = openBrowser();
    const chooser = await press(browser, await browser.get(url), "authenticate");
    const chosen = chooser.forms.find(({ names, fields }) => names.includes("method") || fields.method !== undefined);
    expect(chosen, headingOf(chooser)).toBeDefined();
    const client = await browser.submit(chooser, chosen!, { method: "nemid" });
    const inside = await passNemid(browser, world, client, anna);
    expect((await press(browser, inside, "sign")).text).toContain("nemid_parameters");
    expect(id).not.toBe("");
  });

  it("is for nobody whom an artifact brought: they log in", async () => {
    const task = `${action("a")}${gate.replace("<d:authentication>", '<d:authentication artifact="true">')}${only("nemid", "nemid-sign")}${only("nemid-codefile", "nemid-codefile-sign")}`;
    const { url, artifact } = await ask({ documents: document("a"), task });
    expect(artifact).toBeDefined();
    expect(screenOf(await openBrowser().get(`${url}&artifact=${artifact}`))).toBe("sign/gate");
  });

  it("is refused where the others who log in could only read", async () => {
    await expect(
      ask({ documents: document("a"), task: `${action("a")}${gate}${only("nemid", "nemid-sign")}` }),
    ).rejects.toThrow(/^invalid-value: who logs in by "nemid-codefile" could sign by no method/);
  });

  it("is refused for a log-in that the task does not ask for", async () => {
    await expect(
      ask({ documents: document("a"), task: `${action("a")}${only("nemid", "nemid-sign")}` }),
    ).rejects.toThrow(/^method-not-enabled/);
  });
});
