import {
  type Forgery,
  forgedObject,
  forgedSignature,
  insertBefore,
  objectOf,
  propertyOf,
  readValue,
  replaceValue,
  signatureOf,
  splitDeclaration,
  swap,
  withoutIds,
} from "./message-surgery.js";

type Attack = (message: Uint8Array, forgery: Forgery) => Uint8Array;

/**
 * Attacks on a validly signed message, by name. In each the attacker has the message and no key. A verifier must refuse
 * every outcome; those whose honest signature still verifies in a faithful XML-DSig library are marked (holds).
 *
 * @example
 * for (const [name, attack] of Object.entries(messageAttacks))
 *   test(`refuses ${name}`, () => expect(() => verify(attack(message, { property: "challenge", value: "1" }))).toThrow());
 */
export const messageAttacks = {
  /** The value is simply replaced. */
  "altered-value": rewrite((document, forgery) => swap(document, objectOf(document), forgedObject(document, forgery))),
  /** The property is said a second time, after the honest one. */
  "duplicate-property": rewrite((document, forgery) =>
    swap(document, "</ds:SignatureProperties>", `${propertyOf(document, forgery)}</ds:SignatureProperties>`),
  ),
  /** (holds) A property outside the signed object, where a reader that searches the whole document finds it first. */
  "property-outside-signed-object": rewrite((document, forgery) =>
    insertBefore(
      document,
      "<ds:Object",
      `<ds:Object><ds:SignatureProperties>${propertyOf(document, forgery)}</ds:SignatureProperties></ds:Object>`,
    ),
  ),
  /** The forged object takes the place and the Id; the honest one follows with the same Id. */
  "duplicate-id-forged-first": rewrite((document, forgery) =>
    insertBefore(document, "<ds:Object", `${forgedObject(document, forgery)}\n`),
  ),
  /** The forged object follows the honest one under the same Id. */
  "duplicate-id-forged-last": rewrite((document, forgery) =>
    swap(
      document,
      "</ds:Object>\n</ds:Signature>",
      `</ds:Object>\n${forgedObject(document, forgery)}\n</ds:Signature>`,
    ),
  ),
  /** (holds) The forged object stands in the honest one's place under another Id; the honest one is moved aside. */
  "honest-object-moved-aside": rewrite((document, forgery) =>
    swap(
      document,
      objectOf(document),
      `${withoutIds(forgedObject(document, forgery))}\n<ds:Object>${objectOf(document)}</ds:Object>`,
    ),
  ),
  /** (holds) The honest object becomes a child of the forged one. */
  "honest-object-inside-forged": rewrite((document, forgery) =>
    swap(
      document,
      objectOf(document),
      swap(withoutIds(forgedObject(document, forgery)), "</ds:Object>", `${objectOf(document)}</ds:Object>`),
    ),
  ),
  /** (holds) A forged signature element goes first, the honest one second. */
  "two-signatures": rewrite((document, forgery) =>
    insertBefore(document, "<ds:Signature ", forgedSignature(document, forgery)),
  ),
  /** (holds) The honest signature lies within a forged one, in an object nobody reads. */
  "signature-inside-forged-signature": rewrite((document, forgery) => {
    const wrapped = swap(
      forgedSignature(document, forgery),
      "</ds:Signature>",
      `<ds:Object>${signatureOf(document)}</ds:Object></ds:Signature>`,
    );
    return swap(document, signatureOf(document), wrapped);
  }),
  /** (holds) The whole honest message is a child of a forged one. */
  "message-inside-forged-message": rewrite((document, forgery) => {
    const [declaration = "", message = ""] = splitDeclaration(document);
    const outer = swap(message, signatureOf(message), forgedSignature(message, forgery));
    return declaration + swap(outer, "</openoces:signature>", `${message}</openoces:signature>`);
  }),
  /** (holds) A comment splits the value: the digest ignores it, a reader of first text nodes sees half. */
  "comment-in-value": rewrite((document, { property }) =>
    replaceValue(document, property, (value) => `${value.slice(0, 1)}<!---->${value.slice(1)}`),
  ),
  /** (holds) The value as a CDATA section: the same canonical form, another node type. */
  "cdata-in-value": rewrite((document, { property }) =>
    replaceValue(document, property, (value) => `<![CDATA[${value}]]>`),
  ),
  /** The first character of the value comes from an entity of the document type. */
  "doctype-with-entity": rewrite((document, { property }) => {
    const [declaration = "", message = ""] = splitDeclaration(document);
    const first = replaceValue(message, property, (value) => `&first;${value.slice(1)}`);
    return `${declaration}<!DOCTYPE x [<!ENTITY first "${readValue(message, property).slice(0, 1)}">]>\n${first}`;
  }),
  /** (holds) A document type that makes Id an ID and gives defaults. */
  "doctype-declaring-attributes": rewrite((document) => {
    const [declaration = "", message = ""] = splitDeclaration(document);
    return `${declaration}<!DOCTYPE x [<!ATTLIST ds:Object Id ID #IMPLIED>]>\n${message}`;
  }),
  /** The attribute that says what the signer saw. */
  "visibility-flipped": rewrite((document) => swap(document, 'VisibleToSigner="yes"', 'VisibleToSigner="no"')),
  /** The encoding decides how the value is read. */
  "encoding-flipped": rewrite((document) => swap(document, 'Encoding="base64"', 'Encoding="xml"')),
  /** No signature value at all. */
  "empty-signature-value": rewrite((document) => swap(document, /<ds:SignatureValue>[^<]*</, "<ds:SignatureValue><")),
  /** SignedInfo that refers to nothing covers nothing. */
  "no-reference": rewrite((document) => swap(document, /<ds:Reference [\s\S]*<\/ds:Reference>\n/, "")),
} satisfies Record<string, Attack>;

export type MessageAttack = keyof typeof messageAttacks;

function rewrite(change: (document: string, forgery: Forgery) => string): Attack {
  return (message, forgery) => {
    const before = Buffer.from(message).toString("utf8");
    const after = change(before, forgery);
    if (after === before) throw new Error("the message has nothing this attack could change");
    return Buffer.from(after, "utf8");
  };
}
