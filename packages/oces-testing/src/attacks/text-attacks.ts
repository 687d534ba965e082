import { insertBefore, splitDeclaration, swap } from "../messages/message-surgery.js";
import type { Attack, Scene } from "./attack.js";
import { rewriteValue } from "./scene.js";

/** A document type after the declaration, and the value written otherwise if need be. */
function withDoctype(scene: Scene, subset: string, change?: (value: string) => string): string {
  const [declaration, message] = splitDeclaration(change === undefined ? scene.document : rewriteValue(scene, change));
  return `${declaration}<!DOCTYPE openoces:signature ${subset}>\n${message}`;
}

const BOMB = `[<!ENTITY a "boom">${Array.from("bcdefghij", (name, at) => `<!ENTITY ${name} "${`&${"abcdefghi"[at]};`.repeat(10)}">`).join("")}]`;

const half = (value: string): number => Math.ceil(value.length / 2);
const split = (value: string, inside: string): string =>
  value.slice(0, half(value)) + inside + value.slice(half(value));

/** Ways to write text that a parser, a canonicaliser and a reader of nodes understand differently. */
export const textAttacks = {
  "comment-in-value": { holds: true, change: (scene) => rewriteValue(scene, (value) => split(value, "<!-- -->")) },
  "comment-before-value": { holds: true, change: (scene) => rewriteValue(scene, (value) => `<!--evil-->${value}`) },
  "comment-in-signed-object": {
    holds: true,
    change: ({ document, honest }) => swap(document, honest, swap(honest, "</ds:Object>", "<!-- --></ds:Object>")),
  },
  "comment-in-signed-info": {
    holds: true,
    change: ({ document }) => insertBefore(document, "<ds:SignatureMethod", "<!-- -->"),
  },
  "comment-in-digest-value": {
    change: ({ document }) => swap(document, "<ds:DigestValue>", "<ds:DigestValue>AAAA<!-- -->"),
  },
  "comment-in-signature-value": {
    change: ({ document }) => swap(document, "<ds:SignatureValue>", "<ds:SignatureValue>AAAA<!-- -->"),
  },
  "carriage-return-in-value": { change: (scene) => rewriteValue(scene, (value) => `${value}&#13;`) },
  "value-by-references": {
    holds: true,
    harmless: true,
    change: (scene) => rewriteValue(scene, (value) => `&#x${value.charCodeAt(0).toString(16)};${value.slice(1)}`),
  },
  "cdata-in-value": { holds: true, change: (scene) => rewriteValue(scene, (value) => `<![CDATA[${value}]]>`) },
  "cdata-in-half-of-value": {
    holds: true,
    change: (scene) =>
      rewriteValue(scene, (value) => `<![CDATA[${value.slice(0, half(value))}]]>${value.slice(half(value))}`),
  },
  "instruction-in-value": { change: (scene) => rewriteValue(scene, (value) => split(value, "<?evil?>")) },
  "instruction-in-signed-info": {
    change: ({ document }) => insertBefore(document, "<ds:SignatureMethod", "<?evil?>"),
  },
  "element-in-value": { change: (scene) => rewriteValue(scene, (value) => split(value, "<x></x>")) },
  "doctype-empty": { holds: true, change: (scene) => withDoctype(scene, "") },
  "doctype-external": { holds: true, change: (scene) => withDoctype(scene, 'SYSTEM "http://127.0.0.1:1/x.dtd"') },
  "doctype-declaring-ids": {
    holds: true,
    change: (scene) => withDoctype(scene, "[<!ATTLIST ds:Object Id ID #IMPLIED ID ID #IMPLIED>]"),
  },
  "doctype-with-default-attribute": {
    holds: true,
    change: (scene) => withDoctype(scene, '[<!ATTLIST openoces:Value VisibleToSigner CDATA "yes">]'),
  },
  "entity-in-value": {
    malformed: true,
    change: (scene) => withDoctype(scene, '[<!ENTITY evil "evil">]', () => "&evil;"),
  },
  "entity-from-file": {
    malformed: true,
    change: (scene) => withDoctype(scene, '[<!ENTITY evil SYSTEM "file:///etc/passwd">]', () => "&evil;"),
  },
  "entity-bomb": { malformed: true, change: (scene) => withDoctype(scene, BOMB, () => "&j;") },
  "entity-unused-bomb": { holds: true, change: (scene) => withDoctype(scene, BOMB) },
} satisfies Record<string, Attack>;
