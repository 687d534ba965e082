import { insertBefore, swap, withoutIds } from "../messages/message-surgery.js";
import type { Attack } from "./attack.js";

const SIGNATURE_END = "</ds:Signature></openoces:signature>";
const idOf = (object: string): string => / Id="([^"]*)"/.exec(object)?.[1] ?? "";
const respell = (object: string, attribute: string, id = idOf(object)): string =>
  swap(object, / Id="[^"]*"/, ` ${attribute}="${id}"`);

/** The evil object in the honest one's place, the honest one put where `aside` says. */
const moved =
  (aside: (honest: string, document: string) => string): Attack["change"] =>
  ({ document, honest, evil }) =>
    aside(honest, swap(document, honest, withoutIds(evil)));

/** The forged object stands where a reader looks; the honest one somewhere it is still found by its Id. */
export const wrappingAttacks = {
  "evil-object-before": { change: ({ document, honest, evil }) => insertBefore(document, honest, `${evil}\n`) },
  "evil-object-after": { change: ({ document, honest, evil }) => swap(document, honest, `${honest}\n${evil}`) },
  "evil-object-replaces": { change: ({ document, honest, evil }) => swap(document, honest, evil) },
  "evil-object-around-honest": {
    holds: true,
    change: ({ document, honest, evil }) =>
      swap(document, honest, swap(withoutIds(evil), "</ds:Object>", `${honest}</ds:Object>`)),
  },
  "evil-object-inside-honest": {
    change: ({ document, honest, evil }) =>
      swap(document, honest, `${honest.slice(0, -"</ds:Object>".length)}${withoutIds(evil)}</ds:Object>`),
  },
  "honest-moved-into-object": {
    holds: true,
    change: moved((honest, document) => insertBefore(document, SIGNATURE_END, `<ds:Object>${honest}</ds:Object>\n`)),
  },
  "honest-moved-into-key-info": {
    holds: true,
    change: moved((honest, document) => insertBefore(document, "</ds:KeyInfo>", honest)),
  },
  "honest-moved-before-signature": {
    holds: true,
    change: moved((honest, document) => insertBefore(document, "<ds:Signature ", honest)),
  },
  "honest-moved-after-signature": {
    holds: true,
    change: moved((honest, document) => insertBefore(document, "</openoces:signature>", honest)),
  },
  "honest-moved-into-foreign-element": {
    holds: true,
    change: moved((honest, document) =>
      insertBefore(document, "</openoces:signature>", `<openoces:evil>${honest}</openoces:evil>`),
    ),
  },
  "evil-id-in-other-case": {
    holds: true,
    change: ({ document, honest, evil }) =>
      insertBefore(document, honest, `${respell(evil, "Id", idOf(evil).toUpperCase())}\n`),
  },
  "evil-id-with-blanks": {
    holds: true,
    change: ({ document, honest, evil }) =>
      insertBefore(document, honest, `${respell(evil, "Id", ` ${idOf(evil)} `)}\n`),
  },
  "evil-id-by-ID": {
    change: ({ document, honest, evil }) => insertBefore(document, honest, `${respell(evil, "ID")}\n`),
  },
  "evil-id-by-id": {
    change: ({ document, honest, evil }) => insertBefore(document, honest, `${respell(evil, "id")}\n`),
  },
  "evil-id-by-xml-id": {
    change: ({ document, honest, evil }) => insertBefore(document, honest, `${respell(evil, "xml:id")}\n`),
  },
  "honest-id-on-root": {
    change: ({ document, honest }) => swap(document, 'version="0.1">', `version="0.1" Id="${idOf(honest)}">`),
  },
  "honest-id-on-key-info": {
    change: ({ document, honest }) => swap(document, "<ds:KeyInfo>", `<ds:KeyInfo Id="${idOf(honest)}">`),
  },
  "signature-id-taken-by-object": {
    holds: true,
    change: ({ document, evil }) =>
      insertBefore(
        document,
        SIGNATURE_END,
        `${respell(evil, "Id", /<ds:Signature [^>]*Id="([^"]*)"/.exec(document)?.[1])}\n`,
      ),
  },
  "unsigned-object-beside": {
    holds: true,
    change: ({ document, evil }) => insertBefore(document, SIGNATURE_END, `${respell(evil, "Id", "attachment-99")}\n`),
  },
  "unsigned-object-without-id": {
    holds: true,
    change: ({ document, honest, evil }) => insertBefore(document, honest, `${withoutIds(evil)}\n`),
  },
} satisfies Record<string, Attack>;
