import { OcesError, readMessage } from "@eid-gateway/oces";
import type { IssuedCertificate, MessageDocument, MessageProperty } from "@eid-gateway/oces-testing";
import { XmlError } from "@eid-gateway/xmldsig";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa } from "./ca.js";
import { ATTACHMENTS, PDF, replaceOnce, SIGNINGS, type SigningOptions, signing } from "./signings.js";

let person: IssuedCertificate;
beforeAll(async () => {
  person = await (await createCa()).issuePoces();
});

function code(options: SigningOptions, allowSha1 = false): string {
  try {
    readMessage(signing(person, options), { allowSha1 });
    return "accepted";
  } catch (error) {
    if (error instanceof OcesError || error instanceof XmlError) return error.code;
    throw error;
  }
}

const ACTION: MessageProperty = { name: "action", value: "sign" };
const TEXT: MessageProperty = { name: "signtext", value: Buffer.from("Yes."), visible: true };
const DIGEST: MessageProperty = { name: "stylesheetDigest", value: `${"A".repeat(43)}=` };
const OBJECT: MessageDocument = { id: "signText", mimeType: "application/pdf", bytes: PDF };
const CALLED_TEXT: MessageDocument = { ...OBJECT, mimeType: "text/plain" };
const NO_PDF: MessageDocument = { ...OBJECT, bytes: Buffer.from("Yes.") };
const ONE_MORE_LINE = Buffer.concat([PDF, Buffer.from("\n")]);
const ATTACHMENT: MessageDocument = { id: "attachment-1", mimeType: "text/plain", bytes: Buffer.from("x") };

function holding(properties: readonly MessageProperty[], ...documents: readonly MessageDocument[]): SigningOptions {
  return { signing: undefined, properties, documents };
}

describe("parts of a message that contradict one another are refused", () => {
  const loggingIn = (...more: readonly MessageProperty[]) => [{ name: "action", value: "logon" }, ...more];
  const HIDDEN = { ...TEXT, visible: false };

  it.each([
    ["a text and a PDF object", holding([ACTION, TEXT], OBJECT)],
    ["two PDFs, of which one has a line end more", holding([ACTION, { ...TEXT, value: ONE_MORE_LINE }], OBJECT)],
    ["a PDF as property, and another object", holding([ACTION, { ...TEXT, value: PDF }], NO_PDF)],
    ["a PDF in both that the object calls a text", holding([ACTION, { ...TEXT, value: PDF }], CALLED_TEXT)],
    ["a text in both", holding([ACTION, TEXT], { ...CALLED_TEXT, bytes: Buffer.from("Yes.") })],
    ["a text in both that the object calls a PDF", holding([ACTION, TEXT], NO_PDF)],
    ["a PDF in both, with a stylesheet", holding([ACTION, DIGEST, { ...TEXT, value: PDF }], OBJECT)],
    ["a log-in with a PDF in both", holding(loggingIn({ ...TEXT, value: PDF }), OBJECT)],
    ["a stylesheet and no document", holding([ACTION, DIGEST])],
    ["a stylesheet for a PDF object", holding([ACTION, DIGEST], OBJECT)],
    ["a stylesheet for a PDF as property", holding([ACTION, DIGEST, { name: "signtext", value: PDF }])],
    ["attachments and no document", holding([ACTION], ATTACHMENT)],
    ["a log-in with a text that was shown", holding(loggingIn(TEXT))],
    ["a key card's log-in with a text that was not", holding(loggingIn(HIDDEN))],
    ["a code file's log-in with a text that was shown", { ...holding(loggingIn(TEXT)), dialect: "codefile" }],
    ["a log-in with a PDF", holding(loggingIn(), OBJECT)],
    ["a log-in with an attachment", holding(loggingIn(), ATTACHMENT)],
    ["a log-in with a stylesheet", holding(loggingIn(DIGEST))],
    ["a log-in still in base64, with a document", holding([{ name: "action", value: "bG9nb24=" }, TEXT])],
    ["a log-in in capitals, with a document", holding([{ name: "action", value: "LOGON" }, TEXT])],
    ["a log-in with blanks around, with a document", holding([{ name: "action", value: " logon\n" }, TEXT])],
  ] satisfies readonly (readonly [string, SigningOptions])[])("%s", (_name, options) => {
    expect(code(options)).toBe("contradiction");
  });

  it.each([
    ["two texts", [ACTION, TEXT, { ...TEXT, name: "SignText" }]],
    ["two stylesheets", [ACTION, TEXT, DIGEST, { ...DIGEST, name: "stylesheetdigest" }]],
  ])("%s", (_name, properties) => {
    expect(code(holding(properties))).toBe("duplicate-property");
  });

  it("but a code file's log-in signs a line that the applet made up and did not show", () => {
    const properties = [
      { name: "action", value: "logon" },
      { ...HIDDEN, name: "SIGNTEXT" },
    ];
    const message = readMessage(signing(person, { ...holding(properties), dialect: "codefile" }));
    expect(message.document).toBeUndefined();
    expect(message.properties.get("SIGNTEXT")?.value).toBe("Yes.");
  });
});

describe("a property of a signature that no client wrote is refused", () => {
  it.each([
    ["a text that is not base64", { ...TEXT, value: "Yes.", encoding: "xml" as const }],
    ["a text that is not UTF-8", { ...TEXT, value: Buffer.from([0xe6, 0xf8, 0xe5]) }],
    ["a stylesheet's digest of another length", { ...DIGEST, value: Buffer.alloc(20).toString("base64") }],
    ["a stylesheet's digest in hexadecimal", { ...DIGEST, value: "a".repeat(64) }],
    ["a stylesheet's digest that is none", { ...DIGEST, value: "see above" }],
    ["an empty stylesheet's digest", { ...DIGEST, value: "" }],
  ])("%s", (_name, property) => {
    const others = [ACTION, TEXT].filter(({ name }) => name !== property.name);
    expect(code(holding([...others, property]))).toBe("bad-property");
  });
});

describe("an object that no client wrote is refused", () => {
  it.each([
    "SIGNTEXT",
    "signtext",
    "SignText",
    "signText2",
    "attachment",
    "attachment-",
    "attachment-01",
    "attachment-x",
  ])("by the Id %s", (id) => {
    expect(code(holding([ACTION, TEXT], { ...ATTACHMENT, id }))).toBe("bad-document");
  });

  it.each(["", "pdf", "text/plain; charset=utf-8", "text/", "/plain", "text /plain", "../../etc"])(
    "of the media type %j, in whose place clients wrote text/plain",
    (mimeType) => {
      expect(code(holding([ACTION, TEXT], { ...ATTACHMENT, mimeType }))).toBe("bad-document");
    },
  );

  it.each(["text/html", "image/png", "application/xml"])("a document of the media type %s", (mimeType) => {
    expect(code(holding([ACTION], { ...OBJECT, mimeType }))).toBe("bad-document");
  });

  it("a document behind an attachment", () => {
    expect(code(holding([ACTION], ATTACHMENT, OBJECT))).toBe("bad-document");
  });

  it("an empty document", () => {
    expect(code(holding([ACTION], { ...OBJECT, bytes: new Uint8Array() }))).toBe("bad-document");
  });

  it("two of one Id", () => {
    expect(code(holding([ACTION], OBJECT, OBJECT))).toBe("duplicate-id");
    expect(code(holding([ACTION, TEXT], ATTACHMENT, ATTACHMENT))).toBe("duplicate-id");
  });

  it("more than there ever were", () => {
    const attachments = (count: number) => Array.from({ length: count }, () => ATTACHMENTS[1]!);
    expect(code({ signing: { ...SIGNINGS["PDF as object"], attachments: attachments(30) } })).toBe("accepted");
    expect(code({ signing: { ...SIGNINGS["PDF as object"], attachments: attachments(31) } })).toBe("too-many-objects");
  });

  it("any, in the namespace of OCES I", () => {
    const afterSigning = (document: string) =>
      document.replaceAll("2006/07", "2003/10").replaceAll(/openoces:(Name|Value)/g, "$1");
    const both = { signing: SIGNINGS["PDF as object"], faults: { afterSigning } };
    expect(code(both)).toBe("bad-message");
  });
});

describe("what no client wrote is refused, although it is signed", () => {
  const changed = (options: SigningOptions, from: string | RegExp, to: string) =>
    code({ ...options, faults: { beforeDigest: (object) => replaceOnce(object, from, to) } });
  const NEW = `xmlns="http://www.openoces.org/2006/07/signature#"`;
  const OLD = `xmlns="http://www.openoces.org/2003/10/signature#"`;

  it.each([
    ["a name of the new namespace in the old", "<Name>", `<Name ${NEW}>`],
    ["a name in no namespace and a value in one", "<Value ", `<Value ${OLD} `],
  ])("%s", (_name, from, to) => {
    expect(changed({ namespace: "2003/10" }, from, to)).toBe("bad-property");
  });

  it("names and values without a namespace in the new one", () => {
    const beforeDigest = (object: string) => object.replaceAll(/openoces:(Name|Value)/g, "$1");
    expect(code({ faults: { beforeDigest } })).toBe("bad-property");
  });

  it("another attribute on the properties", () => {
    expect(changed({}, ` Id="ToBeSigned"`, ` Id="ToBeSigned" MimeType="text/plain"`)).toBe("bad-message");
  });

  const pdf = SIGNINGS["PDF as object"];
  const restated = (from: string | RegExp, to: string) => {
    const beforeSigning = (signedInfo: string) => replaceOnce(signedInfo, from, to);
    return code({ signing: pdf, faults: { beforeSigning } }, true);
  };

  it("a reference to a document that does not say so, or says something else", () => {
    expect(restated(/ Type="[^"]*"/, "")).toBe("bad-document");
    expect(restated("xmldsig#Object", "xmldsig#Manifest")).toBe("unexpected-attribute");
  });

  it("a SHA-1 signature over SHA-256 digests, even where SHA-1 is allowed", () => {
    expect(restated("2001/04/xmldsig-more#rsa-sha256", "2000/09/xmldsig#rsa-sha1")).toBe("mixed-algorithms");
  });

  it("SHA-1 for one digest of several, even where SHA-1 is allowed", () => {
    expect(restated("2001/04/xmlenc#sha256", "2000/09/xmldsig#sha1")).toBe("mixed-algorithms");
  });

  it("a document to which nothing refers", () => {
    expect(restated(/<ds:Reference Type=.*?<\/ds:Reference>/s, "")).toBe("unsigned-object");
  });
});

describe("an attribute of a document that no client wrote is refused", () => {
  // Past signing: it is refused before anybody asks whether it was signed.
  it.each([
    ["another encoding", ` Encoding="base64" Id="signText"`, ` Encoding="hex" Id="signText"`],
    ["no encoding", ` Encoding="base64" Id="signText"`, ` Id="signText"`],
    ["no media type", ` MimeType="application/pdf"`, ""],
    ["an unknown attribute", ` MimeType="application/pdf"`, ` MimeType="application/pdf" Href="x"`],
    ["a language", ` MimeType="application/pdf"`, ` MimeType="application/pdf" xml:lang="da"`],
    ["a character of another alphabet", "JVBERi", "JVBE-i"],
    ["an element in the base64", "JVBERi", "<ds:X></ds:X>JVBERi"],
  ])("%s", (_name, from, to) => {
    const afterSigning = (document: string) => replaceOnce(document, from, to);
    expect(code({ signing: SIGNINGS["PDF as object"], faults: { afterSigning } })).toBe("bad-document");
  });
});
