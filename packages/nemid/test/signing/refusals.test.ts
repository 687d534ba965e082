import type { DocumentToSign } from "@eid-gateway/core";
import { codeFileClient, keycardClient } from "@eid-gateway/nemid";
import type { AnswerChange } from "@eid-gateway/nemid/testing";
import type { SigningContent } from "@eid-gateway/oces-testing";
import { describe, expect, it } from "vitest";
import { codeOf as codeOfLogin, operator as loginOperator, openBench } from "../login/bench.js";
import { codeOf, documentOf, now, openSigning, operator } from "./bench.js";
import { documents, html, namedXml, pdf, stylesheet, xml } from "./documents.js";

const { ca } = operator;
const anna = await ca.issuePoces({ name: "Anna Test" });
const other = "nemid:otherdocument invalid-response";
const invalid = "nemid:invalidresponse invalid-response";
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
const onePoint = (bytes: Uint8Array) => Buffer.from(bytes).map((byte, at) => (at === 60 ? byte ^ 1 : byte));

describe("what was not the document is refused", () => {
  const text = "Jeg skylder 100 kr.\r\n  æøå";
  const attached = { mimeType: "text/plain", bytes: Buffer.from("and more") };
  const cases: readonly (readonly [string, keyof typeof documents, SigningContent])[] = [
    ["a text with another amount", "TEXT", { kind: "text", text: text.replace("100", "900") }],
    ["a text with other line ends", "TEXT", { kind: "text", text: text.replace("\r\n", "\n") }],
    ["a text with one blank more", "TEXT", { kind: "text", text: `${text} ` }],
    ["nothing at all", "TEXT", { kind: "text", text: "" }],
    ["a text through a stylesheet nobody asked for", "TEXT", { kind: "xml", xml: text, stylesheet }],
    ["a text with an attachment", "TEXT", { kind: "text", text, attachments: [attached] }],
    ["other HTML", "HTML", { kind: "html", html: html.replace("100", "900") }],
    ["HTML through a stylesheet", "HTML", { kind: "xml", xml: html, stylesheet }],
    ["other XML", "XML", { kind: "xml", xml: xml.replace("100", "900"), stylesheet }],
    ["XML through another stylesheet", "XML", { kind: "xml", xml, stylesheet: stylesheet.replace("kr.", "øre") }],
    ["XML as it is written", "XML", { kind: "text", text: xml }],
    ["a PDF with one bit changed", "PDF", { kind: "pdf", pdf: onePoint(pdf) }],
    ["a PDF with something added", "PDF", { kind: "pdf", pdf: Buffer.concat([pdf, Buffer.from("\n")]) }],
    ["a PDF with an attachment", "PDF", { kind: "pdf", pdf, attachments: [attached] }],
    ["a text in place of a PDF", "PDF", { kind: "text", text }],
  ];
  it.each(cases)("%s", async (_what, format, signing) => {
    for (const client of [keycardClient, codeFileClient]) {
      const bench = openSigning({ client, request: { document: documents[format] } });
      expect(await codeOf(bench.sign(anna, { signing }))).toBe(other);
    }
  });

  describe("nor was its stylesheet", () => {
    const name = namedXml.stylesheetName!;
    const cases: readonly (readonly [string, AnswerChange["transformationId"] & {}])[] = [
      ["another name", { value: "another" }],
      ["the name in other letters", { value: name.toUpperCase() }],
      ["the name and one blank more", { value: `${name} ` }],
      ["no name", { value: "" }],
      ["another, under another property", { property: "stylesheet_id", value: "another" }],
      ["the name in a property that means something else", { property: "rememberUseridToken" }],
    ];
    it.each(cases)("as the message has it: %s", async (_what, transformationId) => {
      const bench = openSigning({ request: { document: namedXml } });
      expect(await codeOf(bench.sign(anna, { transformationId }))).toBe(other);
    });

    it("when the message has a name that nobody gave", async () => {
      const transformationId = { value: "another" };
      for (const client of [keycardClient, codeFileClient]) {
        const bench = openSigning({ client, request: { document: documents.XML } });
        expect(await codeOf(bench.sign(anna, { transformationId }))).toBe(other);
      }
      const bench = openSigning({ client: codeFileClient, request: { document: namedXml } });
      expect(await codeOf(bench.sign(anna, { transformationId: { value: name } }))).toBe(other);
    });

    it("but is when it is named, whatever the operator calls the property", async () => {
      for (const property of ["transformationId", "SIGNTEXT_TRANSFORMATION_ID", "stylesheetIdentifier", "xsltName"]) {
        const bench = openSigning({ request: { document: namedXml } });
        expect(await codeOf(bench.sign(anna, { transformationId: { property } }))).toBe("done");
      }
      const bench = openSigning({ client: codeFileClient, request: { document: namedXml } });
      expect(await codeOf(bench.sign(anna))).toBe("done");
    });
  });

  it("a text that the message says was not shown", async () => {
    const hide = (object: string) => object.replace('VisibleToSigner="yes">SmVn', 'VisibleToSigner="no">SmVn');
    expect(await codeOf(openSigning().sign(anna, { faults: { beforeDigest: hide } }))).toBe(other);
  });

  it("a PDF that stands there twice, once as it was ordered", async () => {
    const bench = openSigning({ request: { document: documents.PDF } });
    const signing = { kind: "pdf", pdf, as: "both" } as const;
    const asProperty = pdf.toString("base64").replaceAll(/\s/g, "");
    // Of the two copies in base64 the property is in one piece, the object in lines.
    const change = (signed: string) => signed.replace(asProperty, Buffer.from(onePoint(pdf)).toString("base64"));
    expect(await codeOf(bench.sign(anna, { signing }))).toBe("done");
    const again = openSigning({ request: { document: documents.PDF } });
    expect(await codeOf(again.sign(anna, { signing, faults: { beforeDigest: change } }))).toBe(invalid);
  });
});

describe("a message that is no signature of this flow's is refused", () => {
  const cases = [
    ["another challenge", { challenge: "0".repeat(32) }, invalid],
    ["no challenge", { challenge: undefined }, invalid],
    ["another service provider's name", { requestIssuer: "Another Shop" }, invalid],
    ["the action of a log-in", { action: "logon" }, invalid],
    ["a log-in in place of it", { signing: undefined }, invalid],
    ["a log-in that calls itself a signature", { signing: undefined, action: "sign" }, invalid],
    ["no time stamp", { timeStamp: undefined }, invalid],
    ["a time stamp of 31 minutes ago", { timeStamp: "2026-03-02 08:29:00+0000" }, "nemid:timeout expired"],
    ["the key file's dialect", { dialect: "codefile", requestIssuer: "Demo Shop" }, invalid],
    ["a changed byte", { faults: { afterSigning: (xml: string) => xml.replace("SmVn", "SmVo") } }, invalid],
  ] as const;
  it.each(cases)("%s", async (_what, change, expected) => {
    expect(await codeOf(openSigning().sign(anna, change))).toBe(expected);
  });

  it.each([
    ["a revoked certificate", () => ca.issuePoces({ revoked: true }), "nemid:certrevoked refused"],
    ["an expired one", () => ca.issuePoces({ notBefore: days(-9), notAfter: days(-1) }), "nemid:certexpired refused"],
    ["a company's", () => ca.issueVoces({}), "nemid:wrongcerttype refused"],
    ["one with a damaged signature", () => ca.issuePoces({ damagedSignature: true }), "nemid:untrusted refused"],
  ])("%s", async (_what, issue, expected) => {
    expect(await codeOf(openSigning().sign(await issue()))).toBe(expected);
  });

  it("one whose certificate nobody says anything about", async () => {
    const settings = { revocation: { hosts: ["http://elsewhere.example"] } };
    expect(await codeOf(openSigning({ settings }).sign(anna))).toBe("nemid:revocationunavailable unavailable");
  });

  it("the second time it is given", async () => {
    const bench = openSigning();
    const step = await bench.start();
    const fields = operator.post(step, anna);
    expect((await bench.resume(step, fields)).kind).toBe("done");
    expect(await codeOf(bench.resume(step, fields))).toBe("nemid:replayed invalid-response");
  });

  it("half an hour after the client was asked", async () => {
    const bench = openSigning({ client: codeFileClient });
    const step = await bench.start();
    const fields = operator.post(step, anna);
    bench.clock.advance(31 * 60_000);
    expect(await codeOf(bench.resume(step, fields))).toBe("nemid:timeout expired");
  });
});

describe("a signature does not log anybody in", async () => {
  const someone = await loginOperator.ca.issuePoces();
  it.each([
    ["a text", { kind: "text", text: "I owe" }],
    ["a PDF", { kind: "pdf", pdf }],
  ] as const)("over %s", async (_what, signing) => {
    expect(await codeOfLogin(openBench().logIn(someone, { signing }))).toBe(invalid);
    expect(await codeOfLogin(openBench().logIn(someone, { signing, action: "logon" }))).toBe(invalid);
  });
});

describe("a document that is not the one that was ordered", () => {
  const changed = { ...documents.TEXT, read: async () => Buffer.from("Jeg skylder 900 kr.") };
  const misconfigured = "nemid:document misconfigured";

  it("is not handed to the client", async () => {
    expect(await codeOf(openSigning({ request: { document: changed } }).start())).toBe(misconfigured);
  });

  it("is noticed when it was exchanged while the person signed", async () => {
    const bench = openSigning();
    const step = await bench.start();
    const fields = operator.post(step, anna);
    const exchange = (document: DocumentToSign) => bench.resume(step, fields, "", { ...bench.request, document });
    expect(await codeOf(exchange(changed))).toBe(misconfigured);
    expect(await codeOf(exchange(documentOf("Jeg skylder 900 kr.")))).toBe(other);
  });

  it.each([
    ["of a kind that NemID does not show", documentOf("x", "application/msword")],
    ["of another character set", documentOf("x", "text/plain;charset=iso-8859-1")],
    ["XML without a stylesheet", documentOf(xml, "text/xml")],
    ["that is too large", documentOf("x".repeat(5_000_001))],
    ["XML whose stylesheet has an empty name", documentOf(xml, "text/xml", stylesheet, "")],
    ["XML whose stylesheet's name holds a NUL", documentOf(xml, "text/xml", stylesheet, "a\0b")],
    ["XML whose stylesheet's name holds half a character", documentOf(xml, "text/xml", stylesheet, "a\ud800")],
    ["XML whose stylesheet's name holds a carriage return", documentOf(xml, "text/xml", stylesheet, "a\r\nb")],
  ])("%s is not handed to the client either", async (_what, document) => {
    expect(await codeOf(openSigning({ request: { document } }).start())).toBe(misconfigured);
  });
});

describe("a client that gives up", () => {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  it.each([
    ["CAN002", "nemid:client:CAN002 cancelled"],
    ["CAN007", "nemid:client:CAN007 cancelled"],
    ["APP002", "nemid:client:APP002 misconfigured"],
    ["LOCK001", "nemid:client:LOCK001 refused"],
  ])("with %s", async (code, expected) => {
    const bench = openSigning();
    expect(await codeOf(bench.resume(await bench.start(), { response: base64(code) }))).toBe(expected);
  });

  it("with the code file's word for a cancelled signature", async () => {
    const bench = openSigning({ client: codeFileClient });
    const fields = { signature: "", result: base64("cancelsign") };
    expect(await codeOf(bench.resume(await bench.start(), fields))).toBe("nemid:client:CAN002 cancelled");
  });

  it("or says more than the document can take", async () => {
    const bench = openSigning();
    const response = base64("x".repeat(66_000));
    expect(await codeOf(bench.resume(await bench.start(), { response }))).toBe(invalid);
  });
});
