import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { sayIn } from "../../src/languages.js";
import { chooseDocument } from "../../src/signing/choose-document.js";
import { MAX_FILE_BYTES, readUpload } from "../../src/signing/read-upload.js";
import { samplePdf } from "../../src/signing/sample-pdf.js";
import { readSignWish, type SignWish, waysOf } from "../../src/signing/sign-wish.js";

const NOW = new Date("2026-01-01T12:00:00Z");
const say = sayIn("da");

function form(fields: Readonly<Record<string, string | File>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}
function choose(wish: Partial<SignWish>, file?: File) {
  const whole: SignWish = { source: "sample", method: "nemid-sign", text: "", ...wish };
  return chooseDocument(whole, form(file ? { file } : {}), say, NOW);
}
const pdfNamed = (name: string) => new File(["%PDF-1.4"], name);

describe("the sample", () => {
  const text = Buffer.from(samplePdf(["Aftale (æ\\ø)", "linje"])).toString("latin1");

  it("has each object where its table says, and the table where its end says", () => {
    const table = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    expect(text.slice(table, table + 4)).toBe("xref");
    const starts = [...text.slice(table).matchAll(/(\d{10}) 00000 n/g)].map(([, start]) => Number(start));
    expect(starts.map((start) => text.slice(start, start + 7))).toEqual([1, 2, 3, 4, 5].map((n) => `${n} 0 obj`));
  });

  it("says how long its text is, and keeps what would end a string from ending it", () => {
    const [, length, content = ""] = /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(text) ?? [];
    expect(content).toHaveLength(Number(length));
    expect(content).toContain("(Aftale \\(æ\\\\ø\\)) Tj");
  });
});

describe("a visitor's choice", () => {
  it("of the sample is a PDF in their language, of the day", async () => {
    const document = await choose({});
    expect(document).toMatchObject({ title: "Aftale om en demonstration", mediaType: "application/pdf" });
    expect(Buffer.from((document as { bytes: Uint8Array }).bytes).toString("latin1")).toContain("2026-01-01");
  });

  it("of a text is what they typed, with plain ends of lines", async () => {
    const document = await choose({ source: "text", text: " Jeg skylder\r\nBo 3 kr.\r\n\r\n" });
    expect(document).toMatchObject({ mediaType: "text/plain; charset=utf-8" });
    expect(Buffer.from((document as { bytes: Uint8Array }).bytes).toString()).toBe("Jeg skylder\nBo 3 kr.\n");
  });

  it.each([
    ["lån.pdf", "lån.pdf"],
    ["a\u0000b\u202Ec\n.pdf", "abc.pdf"],
    ["", "Din PDF"],
    ["\u0007", "Din PDF"],
    ["å".repeat(300), "å".repeat(80)],
  ])("of a file carries its name, as far as it can be written anywhere: %j", async (name, title) => {
    expect(await choose({ source: "file" }, pdfNamed(name))).toMatchObject({ title, mediaType: "application/pdf" });
  });

  it.each<[string, Partial<SignWish>, File | undefined, string]>([
    ["no file", { source: "file" }, undefined, "no-file"],
    ["an empty file", { source: "file" }, new File([], "a.pdf"), "no-file"],
    ["a file over the limit", { source: "file" }, new File([Buffer.alloc(MAX_FILE_BYTES + 1)], "a.pdf"), "too-large"],
    ["a picture", { source: "file" }, new File(["GIF89a"], "a.pdf"), "not-pdf"],
    ["a PDF behind something else", { source: "file" }, new File([" %PDF-1.4"], "a.pdf"), "not-pdf"],
    ["blank lines", { source: "text", text: "\r\n \t" }, undefined, "no-text"],
    ["a book", { source: "text", text: "a".repeat(20_001) }, undefined, "text-too-long"],
  ])("of %s is refused", async (_what, wish, file, problem) => {
    expect(await choose(wish, file)).toBe(problem);
  });

  it("of what is not offered counts as none", () => {
    const foreign = form({ source: "url", method: "mitid", text: new File(["a"], "a") });
    expect(readSignWish(foreign)).toEqual({ source: "sample", method: "nemid-sign", text: "" });
  });

  it("of a method is asked for as what it is", () => {
    expect(waysOf("nemid-codefile-sign")).toEqual({ methods: ["nemid-codefile-sign"] });
    expect(waysOf("nemid-codefile")).toEqual({ logInMethods: ["nemid-codefile"] });
  });
});

describe("a posted form with a file", () => {
  function posted(body: string | Buffer, type: string): IncomingMessage {
    const request = new IncomingMessage(new Socket());
    request.headers["content-type"] = type;
    request.push(body);
    request.push(null);
    return request;
  }
  const BOUNDARY = "multipart/form-data; boundary=b";

  it("is read with its fields", async () => {
    const body = '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nhej\r\n--b--\r\n';
    expect(((await readUpload(posted(body, BOUNDARY))) as FormData).get("text")).toBe("hej");
  });

  it("that is larger than a document may be is not kept", async () => {
    expect(await readUpload(posted(Buffer.alloc(MAX_FILE_BYTES + 200_000), BOUNDARY))).toBe("too-large");
  });

  it.each([
    ["cut short", '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nhej', BOUNDARY],
    ["without its boundary", "--b--\r\n", "multipart/form-data"],
    ["of another kind", "text=hej", "application/x-www-form-urlencoded"],
    ["of JSON", "{}", "application/json"],
  ])("is refused when it is %s", async (_how, body, type) => {
    await expect(readUpload(posted(body, type))).rejects.toMatchObject({ name: "FormRefused" });
  });
});
