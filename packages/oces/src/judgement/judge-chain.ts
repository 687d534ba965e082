import type { Certificate } from "../certificate/certificate.js";
import type { RevocationSource } from "../revocation/revocation.js";
import { type ChainQuestion, findChains } from "../trust/find-chains.js";
import { applyRules, type Rules } from "./apply-rules.js";
import { type ChainFacts, chooseBest } from "./chain-facts.js";
import * as rules from "./chain-rules.js";
import type { Verdict } from "./finding.js";
import { namesAreWithinConstraints } from "./name-rules.js";
import { collectValidation, type ValidationData } from "./validation-data.js";

/** In the order in which their reasons win. What a certificate is for is not asked. */
const RULES: Rules<ChainFacts> = {
  chain: rules.reachesAnAnchor,
  issuers: rules.issuersMayIssue,
  names: namesAreWithinConstraints,
  algorithms: rules.keysAreStrong,
  extensions: rules.everythingCriticalIsKnown,
  validity: rules.wasValidThen,
  revocation: rules.wasNotRevokedThen,
  "ca-revocation": rules.issuersWereNotRevokedThen,
};

export interface ChainReport extends Verdict {
  /** From the certificate upwards: the chain that judges best. */
  readonly chain: readonly Certificate[];
  readonly anchor: Certificate | undefined;
  /** What it rests on, for those who must be able to judge again in years. */
  readonly validation: ValidationData;
}

/**
 * Judges the chain of any X.509 certificate at a time, of OCES or not.
 *
 * @param question `requireRevocation` (default: true): an unknown status of the certificate is no pass; `requireCaRevocation`: nor is one of a CA
 */
export async function judgeChain(
  question: ChainQuestion & {
    readonly revocation: RevocationSource;
    readonly requireRevocation?: boolean;
    readonly requireCaRevocation?: boolean;
  },
): Promise<ChainReport> {
  const { certificate, at, requireRevocation = true, requireCaRevocation = false, allowSha1 } = question;
  const known = { certificate, at, revocation: [], requireRevocation, requireCaRevocation, allowSha1 };
  const candidates = findChains(question).map((chain): ChainFacts => ({ ...known, chain }));
  const judge = (facts: ChainFacts) => applyRules(RULES, facts);
  const best = await chooseBest(candidates, judge, question.revocation);
  return {
    ...judge(best),
    chain: best.chain.certificates,
    anchor: best.chain.anchor,
    validation: collectValidation(best),
  };
}
