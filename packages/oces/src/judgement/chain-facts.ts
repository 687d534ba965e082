import type { Certificate } from "../certificate/certificate.js";
import type { SignatureRules } from "../certificate/verify-signature.js";
import type { RevocationAnswer, RevocationSource } from "../revocation/revocation.js";
import type { Chain } from "../trust/chain.js";
import type { Verdict } from "./finding.js";

/** What the rules about a chain look at, whatever the certificate at its end is for. */
export interface ChainFacts extends SignatureRules {
  readonly certificate: Certificate;
  readonly chain: Chain;
  /** The time the question is about. */
  readonly at: Date;
  /** About each certificate below the anchor, from the first; empty when the chain reached none. */
  readonly revocation: readonly RevocationAnswer[];
  /** Whether an unknown status of the certificate, or of a CA, keeps the outcome from being valid. */
  readonly requireRevocation: boolean;
  readonly requireCaRevocation: boolean;
}

const FROM_BEST: readonly Verdict["outcome"][] = ["valid", "indeterminate", "invalid"];

/**
 * Of several chains the one that judges best. Revocation is asked about only for those that are best without it, one after the
 * other until one is valid. A revoked certificate ends the search: whichever way its issuer is certified, it said so.
 */
export async function chooseBest<F extends ChainFacts>(
  candidates: readonly F[],
  judge: (facts: F) => Verdict,
  source: RevocationSource,
): Promise<F> {
  let best: F | undefined;
  for (const unasked of leastFaulty(candidates, judge)) {
    const facts = { ...unasked, revocation: await askAboutAll(unasked, source) };
    if (facts.revocation[0]?.status === "revoked") return facts;
    if (!best || rankOf(judge(facts)) < rankOf(judge(best))) best = facts;
    if (judge(best).outcome === "valid") break;
  }
  return best!; // a search finds at least the certificate by itself
}

function leastFaulty<F extends ChainFacts>(candidates: readonly F[], judge: (facts: F) => Verdict): readonly F[] {
  const ranked = candidates.map((facts) => ({ facts, rank: rankOf(judge(facts)) }));
  const least = Math.min(...ranked.map(({ rank }) => rank));
  return ranked.filter(({ rank }) => rank === least).map(({ facts }) => facts);
}

function rankOf({ outcome }: Verdict): number {
  return FROM_BEST.indexOf(outcome);
}

/** Only once an anchor is reached: addresses in a certificate nobody vouches for are not asked. */
function askAboutAll(
  { chain, at, allowSha1 }: ChainFacts,
  source: RevocationSource,
): Promise<readonly RevocationAnswer[]> {
  const below = chain.anchor ? chain.certificates.slice(0, -1) : [];
  return Promise.all(
    below.map((certificate, index) =>
      source.ask({ certificate, issuer: chain.certificates[index + 1]!, at, allowSha1 }),
    ),
  );
}
