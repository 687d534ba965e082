/** One file's signatures, each judged: facts by xmldsig, and what they come to with the key that was chosen. */
import type { X509Certificate } from "node:crypto";
import { type CoveredPart, readXmlSignatures, XmlError, type XmlSignature } from "@eid-gateway/xmldsig";
import { candidatesFor, type KeyChoice } from "./key-choice.js";

/**
 * `holds`: nothing that it covers was changed since the holder of `signer` signed it. `broken`: that is not so. `refused`: made in
 * a way that is not accepted. `undecided`: there is no key to judge it with.
 */
export type SignatureState = "holds" | "broken" | "refused" | "undecided";

export interface JudgedSignature {
  readonly path: string;
  readonly state: SignatureState;
  /** Why it does not hold: "digest-mismatch", "other-key", "no-key", "no-certificate", or a code of XML_ERRORS. */
  readonly reason: string | undefined;
  readonly text: string | undefined;
  readonly signer: X509Certificate | undefined;
  readonly covers: readonly CoveredPart[];
}
export type JudgedFile =
  | { readonly kind: "judged"; readonly signatures: readonly JudgedSignature[] }
  /** `not-signed-xml`: no well-formed XML with a Signature. `refused`: nothing of it is looked at, for its structure or size. */
  | { readonly kind: "not-signed-xml" | "refused"; readonly code: string; readonly text: string };

/** Never throws for what a file holds. */
export function judgeFile(bytes: Uint8Array, idAttributes: readonly string[], choice: KeyChoice): JudgedFile {
  try {
    const signatures = readXmlSignatures(bytes, { idAttributes });
    return { kind: "judged", signatures: signatures.map((signature) => judge(signature, choice)) };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const isOther = error.kind === "malformed" || error.code === "no-signature";
    return { kind: isOther ? "not-signed-xml" : "refused", code: error.code, text: error.message };
  }
}

function judge(signature: XmlSignature, choice: KeyChoice): JudgedSignature {
  const { path, refusal, covered } = signature;
  const verdict = (
    state: SignatureState,
    reason?: string,
    text?: string,
    signer?: X509Certificate,
  ): JudgedSignature => {
    return { path, state, reason, text, signer, covers: covered };
  };
  if (refusal) return verdict("refused", refusal.code, refusal.message);
  if (!covered.every(({ digestMatches }) => digestMatches)) {
    return verdict("broken", "digest-mismatch", "What it covers was changed after it was signed");
  }
  const candidates = candidatesFor(signature, choice);
  const signer = candidates.find(({ publicKey }) => signature.isMadeWith(publicKey));
  if (signer) return verdict("holds", undefined, undefined, signer);
  if (choice.kind === "none") return verdict("undecided", "no-key", "No key was given to judge it with");
  if (candidates.length === 0) return verdict("undecided", "no-certificate", "It brings no certificate along");
  return verdict("broken", "other-key", "It was not made with this key, or not with an RSA key of 2048 bits or more");
}
