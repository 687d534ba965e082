/** Where sign texts lie while they are read, and the developer's page around them. */
import type { RunningSimulator } from "@eid-gateway/nemid-simulator";
import { beforeAll, describe, expect, test } from "vitest";
import { openReadingDesk } from "../../src/sign-text/reading-desk.js";
import { handClock, startForTest } from "../start-for-test.js";
import { buildPdf, onePage } from "./build-pdf.js";

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startForTest();
});
const get = (path: string) => fetch(simulator.url + path);
const base64 = (text: string | Uint8Array) => Buffer.from(text as string).toString("base64");

async function check(wish: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`${simulator.url}/api/sign-text/check`, {
    method: "POST",
    headers,
    body: JSON.stringify(wish),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
async function upload(fields: Record<string, string>, file: Uint8Array = new Uint8Array()): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ format: "text", text: "", stylesheet: "", ...fields }))
    form.set(name, value);
  form.set("file", new Blob([Buffer.from(file)]), "x");
  return (await fetch(`${simulator.url}/check-sign-text`, { method: "POST", body: form })).text();
}
const pdf = buildPdf(onePage());

describe("POST /api/sign-text/check", () => {
  test("gives what would be shown", async () => {
    expect(await check({ format: "text", signText: base64("Hej"), monospace: true })).toEqual({
      status: 200,
      body: { accepted: true, findings: [], shown: { is: "text", text: "Hej", monospace: true } },
    });
  });
  test("gives every finding with rule, name and place, and shows nothing then", async () => {
    const { body } = await check({ format: "html", signText: base64("<br>\n<p onclick='x'>a</p>") });
    expect(body).toEqual({
      accepted: false,
      findings: [
        { rule: "element", name: "br", place: "line 1, column 1", says: "the element is not on the list" },
        { rule: "attribute", name: "onclick", place: "line 2, column 4", says: "the attribute is not allowed on p" },
      ],
    });
  });
  test("refuses text that is not UTF-8", async () =>
    expect((await check({ format: "html", signText: "/w==" })).body.findings).toEqual([
      { rule: "encoding", says: "the text is not UTF-8" },
    ]));
  test.each([
    ["an unknown format", { format: "rtf", signText: "" }],
    ["text that is not base64", { format: "text", signText: "%%" }],
    ["no text", { format: "text" }],
    ["a member nobody knows", { format: "text", signText: "", more: 1 }],
  ])("answers 400 to %s", async (_what, wish) => expect((await check(wish)).status).toBe(400));
});

describe("what is shown", () => {
  async function pathOf(wish: object): Promise<string> {
    return ((await check(wish)).body.shown as { path: string }).path;
  }
  test("HTML runs nothing, fetches nothing and is nobody's origin", async () => {
    const response = await get(await pathOf({ format: "html", signText: base64("<p>x</p>") }));
    const policy = response.headers.get("Content-Security-Policy");
    expect(policy).toMatch(/^sandbox; default-src 'none'; style-src 'unsafe-inline';/);
    expect(await response.text()).toContain("<p>x</p>");
  });
  test("a PDF is the very bytes", async () => {
    const response = await get(await pathOf({ format: "pdf", signText: base64(pdf) }));
    expect(response.headers.get("Content-Type")).toBe("application/pdf");
    expect(Buffer.from(await response.arrayBuffer())).toEqual(pdf);
  });
  test("is nowhere else", async () => expect((await get("/sign-texts/shown/1")).status).toBe(404));
  test("is gone after a quarter of an hour, and the oldest when there are many", async () => {
    const clock = handClock();
    const desk = openReadingDesk(clock);
    const lay = async () => {
      const prepared = await desk.prepare({ format: "html", bytes: Buffer.from("x"), monospace: false }, "da");
      return "readable" in prepared && "path" in prepared.readable ? prepared.readable.path.split("/").at(-1)! : "";
    };
    const first = await lay();
    clock.pass(15 * 60_000);
    expect(desk.find(first)).toBeDefined();
    clock.pass(1);
    expect(desk.find(first)).toBeUndefined();
    const second = await lay();
    for (let more = 0; more < 200; more++) await lay();
    expect(desk.find(second)).toBeUndefined();
    expect(desk.find(await lay())).toBeDefined();
  });
});

describe("the page", () => {
  test("tells each finding, escaped", async () => {
    const page = await upload({ format: "html", text: "<p>\r\n<b onclick=x>&</b></p><script>" });
    expect(page).toContain("<strong>APP002</strong>");
    expect(page).toContain("line 2, column 4");
    expect(page).toContain("<code>script</code>");
    expect(page).not.toContain("<b onclick");
  });
  test("shows plain text as it stands", async () => {
    const page = await upload({ text: "I owe you <3 kr." });
    expect(page).toContain("The clients show this document.");
    expect(page).toContain("I owe you &#60;3 kr.</pre>");
  });
  test("takes a PDF as a file", async () =>
    expect(await upload({ format: "pdf" }, pdf)).toContain('data-pdf="/sign-texts/shown/'));
  test("takes a stylesheet", async () =>
    expect(await upload({ format: "xml", text: "<a/>", stylesheet: "<x/>" })).toContain("is no XSLT stylesheet"));
  test("refuses other forms", async () => {
    const body = new URLSearchParams({ format: "text" });
    expect((await fetch(`${simulator.url}/check-sign-text`, { method: "POST", body })).status).toBe(400);
    const garbage = { method: "POST", headers: { "Content-Type": "multipart/form-data; boundary=x" }, body: "nothing" };
    expect((await fetch(`${simulator.url}/check-sign-text`, garbage)).status).toBe(400);
  });
  test("serves PDF.js to its viewer, and nothing beside it", async () => {
    for (const path of [
      "pdf.min.mjs",
      "pdf.worker.min.mjs",
      "cmaps/UniJIS-UTF16-H.bcmap",
      "standard_fonts/FoxitSymbol.pfb",
    ])
      expect((await get(`/assets/pdfjs/${path}`)).status).toBe(200);
    for (const path of ["package.json", "..%2fpackage.json", "cmaps/..%2f..%2fpackage.json", "cmaps/LICENSE"])
      expect((await get(`/assets/pdfjs/${path}`)).status).toBe(404);
  });
});
