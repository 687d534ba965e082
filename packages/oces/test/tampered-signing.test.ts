import { OcesError, readMessage } from "@eid-gateway/oces";
import type { IssuedCertificate, MessageDialect } from "@eid-gateway/oces-testing";
import { XmlError } from "@eid-gateway/xmldsig";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa } from "./ca.js";
import { ATTACHMENTS, PDF, replaceOnce, SIGNINGS, signing } from "./signings.js";

let person: IssuedCertificate;
beforeAll(async () => {
  person = await (await createCa()).issuePoces();
});

/** "intact", "not intact", or the code of the refusal. */
function look(bytes: Uint8Array): string {
  try {
    const { signedXml, signer } = readMessage(bytes, { allowSha1: true });
    return signer && signedXml.verifyWith(signer.publicKey) ? "intact" : "not intact";
  } catch (error) {
    if (error instanceof OcesError || error instanceof XmlError) return error.code;
    throw error;
  }
}

const edit = (bytes: Uint8Array, from: string | RegExp, to: string) =>
  Buffer.from(replaceOnce(Buffer.from(bytes).toString(), from, to));
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64");

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const dialects: readonly MessageDialect[] = ["keycard", "codefile"];
const kinds = Object.entries(SIGNINGS);
const cases = dialects.flatMap((dialect) =>
  kinds.map(([kind, content]) => ({ dialect, kind, content: { ...content, attachments: ATTACHMENTS } })),
);

describe.each(cases)("a $dialect signature over $kind with attachments", ({ dialect, content }) => {
  const bytes = () => signing(person, { dialect, signing: content });
  const sent =
    content.kind === "pdf" ? PDF : "text" in content ? content.text : "html" in content ? content.html : content.xml;

  it("is intact", () => {
    expect(look(bytes())).toBe("intact");
  });

  it("is not with one byte changed in the document", () => {
    const isTwofold = content.kind === "pdf" && "as" in content && content.as === "both"; // only one copy is changed
    const written = base64(sent).slice(0, 12);
    const other = ALPHABET[ALPHABET.indexOf(written[11]!) ^ 1]; // one bit of the ninth byte, which stays what it is: text
    expect(look(edit(bytes(), written, `${written.slice(0, 11)}${other}`))).toBe(
      isTwofold ? "contradiction" : "not intact",
    );
  });

  it.each(ATTACHMENTS.map(({ bytes }, index) => [index + 1, base64(bytes)] as const))(
    "is not with one byte changed in attachment %i",
    (_number, written) => {
      const tampered = edit(bytes(), `\n${written}\n`, `\n${written[0] === "A" ? "B" : "A"}${written.slice(1)}\n`);
      expect(look(tampered)).toBe("not intact");
    },
  );

  it("is not with another title or media type", () => {
    expect(look(edit(bytes(), "Plan &lt;1", "Plan &lt;2"))).toBe("not intact");
    expect(look(edit(bytes(), "image/png", "image/gif"))).toBe("not intact");
  });

  it("is not with one attachment left out, with its reference or without", () => {
    const without = edit(bytes(), /<ds:Object [^>]*Id="attachment-2".*?<\/ds:Object>\n/s, "");
    expect(look(without)).toBe("unresolved-reference");
    expect(look(edit(without, /<ds:Reference [^>]*URI="#attachment-2".*?<\/ds:Reference>\n/s, ""))).toBe("not intact");
  });

  it("is not with two attachments changed for one another", () => {
    const swapped = edit(
      edit(edit(bytes(), ` Id="attachment-1"`, ` Id="x"`), ` Id="attachment-2"`, ` Id="attachment-1"`),
      ` Id="x"`,
      ` Id="attachment-2"`,
    );
    expect(look(swapped)).toBe("not intact");
  });

  it("tells its attachments in the order in which they were signed, wherever they stand", () => {
    const document = Buffer.from(bytes()).toString();
    const [one, two] = document.match(/<ds:Object [^>]*Id="attachment-.*?<\/ds:Object>\n/gs) as [string, string];
    const exchanged = Buffer.from(replaceOnce(document, one + two, two + one));
    expect(look(exchanged)).toBe("intact");
    expect(readMessage(exchanged).attachments).toEqual(readMessage(bytes()).attachments);
  });

  it("is refused with one more attachment that nothing refers to", () => {
    const evil = `<ds:Object Encoding="base64" Id="attachment-3" MimeType="text/plain">QQ==</ds:Object>`;
    expect(look(edit(bytes(), "</ds:Signature>", `${evil}</ds:Signature>`))).toBe("unsigned-object");
  });

  it("is refused with a document slipped in that nothing refers to, before, after or around", () => {
    const evil = `<ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Encoding="base64" Id="signtext" MimeType="application/pdf">QQ==</ds:Object>`;
    expect(look(edit(bytes(), "<ds:Object ", `${evil}<ds:Object `))).toBe("unsigned-object");
    expect(look(edit(bytes(), "</openoces:signature>", `${evil}</openoces:signature>`))).toBe("unexpected-element");
    expect(look(edit(bytes(), "<ds:SignedInfo ", `${evil}<ds:SignedInfo `))).toBe("unexpected-element");
  });

  it("is not in the other namespace", () => {
    const moved = Buffer.from(Buffer.from(bytes()).toString().replaceAll("2006/07", "2003/10"));
    expect(look(moved)).toBe("bad-message");
  });

  it("is not with another stylesheet, or with one taken away or added", () => {
    const name = "<openoces:Name>stylesheetDigest</openoces:Name>";
    const property = /<ds:SignatureProperty [^>]*><openoces:Name>stylesheetDigest.*?<\/ds:SignatureProperty>\n/s;
    if (content.kind === "xml") {
      expect(look(edit(bytes(), name, name.replace("stylesheet", "Stylesheet")))).toBe("not intact");
      expect(look(edit(bytes(), property, ""))).toBe("not intact");
    } else {
      const target = dialect === "keycard" ? "signature" : "#OpensignSignature";
      const added = `<ds:SignatureProperty Target="${target}">${name}<openoces:Value Encoding="base64" VisibleToSigner="no">${base64(base64(Buffer.alloc(32)))}</openoces:Value></ds:SignatureProperty>`;
      const tampered = edit(bytes(), "</ds:SignatureProperties>", `${added}</ds:SignatureProperties>`);
      expect(look(tampered)).toBe(content.kind === "pdf" ? "contradiction" : "not intact");
    }
  });
});

describe.each(dialects)("a %s signature of OCES I with SHA-1", (dialect) => {
  const bytes = () => signing(person, { dialect, namespace: "2003/10", digest: "sha1" });

  it("is intact until one byte is changed", () => {
    expect(look(bytes())).toBe("intact");
    expect(look(edit(bytes(), base64(SIGNINGS.text.text).slice(0, 4), "QUJD"))).toBe("not intact");
    expect(look(edit(bytes(), `VisibleToSigner="yes"`, `VisibleToSigner="no"`))).toBe("not intact");
  });
});

it("no change to the bytes of a signature with attachments is both intact and another one", () => {
  const content = { ...SIGNINGS["PDF as object"], attachments: ATTACHMENTS };
  const genuine = Buffer.from(signing(person, { signing: content }));
  const said = (bytes: Uint8Array) => {
    const { document, attachments, stylesheetDigest, properties } = readMessage(bytes, { allowSha1: true });
    return { document, attachments, stylesheetDigest, properties };
  };
  const original = said(genuine);
  const fragments = [
    "<",
    ">",
    "/",
    '"',
    "=",
    " ",
    "\n",
    "&#10;",
    "A",
    `Id="signText"`,
    "<ds:Object>",
    "sha1",
    "2003/10",
    "yes",
  ];
  const change = fc.record({ at: fc.nat(genuine.length), drop: fc.nat(12), insert: fc.constantFrom(...fragments) });
  let intact = 0;
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
      let bytes = genuine;
      for (const { at, drop, insert } of changes) {
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(insert), bytes.subarray(at + drop)]);
      }
      if (look(bytes) !== "intact") return;
      intact += 1;
      expect(said(bytes)).toEqual(original);
    }),
    { numRuns: 2000, seed: 20031006 },
  );
  expect(intact).toBeGreaterThan(0); // some changes, such as white space outside what is signed, mean nothing
});
