/** Documents that the person supplies on the signing pages, and what is done with those that cannot be taken. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpBrowser, Page } from "../../src/http/http-browser.js";
import { call, eventsOf, fetchResult, orderUpload, statusOf, textOf } from "../../src/signing/order-by-soap.js";
import { pdfWith, RUNS_A_SCRIPT, samplePdf } from "../../src/signing/sample-pdf.js";
import { openFile, press, signOn } from "../../src/signing/sign-by-hand.js";
import { type Part, postBody, supply, uploadFormOn, writeParts } from "../../src/signing/upload-by-hand.js";
import { editFile } from "../../src/world/edit-customer.js";
import { headingOf, openBrowser, type Person } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const MAX_BYTES = 100_000;
let world: World;
let anna: Person;
let pdf: Uint8Array;
let active: Uint8Array;
beforeAll(async () => {
  world = await startWorld({
    editConfig: (folder) =>
      editFile(`${folder}/customers/demo/customer.yaml`, (yaml) =>
        yaml.replace("signing:\n", `signing:\n  maxBytes: ${MAX_BYTES}\n`),
      ),
  });
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
  [pdf, active] = await Promise.all([samplePdf(1), pdfWith(RUNS_A_SCRIPT)]);
});
afterAll(() => world?.stop());

const OWN = `<d:document xsi:type="d:upload-document" id="own"><d:description>Your payslip</d:description></d:document>`;
const action = (type: string, id: string) =>
  `<d:document-action type="${type}"><d:document-ref>${id}</d:document-ref></d:document-action>`;
const BY_NEMID = "<d:signature><d:method>nemid-sign</d:method></d:signature>";
const UPLOAD = `<d:task id="task" bundle="false">${action("upload", "own")}</d:task>`;

interface Asked {
  readonly id: string;
  readonly url: string; // of the task's pages
}
async function ask(tasks = UPLOAD, documents = OWN): Promise<Asked> {
  const content = `<d:request><d:language>en</d:language>${documents}${tasks}</d:request>`;
  const id = textOf(await call(world, "create-request-request", content), "request-id") ?? "";
  return { id, url: `${world.url}/std/docaction/demo?request_id=${id}&task_id=task` };
}
const problemOf = (page: Page) => /<p class="problem" role="alert">([^<]*)/.exec(page.text)?.[1];
const screenOf = (page: Page) => /<main data-screen="([^"]*)"/.exec(page.text)?.[1];
const original = ({ id }: Asked, task = "task") => `${world.url}/doc/demo/order/${id}/${task}/own/original`;
const TEXT = { type: "text/plain", content: "My payslip: 30 000 kr.\n" };

/** At the page that asks for the file. */
async function arrive(asked: Asked): Promise<{ readonly browser: HttpBrowser; readonly page: Page }> {
  const browser = openBrowser();
  return { browser, page: await browser.get(asked.url) };
}

async function expectNothingTaken(asked: Asked): Promise<void> {
  expect((await fetchResult(world, original(asked))).status).toBe(404);
  expect(await eventsOf(world, asked.id)).not.toContain("document-uploaded");
  expect((await statusOf(world, asked.id)).status).toBe("created");
}

describe("a document of the person's own", () => {
  it.each([
    ["text", "text/plain", () => Buffer.from("My payslip: 30 000 kr.\n")],
    ["a PDF", "application/pdf", () => Buffer.from(pdf)],
  ] as const)("is supplied, shown, sent in, and there for the customer: %s", async (_what, type, make) => {
    const asked = await ask();
    const { browser, page } = await arrive(asked);
    expect([screenOf(page), headingOf(page)]).toEqual(["sign/upload", "Your payslip"]);
    const there = await supply(browser, page, { type, content: make() });
    expect([screenOf(there), problemOf(there)]).toEqual(["sign/document", undefined]);
    expect(await eventsOf(world, asked.id)).toContain("document-uploaded");
    await press(browser, there, "send");
    expect((await statusOf(world, asked.id)).status).toBe("completed");
    const kept = await fetchResult(world, original(asked));
    expect([kept.status, kept.type, Buffer.from(kept.bytes)]).toEqual([200, type, make()]);
  });

  it("can be signed by who comes after them, byte for byte", async () => {
    const { nextUrl, ...asked } = await orderUpload(world);
    expect(screenOf(await openBrowser().get(nextUrl))).toBe("sign/waiting");
    const { browser, page } = await arrive(asked);
    await press(browser, await supply(browser, page, TEXT), "send");
    const signer = openBrowser();
    await signOn(signer, world, await signer.get(nextUrl), anna);
    const native = await fetchResult(world, `${world.url}/doc/demo/order/${asked.id}/next/own/sdo`);
    expect(Buffer.from(native.bytes).toString()).toContain(`>${Buffer.from(TEXT.content).toString("base64")}<`);
  });

  it("is asked for among others, and nothing can be sent in before it is there", async () => {
    const letter = `<d:document xsi:type="d:provided-document" id="letter" mime-type="text/plain"><d:data>SGk=</d:data><d:description>Letter</d:description></d:document>`;
    const task = `<d:task id="task" bundle="false">${action("view", "letter")}${action("upload", "own")}</d:task>`;
    const asked = await ask(task, letter + OWN);
    const { browser, page: list } = await arrive(asked);
    await browser.get(`${list.url}/document/0`);
    expect(() => press(browser, list, "send")).toThrow(/nothing to send/);
    const after = await supply(browser, await browser.get(`${list.url}/document/1`), TEXT);
    expect(screenOf(after)).toBe("sign/list");
    await press(browser, after, "send");
    expect((await statusOf(world, asked.id)).status).toBe("completed");
  });

  it("stays the first that was supplied, however often another is sent", async () => {
    const asked = await ask();
    const { browser, page } = await arrive(asked);
    const other = openBrowser();
    const otherPage = await other.get(asked.url);
    await supply(browser, page, TEXT);
    await supply(browser, page, { ...TEXT, content: "by the same form, again" });
    expect(problemOf(await supply(other, otherPage, { ...TEXT, content: "another" }))).toMatch(/cannot be taken/);
    expect(Buffer.from((await fetchResult(world, original(asked))).bytes).toString()).toBe(TEXT.content);
  });

  it("pressed six times at once is kept once", async () => {
    const asked = await ask();
    const { browser, page } = await arrive(asked);
    await Promise.all(Array.from({ length: 6 }, () => supply(browser, page, TEXT)));
    expect((await eventsOf(world, asked.id)).filter((event) => event === "document-uploaded")).toHaveLength(1);
  });

  it.each([
    "../../../etc/passwd",
    "C:\\Windows\\system.ini",
    "<script>alert(1)</script>.txt",
    "a.txt%22; filename=%22b.pdf",
    "løn \u202etxt.exe",
    "nul\0.txt",
    `${"x".repeat(5_000)}.txt`,
    ".htaccess",
  ])("is taken whatever it was called, and that is nowhere afterwards: %j", async (fileName) => {
    const asked = await ask();
    const { browser, page } = await arrive(asked);
    const there = await supply(browser, page, { ...TEXT, fileName });
    expect(screenOf(there)).toBe("sign/document");
    const file = await openFile(browser, there);
    const traces = [there.text, JSON.stringify([...file.headers]), file.text, world.logLines.join()].join();
    for (const piece of ["passwd", "system.ini", "alert(1)", "b.pdf", "txt.exe", "xxxxxxxx", "htaccess"])
      expect(traces).not.toContain(piece);
    expect(file.text).toBe(TEXT.content);
  });
});

describe("a file that cannot be taken is refused with a sentence, and nothing is kept of it:", () => {
  const file = (content: string | Uint8Array, type?: string): Part => ({
    name: "file",
    fileName: "mine",
    content,
    ...(type !== undefined && { type }),
  });
  const locked = () =>
    Buffer.from(pdf)
      .toString("latin1")
      .replace(/trailer\s*<</, "trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 >>");

  it.each<[string, () => readonly Part[]]>([
    ["no file", () => []],
    ["an empty file", () => [file("", "text/plain")]],
    ["a field in the place of the file", () => [{ name: "file", content: "My payslip" }]],
    ["two files", () => [file("one", "text/plain"), file("two", "text/plain")]],
    ["a picture", () => [file(Buffer.from("89504e470d0a1a0a", "hex"), "image/png")]],
    ["a program", () => [file("MZ", "application/x-msdownload")]],
    ["a file of no known type", () => [file("My payslip", "application/octet-stream")]],
    ["a file whose type is none", () => [file("My payslip", "text")]],
    ["a PDF that is none", () => [file("My payslip", "application/pdf")]],
    ["a text that is none", () => [file(pdf, "text/plain")]],
    ["a PDF that runs something", () => [file(active, "application/pdf")]],
    ["a PDF that is locked", () => [file(Buffer.from(locked(), "latin1"), "application/pdf")]],
    ["a page with a script", () => [file("<script>alert(1)</script>", "text/html")]],
    ["XML, for which nobody named a stylesheet", () => [file("<a/>", "application/xml")]],
  ])("%s", async (_what, files) => {
    const asked = await ask();
    const { browser, page } = await arrive(asked);
    const { step, url } = uploadFormOn(page);
    const after = await postBody(browser, url, writeParts([{ name: "step", content: step }, ...files()]));
    expect([screenOf(after), problemOf(after)]).toEqual(["sign/upload", expect.stringMatching(/cannot be taken/)]);
    await expectNothingTaken(asked);
    const there = await supply(browser, after, TEXT);
    expect([screenOf(there), problemOf(there)]).toEqual(["sign/document", undefined]);
  });

  const good: Part = file(TEXT.content, TEXT.type);
  const STEP: Part = { name: "step", content: "STEP" };
  it.each<[string, Uint8Array, string?]>([
    ["a form without an end", writeParts([STEP, good], "")],
    ["a form that breaks off in the file", writeParts([STEP, good]).subarray(0, -60)],
    ["a form whose parts are divided otherwise", writeParts([STEP, good]), "multipart/form-data; boundary=other"],
    ["a form that does not say how it is divided", writeParts([STEP, good]), "multipart/form-data"],
    ["parts of another kind", writeParts([STEP, good]), "multipart/mixed; boundary=----a-boundary-of-ours"],
    ["a form without files", Buffer.from("step=STEP&file=mine"), "application/x-www-form-urlencoded"],
    ["nothing at all", new Uint8Array(), "multipart/form-data; boundary=x"],
    ["the token of another page", writeParts([{ ...STEP, content: "x".repeat(22) }, good])],
    ["no token", writeParts([good])],
    ["the token twice", writeParts([{ ...STEP, content: "other" }, STEP, good])],
  ])("%s", async (_what, body, type) => {
    const asked = await ask();
    const { browser, page } = await arrive(asked);
    const { step, url } = uploadFormOn(page);
    const written = Buffer.from(Buffer.from(body).toString("latin1").replace("STEP", step), "latin1");
    const after = await postBody(browser, url, written, type);
    expect(screenOf(after)).toBe("sign/upload");
    await expectNothingTaken(asked);
    expect(screenOf(await supply(browser, after, TEXT))).toBe("sign/document");
  });

  it("more bytes than the service may have, and not one more than those", async () => {
    const asked = await ask();
    const { browser, page } = await arrive(asked);
    for (const more of [1, 50_000]) {
      const large = await supply(browser, page, { ...TEXT, content: "x".repeat(MAX_BYTES + more) });
      expect([large.status, screenOf(large)]).toEqual([413, "notice/too-large"]);
    }
    await expectNothingTaken(asked);
    const fits = await supply(browser, await browser.get(page.url), { ...TEXT, content: "x".repeat(MAX_BYTES) });
    expect(screenOf(fits)).toBe("sign/document");
  });
});

describe("a file is taken", () => {
  it("from the browser that began, and from no other", async () => {
    const asked = await ask();
    const { page } = await arrive(asked);
    const stranger = await supply(openBrowser(), page, TEXT);
    expect([stranger.status, screenOf(stranger)]).toEqual([403, "notice/other-browser"]);
    await expectNothingTaken(asked);
  });

  it("after the log-in that the order wants, not before", async () => {
    const gated = UPLOAD.replace(
      "</d:task>",
      "<d:authentication><d:method>nemid</d:method></d:authentication></d:task>",
    );
    const asked = await ask(gated);
    const { browser, page } = await arrive(asked);
    expect(screenOf(page)).toBe("sign/gate");
    const { step = "" } = page.forms[0]!.fields;
    const body = writeParts([
      { name: "step", content: step },
      { name: "file", fileName: "mine", ...TEXT },
    ]);
    expect((await postBody(browser, new URL(`${page.url}/upload/0`), body)).status).toBe(404);
    await expectNothingTaken(asked);
  });

  it("for a document that asks for one, not for one to be signed, nor for one that is not there", async () => {
    const letter = `<d:document xsi:type="d:provided-document" id="letter" mime-type="text/plain"><d:data>SGk=</d:data><d:description>Letter</d:description></d:document>`;
    const task = `<d:task id="task" bundle="false">${action("sign", "letter")}${action("upload", "own")}${BY_NEMID}</d:task>`;
    const asked = await ask(task, letter + OWN);
    const { browser, page: list } = await arrive(asked);
    for (const at of ["0", "2", "-1", "99999"]) {
      const { step } = uploadFormOn(await browser.get(`${list.url}/document/1`));
      const body = writeParts([
        { name: "step", content: step },
        { name: "file", fileName: "mine", ...TEXT },
      ]);
      await postBody(browser, new URL(`${list.url}/upload/${at}`), body);
    }
    await expectNothingTaken(asked);
    const kept = await fetchResult(world, `${world.url}/doc/demo/order/${asked.id}/task/letter/original`);
    expect(Buffer.from(kept.bytes).toString()).toBe("Hi");
  });

  it("while the task is open, not when somebody has refused it meanwhile", async () => {
    const asked = await ask();
    const { browser, page } = await arrive(asked);
    const other = openBrowser();
    await press(other, await other.get(`${(await other.get(asked.url)).url}/reject`), "reject");
    const late = await supply(browser, page, TEXT);
    expect([200, 404]).toContain(late.status);
    expect(await eventsOf(world, asked.id)).not.toContain("document-uploaded");
    expect((await fetchResult(world, original(asked))).status).toBe(404);
  });
});
