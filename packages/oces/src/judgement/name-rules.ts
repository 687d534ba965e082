/**
 * Name constraints (RFC 5280 sections 4.2.1.10 and 6.1.3 (b), (c)). The anchor's own count as well (RFC 5937), and whether the
 * extension is marked critical makes no difference. A constraint that cannot be applied leaves the answer open.
 */
import type { Certificate, NameConstraints } from "../certificate/certificate.js";
import { ATTRIBUTE } from "../certificate/distinguished-name.js";
import type { GeneralName } from "../certificate/general-name.js";
import { isSelfIssued } from "../trust/chain.js";
import type { ChainFacts } from "./chain-facts.js";
import { failed, passed, type Said, undetermined } from "./finding.js";
import { isComparable, isWithin, mayReachInto } from "./name-subtrees.js";

/** Certificates of 64 KB can hold thousands of each; nobody's time is theirs to multiply. */
const MAX_COMPARISONS = 100_000;
/** A mail address of another alphabet (RFC 9598): constraints on rfc822Name hold for it too. */
const INTERNATIONAL_MAIL = "1.3.6.1.5.5.7.8.9";
const HOST_NAME = /^(\*\.)?([a-z0-9_-]+\.)+[a-z0-9-]+$/i;

export function namesAreWithinConstraints({ chain: { certificates } }: ChainFacts): readonly Said[] {
  const constrained = certificates.flatMap(({ nameConstraints }, index) =>
    nameConstraints ? [{ nameConstraints, index }] : [],
  );
  if (constrained.length === 0) return [passed("No CA is limited to some names.")];
  const problems = constrained.flatMap(({ nameConstraints, index }) =>
    judgeOne(nameConstraints, index, certificates.slice(0, index)),
  );
  return problems.length > 0 ? problems : [passed("All names are among those the CAs may certify.")];
}

function judgeOne(constraints: NameConstraints, index: number, below: readonly Certificate[]): readonly Said[] {
  if (index === 0) return [undetermined("unsupported-chain", "The certificate itself has name constraints.")];
  const open = constraints.unsupported.map((what) =>
    undetermined("unsupported-chain", `Issuer ${index} has name constraints that are not supported: ${what}.`),
  );
  // A CA's certificate for its own new key names the CA itself, wherever that may issue.
  const bound = below.filter((certificate, place) => place === 0 || !isSelfIssued(certificate));
  const names = bound.flatMap((certificate) => namesOf(certificate, certificate === below[0]));
  if (names.length * (constraints.permitted.length + constraints.excluded.length) > MAX_COMPARISONS)
    return [...open, undetermined("unsupported-chain", `Issuer ${index} has too many name constraints.`)];
  return [
    ...open,
    ...new Map(names.flatMap((name) => judgeName(name, constraints, index)).map((s) => [s.text, s])).values(),
  ];
}

function judgeName(name: GeneralName, { permitted, excluded }: NameConstraints, index: number): readonly Said[] {
  const form = name.form === "otherName" && name.type === INTERNATIONAL_MAIL ? "rfc822Name" : name.form;
  const ofForm = (subtrees: readonly GeneralName[]) => subtrees.filter((subtree) => subtree.form === form);
  const [mayBe, mustNotBe] = [ofForm(permitted), ofForm(excluded)];
  if (mayBe.length + mustNotBe.length === 0) return [];
  if (name.form !== form)
    return [undetermined("unsupported-chain", "A mail address of another alphabet is under name constraints.")];
  if (!isComparable(name))
    return [failed("chain-refused", `A name (${form}) cannot be compared with the constraints of issuer ${index}.`)];
  if (mustNotBe.some((subtree) => mayReachInto(name, subtree)))
    return [failed("chain-refused", `A name (${form}) is among those that issuer ${index} must not certify.`)];
  const isPermitted = mayBe.length === 0 || mayBe.some((subtree) => isWithin(name, subtree));
  return isPermitted
    ? []
    : [failed("chain-refused", `A name (${form}) is not among those that issuer ${index} may certify.`)];
}

/** What a certificate calls its holder, in whichever field; an empty subject is no name. */
function namesOf({ subject, alternativeNames }: Certificate, isLeaf: boolean): readonly GeneralName[] {
  const inSubject: readonly GeneralName[] =
    subject.partKeys.length > 0 ? [{ form: "directoryName", name: subject }] : [];
  const emails = subject.values(ATTRIBUTE.email).map((text) => ({ form: "rfc822Name", text }) as const);
  // Old servers carry their host in the common name, and old clients believe it.
  const hasHosts = !isLeaf || alternativeNames.some(({ form }) => form === "dNSName");
  const hosts = hasHosts ? [] : subject.values(ATTRIBUTE.commonName).filter((text) => HOST_NAME.test(text));
  return [...inSubject, ...alternativeNames, ...emails, ...hosts.map((text) => ({ form: "dNSName", text }) as const)];
}
