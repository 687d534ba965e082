/**
 * What a judgement about a certificate rests on, byte for byte: the chain and the answers about revocation that were used. Kept with
 * what was signed it lets anybody judge again when the CA answers no more. In DER; members as in core's `Evidence.validation`.
 */
import type { RevocationAnswer, RevocationEvidence } from "../revocation/revocation.js";
import type { ChainFacts } from "./chain-facts.js";

/** A `type`: it may be kept in a state. */
export type ValidationData = {
  readonly certificates: readonly Uint8Array[]; // from the signer's to the anchor, or as far as the chain went
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
};

export const NOTHING: ValidationData = { certificates: [], crls: [], ocsps: [] };

/** Each answer once, however many certificates it spoke about. */
export function collectValidation({ chain, revocation }: Pick<ChainFacts, "chain" | "revocation">): ValidationData {
  const used = revocation.flatMap(evidenceIn);
  const from = (source: RevocationEvidence["source"]) => [
    ...new Set(used.filter((each) => each.source === source).map(({ der }) => der)),
  ];
  return { certificates: chain.certificates.map(({ der }) => der), crls: from("crl"), ocsps: from("ocsp") };
}

function evidenceIn(answer: RevocationAnswer): readonly RevocationEvidence[] {
  return "evidence" in answer ? [answer.evidence] : [];
}
