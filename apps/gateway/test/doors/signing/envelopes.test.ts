import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DOCUMENT_SERVICE } from "../../../src/doors/documentservice/document-service.js";
import { envelope, NAMESPACE, post, request, SOAP } from "./call.js";
import { CLIENTS, EXPECTED } from "./client-envelopes.js";
import { LEAST_REQUEST } from "./full-order.js";
import { type Doors, ORIGIN, PASSWORD, startDoors, TOKEN } from "./start-doors.js";

let doors: Doors;
beforeAll(async () => {
  doors = await startDoors({ maxBytes: 300_000 });
});
afterAll(() => doors.stop());

const ORDER = envelope(request("createRequest", LEAST_REQUEST));
const path = DOCUMENT_SERVICE.path;
const made = () => [...doors.signing.made.values()].at(-1);

describe("an order in the manner of", () => {
  it.each(Object.entries(CLIENTS))("%s is the same order", async (_client, { body, headers }) => {
    const reply = await post(doors.url, body, headers);
    expect(reply.fault).toBeUndefined();
    const { id: _, created: __, service: ___, ...order } = made()!;
    expect(order).toEqual(EXPECTED);
  });
});

describe("the operation", () => {
  it.each([undefined, "", '""', '"\\"\\""', '"urn:deleteRequest"', "getStatus", "createRequest"])(
    "is found by what the Body holds, with the SOAPAction %j",
    async (action) => {
      const reply = await post(doors.url, ORDER, action === undefined ? {} : { soapaction: action });
      expect(reply.content?.name).toBe("create-request-response");
    },
  );

  it.each([
    ["no message of the service", envelope(`<create-request xmlns="${NAMESPACE}"/>`)],
    ["a message of no namespace", envelope("<create-request-request/>")],
    ["an answer", envelope(`<create-request-response xmlns="${NAMESPACE}"/>`)],
    [
      "a message of another service",
      envelope('<create-package-request xmlns="https://id.signicat.com/definitions/wsdl/Packaging-v4"/>'),
    ],
  ])("is unknown for %s", async (_what, message) => {
    expect((await post(doors.url, message)).fault).toMatchObject({
      faultCode: "soap:Client",
      code: "unknown-operation",
    });
  });
});

describe("an envelope", () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${"bcdefgh"
    .split("")
    .map((name, at) => `<!ENTITY ${name} "${`&${"abcdefgh"[at]};`.repeat(10)}">`)
    .join("")}]>`;

  it.each([
    ["nothing", "", "malformed-message"],
    ["no XML", "service=demo", "malformed-message"],
    ["half a message", ORDER.slice(0, -20), "malformed-message"],
    ["another document", "<hello/>", "malformed-message"],
    ["no Body", `<s:Envelope xmlns:s="${SOAP}"/>`, "malformed-message"],
    ["an empty Body", envelope(""), "malformed-message"],
    ["two messages", envelope("<a/><b/>"), "malformed-message"],
    [
      "two Bodies",
      `<s:Envelope xmlns:s="${SOAP}"><s:Body><a/></s:Body><s:Body><b/></s:Body></s:Envelope>`,
      "malformed-message",
    ],
    ["an entity bomb", bomb + ORDER.replace(PASSWORD, "&h;"), "malformed-message"],
    [
      "an external entity",
      `<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>${ORDER.replace(PASSWORD, "&x;")}`,
      "malformed-message",
    ],
    ["an external DTD", `<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">${ORDER}`, "malformed-message"],
    ["an undeclared entity", ORDER.replace(PASSWORD, "&x;"), "malformed-message"],
    ["a processing instruction", `<?xml-stylesheet href="a"?>${ORDER}`, "malformed-message"],
    ["a comment in a password", ORDER.replace(PASSWORD, "Bond<!-- -->007"), "malformed-message"],
    [
      "an XInclude",
      envelope(request("createRequest", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>')),
      "schema-violation",
    ],
    ["elements without end", envelope("<a>".repeat(40) + "</a>".repeat(40)), "malformed-message"],
    ["50 000 elements", envelope(request("deleteRequest", "<a/>".repeat(50_000))), "malformed-message"],
    [
      "more than 50 000 references",
      envelope(request("getRequest", `<request-id>${"&amp;".repeat(50_001)}</request-id>`)),
      "malformed-message",
    ],
    ["more than 300 000 bytes", ORDER.replace("<request>", `<request>${" ".repeat(300_001)}`), "too-large"],
  ])("of %s is refused", async (_what, message, code) => {
    expect((await post(doors.url, message)).fault).toMatchObject({ faultCode: "soap:Client", code });
  });

  it("of SOAP 1.2 is told which version is spoken", async () => {
    const twelve = ORDER.replaceAll(SOAP, "http://www.w3.org/2003/05/soap-envelope");
    const expected = { faultCode: "soap:VersionMismatch", code: "soap-version" };
    expect((await post(doors.url, twelve)).fault).toMatchObject(expected);
    expect(
      (await post(doors.url, twelve, { "content-type": "application/soap+xml; charset=utf-8" })).fault,
    ).toMatchObject(expected);
  });

  it.each([
    ['multipart/related; type="application/xop+xml"; boundary=x', "media-type"],
    ["multipart/form-data; boundary=x", "media-type"],
    ["application/json", "media-type"],
    ["application/x-www-form-urlencoded", "media-type"],
  ])("that comes as %s is refused", async (type, code) => {
    expect((await post(doors.url, ORDER, { "content-type": type })).fault).toMatchObject({
      faultCode: "soap:Client",
      code,
    });
  });

  it("that is compressed is refused", async () => {
    expect((await post(doors.url, ORDER, { "content-encoding": "gzip" })).fault).toMatchObject({ code: "media-type" });
  });

  it("may have 50 000 references, which are read", async () => {
    const asked = request("getRequest", `<request-id>${"&amp;".repeat(50_000)}</request-id>`);
    expect((await post(doors.url, envelope(asked))).status).toBe(200);
  });

  it("may have comments between its elements", async () => {
    expect(
      (await post(doors.url, `<!-- 1 -->${ORDER.replace("<s:Body>", "<s:Body><!-- 2 -->")}`)).fault,
    ).toBeUndefined();
  });
});

describe("a header", () => {
  const header = (attributes: string) =>
    envelope(
      request("createRequest", LEAST_REQUEST),
      `<s:Header><w:Security xmlns:w="urn:w" ${attributes}><w:T/></w:Security></s:Header>`,
    );

  it.each(["", 's:mustUnderstand="0"', 's:mustUnderstand="1" s:actor="urn:another"'])(
    "that need not be understood here is passed over: %s",
    async (attributes) => {
      expect((await post(doors.url, header(attributes))).fault).toBeUndefined();
    },
  );

  it.each(['s:mustUnderstand="1"', 's:mustUnderstand="1" s:actor="http://schemas.xmlsoap.org/soap/actor/next"'])(
    "that must be is refused: %s",
    async (attributes) => {
      expect((await post(doors.url, header(attributes))).fault).toMatchObject({
        faultCode: "soap:MustUnderstand",
        code: "header-not-understood",
      });
    },
  );
});

describe("how a message is written", () => {
  const danish = envelope(
    request("createRequest", LEAST_REQUEST.replace("<request>", "<request><account>æøå</account>")),
  );
  const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>${danish}`;
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
  const swapped = (text: string) => Buffer.from(utf16(text)).swap16();

  it.each([
    ["UTF-8", Buffer.from(declared("UTF-8")), "text/xml"],
    ["UTF-8, with a mark", Buffer.from(`\ufeff${declared("utf-8")}`), "text/xml; charset=utf-8"],
    [
      "UTF-8 by its type, whatever its declaration says",
      Buffer.from(declared("iso-8859-1")),
      'text/xml; charset="UTF-8"',
    ],
    ["Latin-1 by its type", Buffer.from(danish, "latin1"), "text/xml; charset=ISO-8859-1"],
    ["Latin-1 by its declaration", Buffer.from(declared("iso-8859-1"), "latin1"), "text/xml"],
    ["UTF-16 with a mark", utf16(declared("utf-16")), "text/xml"],
    ["UTF-16 the other way round", swapped(declared("utf-16")), "text/xml; charset=utf-16"],
    ["UTF-16 without a mark, which is big-endian", swapped(danish).subarray(2), "text/xml; charset=utf-16"],
    ["UTF-16 without a mark, big-endian by name", swapped(danish).subarray(2), "text/xml; charset=UTF-16BE"],
    ["UTF-16 without a mark, little-endian by name", utf16(danish).subarray(2), "text/xml; charset=utf-16le"],
    ["Windows-1252 by its type", Buffer.from(danish, "latin1"), "text/xml; charset=windows-1252"],
    [
      "ASCII, all else as references",
      Buffer.from(danish.replace("æøå", "&#230;&#248;&#229;")),
      "text/xml; charset=us-ascii",
    ],
    ["UTF-16 with a mark, its type wrong", utf16(danish), "text/xml; charset=utf-8"],
  ])("may be %s", async (_how, bytes, type) => {
    const reply = await post(doors.url, bytes, { "content-type": type });
    expect(reply.fault).toBeUndefined();
    expect(made()?.account).toBe("æøå");
  });

  it.each([
    ["not what it says: Latin-1 as UTF-8", Buffer.from(danish, "latin1"), "text/xml; charset=utf-8"],
    ["half a character of UTF-16", utf16(danish).subarray(0, -1), "text/xml"],
    ["in an encoding that is not read", Buffer.from(danish), "text/xml; charset=ebcdic-cp-dk"],
    ["XML 1.1", Buffer.from(declared("UTF-8").replace("1.0", "1.1")), "text/xml"],
    ["in UTF-7", Buffer.from(danish), "text/xml; charset=utf-7"],
  ])("may not be %s", async (_how, bytes, type) => {
    expect((await post(doors.url, bytes, { "content-type": type })).fault).toMatchObject({ code: "malformed-message" });
  });
});

describe("who calls", () => {
  const as = (service: string, password: string, headers: Record<string, string> = {}) =>
    post(doors.url, envelope(request("getStatus", "<request-id>x</request-id>", service, password)), headers);

  it("is refused alike for an unknown service and a wrong password", async () => {
    const [nobody, wrong] = [await as("nobody", PASSWORD), await as("demo", "wrong")];
    expect(nobody.fault).toMatchObject({ faultCode: "soap:Client", code: "unknown-service-or-password" });
    expect(nobody.text).toBe(wrong.text);
  });

  it("may prove itself by a token; what stands as password is then nothing", async () => {
    const authorization = `Bearer ${TOKEN}`;
    expect((await as("demo", "", { authorization })).fault).toMatchObject({ code: "unknown-request" });
    expect((await as("other", PASSWORD, { authorization })).fault).toMatchObject({
      code: "unknown-service-or-password",
    });
    expect((await as("demo", PASSWORD, { authorization: "Bearer other" })).fault).toMatchObject({
      code: "unknown-service-or-password",
    });
  });

  it("is told to wait after ten wrong passwords", async () => {
    const from = { "x-test-address": "192.0.2.77" };
    for (let guess = 0; guess < 10; guess++) await as("demo", "wrong", from);
    expect((await as("demo", PASSWORD, from)).fault).toMatchObject({ code: "too-many-guesses" });
  });

  it("finds its password in no log line and no fault", async () => {
    const { text } = await as("demo", "a-wrong-password");
    expect(text + doors.logLines.join()).not.toContain("a-wrong-password");
  });
});

describe("the definition", () => {
  it.each(["?wsdl", "?WSDL", "?wsdl=DocumentService.wsdl", "?singleWsdl&wsdl"])("is at %s", async (query) => {
    const answer = await fetch(doors.url + path + query);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/xml; charset=utf-8"]);
    expect(await answer.text()).toContain(`<soap:address location="${ORIGIN}${path}"/>`);
  });

  it.each(["GET", "PUT", "DELETE"])("is not got by %s alone", async (method) => {
    const answer = await fetch(doors.url + path, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, POST"]);
  });
});

describe("an answer", () => {
  it("is XML that nobody keeps", async () => {
    const { headers } = await post(doors.url, ORDER);
    expect(headers.get("content-type")).toBe("text/xml; charset=utf-8");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("holds nothing that XML cannot, whatever was stored", async () => {
    const [id] = [...doors.signing.made.keys()].slice(-1);
    const order = doors.signing.made.get(id!)!;
    doors.signing.made.set(id!, { ...order, account: "a\u0000b\ud800c<&>\u2028\ufffe" });
    const { text } = await post(doors.url, envelope(request("getRequest", `<request-id>${id}</request-id>`)));
    expect(text).toContain("<account>a\ufffdb\ufffdc&lt;&amp;&gt;\u2028\ufffd</account>");
  });
});
