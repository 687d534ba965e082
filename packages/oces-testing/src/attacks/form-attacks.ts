import { insertBefore, splitDeclaration, swap } from "../messages/message-surgery.js";
import type { Attack } from "./attack.js";

/** Deeper than any message, and than any sane limit. */
const DEEP = 1000;

/** Documents that are not quite one message. */
export const formAttacks = {
  "two-roots": { malformed: true, change: ({ document }) => document + splitDeclaration(document)[1] },
  "two-documents": { malformed: true, change: ({ document }) => `${document}\n${document}` },
  "text-after-root": { holds: true, malformed: true, change: ({ document }) => `${document}evil` },
  "text-before-root": { malformed: true, change: ({ document }) => `evil${document}` },
  "instruction-before-root": {
    holds: true,
    harmless: true,
    change: ({ document }) =>
      insertBefore(document, "<openoces:signature", '<?xml-stylesheet href="http://127.0.0.1:1/evil.xsl"?>\n'),
  },
  "cut-at-the-end": { malformed: true, change: ({ document }) => document.slice(0, -10) },
  "cut-in-the-middle": { malformed: true, change: ({ document }) => document.slice(0, document.length / 2) },
  "null-byte": {
    holds: true,
    malformed: true,
    change: ({ document, honest }) => swap(document, honest, `\0${honest}`),
  },
  "attribute-twice": {
    malformed: true,
    change: ({ document, honest }) => swap(document, honest, swap(honest, " Id=", ' Id="evil" Id=')),
  },
  "prefix-undeclared": {
    malformed: true,
    change: ({ document }) => insertBefore(document, "<ds:KeyInfo>", "<evil:x/>"),
  },
  "elements-crossing": {
    malformed: true,
    change: ({ document }) =>
      swap(document, "</ds:Signature></openoces:signature>", "</openoces:signature></ds:Signature>"),
  },
  "deep-nesting": {
    holds: true,
    change: ({ document }) =>
      insertBefore(document, "</ds:Signature>", `<ds:Object>${"<x>".repeat(DEEP)}${"</x>".repeat(DEEP)}</ds:Object>`),
  },
  "deep-nesting-in-value": {
    change: ({ document, honest }) =>
      swap(document, honest, swap(honest, "</ds:Object>", `${"<x>".repeat(DEEP)}${"</x>".repeat(DEEP)}</ds:Object>`)),
  },
  "many-attributes": {
    holds: true,
    change: ({ document }) =>
      swap(document, "<ds:KeyInfo>", `<ds:KeyInfo${Array.from({ length: DEEP }, (_, at) => ` a${at}=""`).join("")}>`),
  },
  "root-of-another-name": {
    holds: true,
    change: ({ document }) => document.replace(/(<\/?)openoces:signature\b/g, "$1openoces:signatures"),
  },
  "root-of-another-namespace": {
    change: ({ document }) => document.replace(/xmlns:openoces="[^"]*"/, 'xmlns:openoces="urn:evil"'),
    holds: true,
  },
  "signed-names-of-another-namespace": {
    change: ({ document, honest }) =>
      swap(document, honest, honest.replace(/xmlns:openoces="[^"]*"/, 'xmlns:openoces="urn:evil"')),
  },
  "signature-of-another-namespace": {
    change: ({ document }) => swap(document, /(?<=<ds:Signature )xmlns:ds="[^"]*"/, 'xmlns:ds="urn:evil"'),
    holds: true,
  },
  "language-for-the-objects": {
    holds: true,
    change: ({ document }) => swap(document, 'version="0.1">', 'version="0.1" xml:lang="da">'),
  },
  "namespace-for-the-objects": {
    change: ({ document }) => swap(document, 'version="0.1">', 'xmlns:evil="urn:evil" version="0.1">'),
  },
} satisfies Record<string, Attack>;
