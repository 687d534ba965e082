import type { MessageAttack } from "@eid-gateway/oces-testing";

/** What each attack does to an honestly signed message of another log-in, to make it pass for this one's. */
export const ATTACK_LINES: Readonly<Record<MessageAttack, string>> = {
  "altered-value": "Replaces the challenge in the signed object.",
  "duplicate-property": "Says the challenge a second time, inside the signed object.",
  "property-outside-signed-object":
    "Puts a challenge before the signed object, where a search of the whole document finds it first.",
  "duplicate-id-forged-first": "Puts a forged object before the honest one, under the same Id.",
  "duplicate-id-forged-last": "Puts a forged object after the honest one, under the same Id.",
  "honest-object-moved-aside": "Puts a forged object in the honest one's place, and moves that one into another.",
  "honest-object-inside-forged": "Wraps the honest object in a forged one.",
  "two-signatures": "Puts a forged signature element before the honest one.",
  "signature-inside-forged-signature": "Hides the honest signature in an object of a forged one.",
  "message-inside-forged-message": "Hides the whole honest message in a forged one.",
  "comment-in-value": "Splits the challenge by a comment, which the digest does not see.",
  "cdata-in-value": "Writes the challenge as a CDATA section, which the digest does not see.",
  "doctype-with-entity": "Lets an entity of a document type stand for the challenge's first character.",
  "doctype-declaring-attributes": "Declares Id an ID in a document type.",
  "visibility-flipped": "Says that the signer did not see what was shown.",
  "encoding-flipped": "Says that a base64 value is plain text.",
  "empty-signature-value": "Empties the signature value.",
  "no-reference": "Takes the reference out of SignedInfo, so that nothing is covered.",
};
