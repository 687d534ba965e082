/** Whole signings in both clients: what is signed, and how the message is written. */
import { describe, expect, test } from "vitest";
import { additional, base64 } from "../codefile/code-file-parameters.js";
import {
  CLIENTS,
  DOCUMENTS,
  documentFor,
  FORMATS,
  HTML,
  hashOf,
  PDF,
  readSigning,
  STYLESHEET,
  serveDocuments,
  setStage,
  TEXT,
  XML,
} from "./sign-for-test.js";

const stage = setStage();
const documents = serveDocuments({
  "/a.pdf": PDF,
  "/a.txt": "first",
  "/b": "second",
  "/huge": Buffer.alloc(10 * 1024 * 1024 + 1),
});
const OBJECT = "http://www.w3.org/2000/09/xmldsig#Object";

describe.each(CLIENTS)("the %s client", (client) => {
  const issuer = client === "key card" ? "Demo" : "Blåbær & Søn";

  test.each(FORMATS)("signs %s, and another library verifies it", async (format) => {
    const { isSigned, properties } = readSigning(await stage.sign(client, documentFor(client, format)), client);
    expect(isSigned).toBe(true);
    expect(properties).toContainEqual(["RequestIssuer", issuer, "base64", "yes"]);
    expect(properties.map(([name, value]) => `${name} ${value}`)).toEqual(
      expect.arrayContaining(["challenge 4711", "action sign"]),
    );
  });

  test.each(FORMATS)("one more blank in any part of what is signed breaks it: %s", async (format) => {
    const pieces = (await stage.sign(client, documentFor(client, format))).split("</ds:Object>");
    for (let place = 1; place < pieces.length; place++) {
      const changed = `${pieces.slice(0, place).join("</ds:Object>")} </ds:Object>${pieces.slice(place).join("</ds:Object>")}`;
      expect(readSigning(changed, client).isSigned).toBe(false);
    }
  });

  test.each([
    ["text", TEXT, "yes"],
    ["html", HTML, "yes"],
    ["xml", XML, "no"],
  ] as const)("has %s first of all, exactly as it was sent, and says what was seen", async (format, text, visible) => {
    const { properties, references, objects } = readSigning(
      await stage.sign(client, documentFor(client, format)),
      client,
    );
    expect(properties[0]).toEqual(["signtext", text, "base64", visible]);
    expect(properties[1]![0]).toBe("RequestIssuer");
    expect(references).toEqual(["#ToBeSigned"]);
    expect(objects).toEqual([]);
  });

  test("tells by which stylesheet XML was shown", async () => {
    const { properties } = readSigning(await stage.sign(client, documentFor(client, "xml")), client);
    const encoding = client === "key card" ? "xml" : "base64";
    expect(properties.at(-1)).toEqual(["stylesheetDigest", hashOf(STYLESHEET), encoding, "no"]);
  });

  test("has a PDF as an object of its own, with its type", async () => {
    const xml = await stage.sign(client, documentFor(client, "pdf"));
    const { properties, references, objects } = readSigning(xml, client);
    expect(properties.map(([name]) => name)).not.toContain("signtext");
    expect(references).toEqual(["#ToBeSigned", `${OBJECT} #signText`]);
    expect(objects).toEqual([{ attributes: 'Encoding="base64" Id="signText" MimeType="application/pdf"', bytes: PDF }]);
    const lines = /<ds:Object [^>]*Id="signText"[^>]*>\n([^<]*)\n</.exec(xml)![1]!.split("\n");
    expect(new Set(lines.slice(0, -1).map(({ length }) => length))).toEqual(new Set([76]));
  });

  test("writes what is signed as its own canonical form", async () => {
    for (const format of FORMATS) {
      const xml = await stage.sign(client, documentFor(client, format));
      expect(xml).toMatch(
        /^<\?xml version="1.0" encoding="UTF-8" \?>\n<openoces:signature [^>]*version="0.1"><ds:Signature [^>]*>\n<ds:SignedInfo xmlns:ds=/,
      );
      expect(xml).toMatch(/<\/ds:Object>\n<\/ds:Signature><\/openoces:signature>$/);
      const digests = [...xml.matchAll(/<ds:DigestValue>([^<]*)</g)].map(([, digest]) => digest);
      const objects = [...xml.matchAll(/<ds:Object [\s\S]*?<\/ds:Object>/g)].map(([object]) => hashOf(object));
      expect(digests).toEqual(objects);
    }
  });

  test.each<[string, Record<string, string>]>([
    ["HTML beyond the list", { ...DOCUMENTS.html, SIGNTEXT: base64("<br>") }],
    [
      "XML that becomes such HTML",
      { ...DOCUMENTS.xml, SIGNTEXT_TRANSFORMATION: base64(STYLESHEET.replaceAll("p>", "span>")) },
    ],
    [
      "a PDF that runs something",
      { ...DOCUMENTS.pdf, SIGNTEXT: base64(PDF.toString("latin1").replace("/Type /Page ", "/Type /AA   ")) },
    ],
  ])("refuses %s by APP002", async (_what, document) => {
    const { SIGNTEXT_FORMAT = "" } = document;
    const format = client === "key card" ? SIGNTEXT_FORMAT : SIGNTEXT_FORMAT.toLowerCase();
    expect(await stage.sign(client, { ...document, SIGNTEXT_FORMAT: format })).toBe(
      client === "key card" ? "APP002" : "signError APP002",
    );
  });
});

describe("the key card client", () => {
  test("states what a log-in states, between the text and what stands beside XML", async () => {
    const { properties } = readSigning(
      await stage.sign("key card", { ...DOCUMENTS.xml, SIGNTEXT_TRANSFORMATION_ID: "Lån <1> & mere" }),
      "key card",
    );
    expect(properties.map(([name]) => name)).toEqual([
      "signtext",
      "RequestIssuer",
      "challenge",
      "TimeStamp",
      "action",
      "identityAssuranceLevel",
      "stylesheetDigest",
      "transformationId",
    ]);
    expect(properties.at(-1)).toEqual(["transformationId", "Lån <1> & mere", "xml", "no"]);
  });

  describe("fetches a PDF", () => {
    const remote = (path = "/a.pdf", hash = hashOf(PDF)) => ({
      SIGNTEXT_FORMAT: "PDF",
      SIGNTEXT_URI: documents.addressOf(path),
      SIGNTEXT_REMOTE_HASH: hash,
    });
    test("and signs it when its hash is right", async () => {
      const { isSigned, objects } = readSigning(await stage.sign("key card", remote()), "key card");
      expect([isSigned, objects[0]!.bytes.equals(PDF)]).toEqual([true, true]);
    });
    test.each([
      ["of another hash", () => remote("/a.pdf", hashOf("another"))],
      ["that is not there", () => remote("/b.pdf")],
      ["of a host that is not there", () => ({ ...remote(), SIGNTEXT_URI: "http://127.0.0.1:1/a.pdf" })],
      ["that is none", () => remote("/a.txt", hashOf("first"))],
      ["of more than 10 MB", () => remote("/huge", hashOf(Buffer.alloc(10 * 1024 * 1024 + 1)))],
    ])("but not one %s: APP002", async (_what, parameters) =>
      expect(await stage.sign("key card", parameters())).toBe("APP002"),
    );
    test("but nothing for a provider that is not let in", async () => {
      documents.asked.length = 0;
      expect(await stage.sign("key card", { ...remote(), TIMESTAMP: "1" })).toBe("APP001");
      expect(documents.asked).toEqual([]);
    });
  });

  test("writes signings to the use log, and nothing of what they say", async () => {
    await stage.sign("key card", DOCUMENTS.text);
    const [use] = (
      (await (await fetch(`${stage.simulator.url}/api/identities/${stage.person.alias}/log`)).json()) as {
        uses: { action: string; detail: string }[];
      }
    ).uses;
    expect(use).toMatchObject({
      action: "sign",
      result: "ok",
      service: "Demo",
      detail: `TEXT of ${Buffer.byteLength(TEXT)} bytes, SHA-256 ${hashOf(TEXT)}`,
    });
    const page = await (await fetch(`${stage.simulator.url}/identities/${stage.person.alias}/log`)).text();
    expect(page).toContain(hashOf(TEXT));
  });
});

describe("the code file client", () => {
  const attachment = (path: string, content: string, more = "") =>
    `<attachment><title>${path.slice(1)} &lt;"&amp;æ&gt;</title><path>${documents.addressOf(path)}</path><mimeType>text/plain</mimeType><size>${Buffer.byteLength(content)}</size><hashValue>${hashOf(content)}</hashValue>${more}</attachment>`;
  const attached = (...list: string[]) => ({
    SIGNTEXT: base64(TEXT),
    ADDITIONAL_PARAMS: additional({ attachments: `<attachments>${list.join("")}</attachments>` }),
  });

  test("signs attachments as objects, counted from one, with type and title", async () => {
    const optional = attachment("/b", "second", "<optional/>").replace("text/plain", "no type");
    const xml = await stage.sign("code file", attached(attachment("/a.txt", "first"), optional));
    const { isSigned, references, objects } = readSigning(xml, "code file");
    expect(isSigned).toBe(true);
    expect(references).toEqual(["#ToBeSigned", `${OBJECT} #attachment-1`, `${OBJECT} #attachment-2`]);
    expect(objects.map(({ attributes, bytes }) => [attributes, bytes.toString()])).toEqual([
      ['Encoding="base64" Id="attachment-1" MimeType="text/plain" OrigTitle="a.txt &lt;&quot;&amp;æ>"', "first"],
      ['Encoding="base64" Id="attachment-2" MimeType="text/plain" OrigTitle="b &lt;&quot;&amp;æ>"', "second"],
    ]);
  });
  test.each([
    ["of another hash", () => attachment("/a.txt", "first").replace(hashOf("first"), hashOf("other"))],
    ["of another size", () => attachment("/a.txt", "first").replace(">5<", ">6<")],
    ["that is not there", () => attachment("/c", "third")],
  ])("refuses an attachment %s by APP002", async (_what, list) =>
    expect(await stage.sign("code file", attached(list()))).toBe("signError APP002"),
  );

  test("fetches a PDF in the applet's way", async () => {
    const where = `signtext.uri=${documents.addressOf("/a.pdf")};signtext.uri.hash.value=${hashOf(PDF)};signtext.uri.hash.algorithm=sha-256`;
    const { isSigned, objects } = readSigning(
      await stage.sign("code file", { SIGNTEXT_FORMAT: "pdf", ADDITIONAL_PARAMS: base64(where) }),
      "code file",
    );
    expect([isSigned, objects[0]!.bytes.equals(PDF)]).toEqual([true, true]);
    const other = base64(where.replace(hashOf(PDF), hashOf("x")));
    expect(await stage.sign("code file", { SIGNTEXT_FORMAT: "pdf", ADDITIONAL_PARAMS: other })).toBe(
      "signError APP002",
    );
  });
});

describe("as it really was", () => {
  test("signings differ in writing, and every one verifies", async () => {
    stage.simulator.setAsItReallyWas("signings");
    const places = new Set<string>();
    for (let message = 0; message < 30; message++) {
      const { isSigned, properties, references } = readSigning(await stage.sign("key card", DOCUMENTS.pdf));
      expect(isSigned).toBe(true);
      const at = properties.findIndex(([name]) => name === "signtext");
      places.add(`${references.length === 2 ? "object " : ""}${at < 0 ? "" : `property ${at}`}`.trim());
    }
    stage.simulator.setAsItReallyWas(undefined);
    expect([...places].sort()).toEqual([
      "object",
      "object property 0",
      "object property 1",
      "property 0",
      "property 1",
    ]);
  });
});
