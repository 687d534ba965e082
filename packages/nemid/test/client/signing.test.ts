import { createHash, randomBytes, verify, X509Certificate } from "node:crypto";
import type { Client, DocumentToSign } from "@eid-gateway/core";
import { codeFileClient, type NemidClient, normaliseParameters } from "@eid-gateway/nemid";
import { describe, expect, it } from "vitest";
import { documentOf, openSigning, operator, type SigningOptions } from "../signing/bench.js";
import { documents, formats, html, namedXml, pdf, stylesheet, xml } from "../signing/documents.js";

const anna = await operator.ca.issuePoces();
const base64 = (content: string | Uint8Array) => Buffer.from(content).toString("base64");

async function ask(document: DocumentToSign, options: SigningOptions = {}): Promise<Client> {
  const step = await openSigning({ ...options, request: { document, ...options.request } }).start();
  const block = step.kind === "show" ? step.screen.blocks[0] : undefined;
  if (block?.kind !== "client") throw new Error("no client was shown");
  return block;
}
const parametersOf = async (document: DocumentToSign, options?: SigningOptions) =>
  JSON.parse((await ask(document, options)).data.text) as Readonly<Record<string, string>>;
const signing = (parameters: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => name.startsWith("SIGNTEXT")));
const large = documentOf(Buffer.concat([pdf, Buffer.alloc(250_000, 0x20)]), "application/pdf");

describe("the key card client is asked to sign", () => {
  it.each([
    ["TEXT", documents.TEXT, { SIGNTEXT: base64("Jeg skylder 100 kr.\r\n  æøå"), SIGNTEXT_FORMAT: "TEXT" }],
    ["HTML", documents.HTML, { SIGNTEXT: base64(html), SIGNTEXT_FORMAT: "HTML" }],
    [
      "XML",
      documents.XML,
      { SIGNTEXT: base64(xml), SIGNTEXT_FORMAT: "XML", SIGNTEXT_TRANSFORMATION: base64(stylesheet) },
    ],
    ["PDF", documents.PDF, { SIGNTEXT: base64(pdf), SIGNTEXT_FORMAT: "PDF" }],
  ] as const)("%s, byte for byte", async (_format, document, expected) => {
    const parameters = await parametersOf(document);
    expect(parameters.CLIENTFLOW).toBe("OCESSIGN2");
    expect(signing(parameters)).toEqual(expected);
  });

  it("a larger PDF by its address, for the client's origin alone, and the digest of its bytes", async () => {
    expect(signing(await parametersOf(large))).toEqual({
      SIGNTEXT_URI: "https://eid.example/document/1?for=https%3A%2F%2Fclient.nemid.example",
      SIGNTEXT_REMOTE_HASH: createHash("sha256")
        .update(await large.read())
        .digest("base64"),
      SIGNTEXT_FORMAT: "PDF",
    });
  });

  it("by address above the size that the operator says, and never anything but a PDF", async () => {
    const settings = { signing: { inlineBytes: 10 } };
    expect(await parametersOf(documents.PDF, { settings })).toHaveProperty("SIGNTEXT_URI");
    for (const format of ["TEXT", "HTML", "XML"] as const) {
      expect(await parametersOf(documents[format], { settings })).not.toHaveProperty("SIGNTEXT_URI");
    }
  });

  it("plain text in letters of one width, where the customer wants it", async () => {
    const config = { monospace: true };
    expect(await parametersOf(documents.TEXT, { config })).toMatchObject({ SIGNTEXT_MONOSPACEFONT: "TRUE" });
    expect(await parametersOf(documents.HTML, { config })).not.toHaveProperty("SIGNTEXT_MONOSPACEFONT");
    expect(await parametersOf(documents.TEXT)).not.toHaveProperty("SIGNTEXT_MONOSPACEFONT");
  });

  it("XML with the name of its stylesheet, where it has one", async () => {
    const id = { SIGNTEXT_TRANSFORMATION_ID: "Lån <1> & mere" };
    expect(await parametersOf(namedXml)).toMatchObject(id);
    expect(await parametersOf(documents.XML)).not.toHaveProperty("SIGNTEXT_TRANSFORMATION_ID");
    const text = { ...documents.TEXT, stylesheetName: "letter" };
    expect(await parametersOf(text)).not.toHaveProperty("SIGNTEXT_TRANSFORMATION_ID");
  });

  it("in a frame that is large enough to read in, and may fill the screen", async () => {
    const { frame } = await ask(documents.TEXT);
    expect(frame).toMatchObject({ size: [640, 700], allow: "fullscreen", id: "nemid_iframe" });
  });
});

describe("the code file client is asked to sign", () => {
  const client = codeFileClient;
  it.each(formats)("%s, in its own spelling, and always in the page", async (format) => {
    const parameters = await parametersOf(documents[format], { client, settings: { signing: { inlineBytes: 10 } } });
    expect(parameters).toMatchObject({ CLIENTFLOW: "sign", SIGNTEXT_FORMAT: format.toLowerCase() });
    expect(parameters.SIGNTEXT).toBe(base64(await documents[format].read()));
    expect(parameters).not.toHaveProperty("SIGNTEXT_URI");
  });

  it("with the certificates that the customer accepts", async () => {
    const { ADDITIONAL_PARAMS } = await parametersOf(documents.TEXT, { client, config: { accepts: ["POCES"] } });
    expect(Buffer.from(ADDITIONAL_PARAMS ?? "", "base64").toString()).toContain(`subjectdnfilter=${base64("PID:")}`);
  });

  it("and never by parameters that it does not know", async () => {
    expect(await parametersOf(documents.TEXT, { client, config: { monospace: true } })).not.toHaveProperty(
      "SIGNTEXT_MONOSPACEFONT",
    );
    expect(await parametersOf(namedXml, { client })).not.toHaveProperty("SIGNTEXT_TRANSFORMATION_ID");
  });
});

describe("what either client is given", () => {
  const clients: readonly (readonly [string, NemidClient | undefined])[] = [
    ["key card", undefined],
    ["code file", codeFileClient],
  ];
  it.each(clients)("%s: is sealed, the document with it", async (_name, client) => {
    const parameters = await parametersOf(documents.XML, client && { client });
    const { PARAMS_DIGEST, DIGEST_SIGNATURE, ...rest } = parameters;
    const row = Buffer.from(normaliseParameters(rest), "utf8");
    expect(row.toString()).toMatch(/SIGN_PROPERTIES.*SIGNTEXT[A-Za-z0-9+/=]+SIGNTEXT_FORMAT.*SIGNTEXT_TRANSFORMATION/);
    expect(createHash("sha256").update(row).digest("base64")).toBe(PARAMS_DIGEST);
    const { publicKey } = new X509Certificate(Buffer.from(parameters.SP_CERT ?? "", "base64"));
    expect(verify("sha256", row, publicKey, Buffer.from(DIGEST_SIGNATURE ?? "", "base64"))).toBe(true);
  });

  it.each(clients)("%s: has a form in which the signed document fits, as forms are written", async (_name, client) => {
    for (const bytes of [randomBytes(1_000_000), Buffer.alloc(1_000_000, 0xff), Buffer.from("x")]) {
      const document = documentOf(bytes, "application/pdf");
      const bench = openSigning({ ...(client && { client }), request: { document } });
      operator.documents.set(bench.request.documentUrl("https://client.nemid.example").href, bytes);
      const step = await bench.start();
      const form = new URLSearchParams({ ...operator.post(step, anna), step: "x".repeat(64) }).toString();
      const block = step.kind === "show" ? step.screen.blocks[0] : undefined;
      const limit = (block?.kind === "client" && block.form.maxBytes) || 0;
      expect(form.length).toBeLessThan(limit);
      expect(limit).toBeLessThan(100_000 + 2 * bytes.length);
    }
  });
});
