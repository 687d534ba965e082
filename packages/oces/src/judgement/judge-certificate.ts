import * as rules from "./certificate-rules.js";
import type { CertificateFacts } from "./facts.js";
import { conclude, type Finding, type Said, type Verdict } from "./finding.js";

/** In the order in which their reasons win: what a certificate is comes before whether it still was. */
const RULES: Readonly<Record<string, (facts: CertificateFacts) => Said | readonly Said[]>> = {
  environment: rules.belongsToTheEnvironment,
  chain: rules.reachesAnAnchor,
  issuers: rules.issuersMayIssue,
  algorithms: rules.keysAreStrong,
  extensions: rules.everythingCriticalIsKnown,
  "ca-policies": rules.issuersCoverThePolicy,
  subject: rules.isAnOcesSubject,
  kind: rules.isOfAnAcceptedKind,
  "key-usage": rules.keyMaySign,
  validity: rules.wasValidThen,
  revocation: rules.wasNotRevokedThen,
  "ca-revocation": rules.issuersWereNotRevokedThen,
};

/** Applies every rule; none stops another, so the report has all there is to say. */
export function judgeCertificate(facts: CertificateFacts): Verdict {
  const findings = Object.entries(RULES).flatMap(([rule, apply]): readonly Finding[] =>
    [apply(facts)].flat().map((said) => ({ rule, ...said })),
  );
  return conclude(findings);
}
