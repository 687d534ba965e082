import { applyRules, type Rules } from "./apply-rules.js";
import * as rules from "./certificate-rules.js";
import * as chains from "./chain-rules.js";
import type { CertificateFacts } from "./facts.js";
import type { Verdict } from "./finding.js";
import { namesAreWithinConstraints } from "./name-rules.js";

/** In the order in which their reasons win: what a certificate is comes before whether it still was. */
const RULES: Rules<CertificateFacts> = {
  environment: rules.belongsToTheEnvironment,
  chain: chains.reachesAnAnchor,
  issuers: chains.issuersMayIssue,
  names: namesAreWithinConstraints,
  algorithms: chains.keysAreStrong,
  extensions: chains.everythingCriticalIsKnown,
  "ca-policies": rules.issuersCoverThePolicy,
  subject: rules.isAnOcesSubject,
  kind: rules.isOfAnAcceptedKind,
  "key-usage": rules.keyMaySign,
  validity: chains.wasValidThen,
  revocation: chains.wasNotRevokedThen,
  "ca-revocation": chains.issuersWereNotRevokedThen,
};

/** Applies every rule; none stops another, so the report has all there is to say. */
export function judgeCertificate(facts: CertificateFacts): Verdict {
  return applyRules(RULES, facts);
}
