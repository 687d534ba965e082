import { createHash } from "node:crypto";
import { isLoginAction, readMessage } from "@eid-gateway/oces";
import type { IssuedCertificate, MessageDialect, SigningContent } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa } from "./ca.js";
import { ATTACHMENTS, PDF, SIGNINGS, type SigningOptions, STYLESHEET, signing } from "./signings.js";

let person: IssuedCertificate;
beforeAll(async () => {
  person = await (await createCa()).issuePoces();
});
const read = (options: SigningOptions = {}) => readMessage(signing(person, options));
const sha256 = (bytes: Uint8Array | string, encoding: "hex" | "base64" = "hex") =>
  createHash("sha256").update(bytes).digest(encoding);

describe.each<MessageDialect>(["keycard", "codefile"])("a signature by the %s client", (dialect) => {
  const documentOf = (content: SigningContent) => read({ dialect, signing: content }).document;

  it("over text gives the bytes that were sent, line ends and all", () => {
    const { document, ...message } = read({ dialect });
    const bytes = Buffer.from(SIGNINGS.text.text);
    expect(document).toEqual({
      mediaType: "text/plain",
      bytes,
      sha256: sha256(bytes),
      from: "property",
      visible: true,
    });
    expect(message).toMatchObject({ dialect, action: "sign", attachments: [], namespace: "2006/07", usesSha1: false });
    expect(message.stylesheetDigest).toBeUndefined();
    expect(isLoginAction(message.action)).toBe(false);
  });

  it("over HTML is read as such", () => {
    expect(documentOf(SIGNINGS.html)?.mediaType).toBe("text/html");
    expect(Buffer.from(documentOf(SIGNINGS.html)!.bytes).toString()).toBe(SIGNINGS.html.html);
  });

  it("over XML names the stylesheet through which it was shown", () => {
    const message = read({ dialect, signing: SIGNINGS.xml });
    expect(message.document).toMatchObject({ mediaType: "text/xml", visible: false, from: "property" });
    expect(message.stylesheetDigest).toBe(sha256(STYLESHEET, "base64"));
  });

  it("over a PDF gives it, and its title, from an object of its own", () => {
    expect(documentOf(SIGNINGS["PDF as object"])).toEqual({
      mediaType: "application/pdf",
      bytes: PDF,
      sha256: sha256(PDF),
      title: "Kontrakt.pdf",
      from: "object",
      visible: true,
    });
  });

  it("over a PDF gives it from the property, which stays base64", () => {
    const message = read({ dialect, signing: SIGNINGS["PDF as property"] });
    expect(message.document).toMatchObject({ mediaType: "application/pdf", sha256: sha256(PDF), from: "property" });
    expect(Buffer.from(message.document!.bytes).equals(PDF)).toBe(true);
    expect(message.properties.get("signtext")?.value).toBe(PDF.toString("base64"));
  });

  it("over a PDF that stands as property and as object gives it once, and says so", () => {
    const message = read({ dialect, signing: SIGNINGS["PDF as both"] });
    expect(message.document).toEqual({
      mediaType: "application/pdf",
      bytes: PDF,
      sha256: sha256(PDF),
      title: "Kontrakt.pdf",
      from: "both",
      visible: true,
    });
    expect(message.attachments).toEqual([]);
  });

  it("over a PDF that stands in both says what the property says of its having been shown", () => {
    const beforeDigest = (object: string) => object.replace(/(Encoding="base64" VisibleToSigner=)"yes"/, '$1"no"');
    const { document } = read({ dialect, signing: SIGNINGS["PDF as both"], faults: { beforeDigest } });
    expect(document).toMatchObject({ from: "both", visible: false });
  });

  it.each(Object.entries(SIGNINGS))("over %s has its attachments, in order", (_name, content) => {
    const { attachments } = read({ dialect, signing: { ...content, attachments: ATTACHMENTS } });
    expect(attachments).toEqual([
      {
        id: "attachment-1",
        mediaType: "image/png",
        bytes: ATTACHMENTS[0]!.bytes,
        sha256: sha256(ATTACHMENTS[0]!.bytes),
        title: "Plan <1>.png",
      },
      {
        id: "attachment-2",
        mediaType: "text/plain",
        bytes: ATTACHMENTS[1]!.bytes,
        sha256: sha256(ATTACHMENTS[1]!.bytes),
      },
    ]);
  });

  it.each(Object.entries(SIGNINGS))("over %s is read however its base64 is wrapped", (_name, content) => {
    const style = { documentColumns: 4, valueColumns: 4, base64Columns: 0, encodingCase: "upper" } as const;
    const wrapped = read({ dialect, signing: content, style });
    const plain = read({ dialect, signing: content });
    expect(wrapped.document?.sha256).toBe(plain.document?.sha256);
    expect(wrapped.stylesheetDigest).toBe(plain.stylesheetDigest);
    expect(wrapped.signedXml.verifyWith(wrapped.signer!.publicKey)).toBe(true);
  });
});

describe("what a signed text is, is read from its bytes", () => {
  it.each([
    ["text/html", "<html>"],
    ["text/html", `\n <HTML xmlns="http://www.w3.org/1999/xhtml">`],
    ["text/html", "<html\n>"],
    ["text/plain", ""],
    ["text/plain", "<htmlx>"],
    ["text/plain", "See <html>"],
    ["text/plain", "<loan>100</loan>"],
    ["text/plain", "<!DOCTYPE html><html>"],
    ["text/plain", "%PDF"],
    ["text/plain", "JVBERi0xLjQK"],
    ["text/plain", `${" ".repeat(2000)}<html>`],
    ["application/pdf", "%PDF-1.4"],
  ])("%s: %j", (mediaType, text) => {
    const { document } = read({ signing: { kind: "text", text } });
    expect(document?.mediaType).toBe(mediaType);
    expect(Buffer.from(document!.bytes).toString()).toBe(text);
  });

  it("a text that begins with a mark keeps it", () => {
    const { document } = read({ signing: { kind: "text", text: "\ufeffHello" } });
    expect(Buffer.from(document!.bytes).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it("XML that looks like HTML is XML when a stylesheet showed it", () => {
    const xml = { kind: "xml", xml: "<html/>", stylesheet: STYLESHEET } as const;
    expect(read({ signing: xml }).document?.mediaType).toBe("text/xml");
  });
});

describe("the stylesheet's digest", () => {
  it.each(["xml", "base64"] as const)("is read in the encoding %s", (encoding) => {
    const value = sha256(STYLESHEET, "base64");
    const { dialect } = { dialect: encoding === "xml" ? "keycard" : "codefile" } as const;
    const message = read({ dialect, signing: SIGNINGS.xml });
    expect(message.properties.get("stylesheetDigest")).toMatchObject({ encoding, value });
  });

  it("may not have been encoded once more, as it is base64 already", () => {
    const properties = [
      { name: "action", value: "sign" },
      { name: "signtext", value: Buffer.from("<a/>") },
      { name: "StylesheetDigest", value: createHash("sha256").update(STYLESHEET).digest() },
    ];
    const message = read({ properties, signing: undefined });
    expect(message.stylesheetDigest).toBe(sha256(STYLESHEET, "base64"));
    expect(message.document?.mediaType).toBe("text/xml");
  });
});

describe("a message in the namespace of OCES I", () => {
  it.each(["keycard", "codefile"] as const)("is read in the shape of the %s client", (dialect) => {
    const message = read({ dialect, namespace: "2003/10" });
    expect(message).toMatchObject({ dialect, namespace: "2003/10", action: "sign", usesSha1: false });
    expect(Buffer.from(message.document!.bytes).toString()).toBe(SIGNINGS.text.text);
    expect(message.signedXml.verifyWith(message.signer!.publicKey)).toBe(true);
  });

  it("may declare its namespace as the default of names and values", () => {
    const beforeDigest = (object: string) =>
      object.replaceAll(/<(Name|Value)/g, `<$1 xmlns="http://www.openoces.org/2003/10/signature#"`);
    const message = read({ namespace: "2003/10", faults: { beforeDigest } });
    expect(message.challenge).toBe("4839204711");
  });
});

describe("a message signed with SHA-1", () => {
  it.each(["2003/10", "2006/07"] as const)("in the namespace %s is read when that is allowed", (namespace) => {
    const bytes = signing(person, { digest: "sha1", namespace });
    const message = readMessage(bytes, { allowSha1: true });
    expect(message).toMatchObject({ usesSha1: true, namespace });
    expect(message.signedXml.verifyWith(message.signer!.publicKey)).toBe(true);
    expect(() => readMessage(bytes)).toThrow(expect.objectContaining({ code: "weak-algorithm" }));
    expect(() => readMessage(bytes)).toThrow("allowSha1");
  });

  it("is told from others by who allows both", () => {
    expect(readMessage(signing(person), { allowSha1: true }).usesSha1).toBe(false);
  });
});
