import { insertBefore, swap } from "../messages/message-surgery.js";
import { type Attack, OBJECT_KINDS, PROPERTY_KINDS, type Scene } from "./attack.js";
import { rewriteValue } from "./scene.js";

/** Changes the honest object; the same Id, another digest. */
const inObject =
  (from: string | RegExp, to: string): Attack["change"] =>
  ({ document, honest }: Scene) =>
    swap(document, honest, swap(honest, from, to));

const on = OBJECT_KINDS;
const SIGNING_PROPERTIES = ["text", "html", "xml", "pdf-property"] as const;

/** Changes of what is stated and of what the documents say of themselves. */
export const contentAttacks = {
  "one-bit-of-value": {
    change: (scene) =>
      rewriteValue(scene, (value) =>
        value.replace(/[A-Za-z0-9]/, (sign) => String.fromCharCode(sign.charCodeAt(0) ^ 1)),
      ),
  },
  "blank-after-value": { change: (scene) => rewriteValue(scene, (value) => `${value} `) },
  "value-emptied": { change: (scene) => rewriteValue(scene, () => "") },
  "action-changed": {
    change: ({ document }) =>
      document.replace(
        /(>action<\/[^>]*><[^>]*>)([^<]*)/,
        (_, start: string, action: string) =>
          start + (action.startsWith("s") || action.startsWith("c2") ? "logon" : "sign"),
      ),
  },
  "visibility-flipped": {
    on: PROPERTY_KINDS,
    change: ({ document }) =>
      document.replace(/VisibleToSigner="(yes|no)"/, (_, word) => `VisibleToSigner="${word === "yes" ? "no" : "yes"}"`),
  },
  "encoding-flipped": { on: PROPERTY_KINDS, change: inObject('Encoding="base64"', 'Encoding="xml"') },
  "target-changed": { on: PROPERTY_KINDS, change: inObject(/Target="[^"]*"/, 'Target="evil"') },
  "property-twice": {
    on: PROPERTY_KINDS,
    change: ({ document }) => document.replace(/<ds:SignatureProperty .*\n/, (line) => line + line),
  },
  "property-outside-signed-object": {
    holds: true,
    on: PROPERTY_KINDS,
    change: ({ document, evil }) =>
      insertBefore(
        document,
        "<ds:Object",
        `<ds:Object>${/<ds:SignatureProperties>[\s\S]*<\/ds:SignatureProperties>/.exec(evil)?.[0]}</ds:Object>\n`,
      ),
  },
  "sign-text-as-unsigned-object": {
    holds: true,
    on: SIGNING_PROPERTIES,
    change: ({ document }) =>
      insertBefore(
        document,
        "</ds:Signature>",
        `<ds:Object Encoding="base64" Id="signText" MimeType="text/plain">ZXZpbA==</ds:Object>\n`,
      ),
  },
  "stylesheet-digest-changed": {
    on: ["xml"],
    change: inObject(/(?<=>stylesheetDigest<\/[^>]*><[^>]*>)[^<]*/, "AAAA"),
  },
  "stylesheet-digest-removed": {
    on: ["xml"],
    change: inObject(/<ds:SignatureProperty [^\n]*stylesheetDigest.*\n/, ""),
  },
  "media-type-changed": { on, change: inObject(/MimeType="[^"]*"/, 'MimeType="text/html"') },
  "media-type-removed": { on, change: inObject(/ MimeType="[^"]*"/, "") },
  "title-changed": { on, change: inObject(/( OrigTitle="[^"]*")?>/, ' OrigTitle="evil.pdf">') },
  "document-encoding-removed": { on, change: inObject(' Encoding="base64"', "") },
  "document-removed": { on, change: ({ document, honest }) => swap(document, honest, "") },
  "document-renamed": { on, change: inObject(/ Id="[^"]*"/, ' Id="attachment-98"') },
  "document-without-its-reference": {
    on,
    change: ({ document }) =>
      document.replace(/(<ds:Reference (?:(?!<ds:Reference )[\s\S])*)(?=<\/ds:SignedInfo>)/, ""),
  },
  "sign-text-as-unsigned-property": {
    holds: true,
    on: ["pdf-object"],
    change: ({ document, honest }) =>
      insertBefore(
        document,
        honest,
        `<ds:Object><ds:SignatureProperties><ds:SignatureProperty Target="signature"><openoces:Name>signtext</openoces:Name><openoces:Value Encoding="base64" VisibleToSigner="yes">ZXZpbA==</openoces:Value></ds:SignatureProperty></ds:SignatureProperties></ds:Object>\n`,
      ),
  },
} satisfies Record<string, Attack>;
