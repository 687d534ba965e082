import type { RawExtension } from "./certificate-options.js";
import { type Der, integer, objectIdentifier, sequence, tagged, taggedPrimitive } from "./der.js";
import { type AttributeType, attribute, distinguishedName } from "./distinguished-name.js";
import { dnsName, emailName, extension, ipName, uriName } from "./extensions.js";

/** One subtree of a name space, RFC 5280 section 4.2.1.10. */
export type NameSubtree =
  /** The first RDNs of a subject, one attribute each. */
  | { readonly directory: readonly (readonly [AttributeType, string])[] }
  /** A mailbox, a host, or a domain that begins with a dot. */
  | { readonly email: string }
  | { readonly dns: string }
  /** A host, or a domain that begins with a dot. */
  | { readonly uri: string }
  /** Address and mask: 8 or 32 bytes. */
  | { readonly ip: Uint8Array };

/** What a CA certificate may demand of the chain below it; all critical, as RFC 5280 wants them. */
export interface ChainConstraints {
  readonly nameConstraints?: {
    readonly permitted?: readonly NameSubtree[];
    readonly excluded?: readonly NameSubtree[];
  };
  /** After how many certificates an explicit policy is needed, or mapping ends: RFC 5280 section 4.2.1.11. */
  readonly policyConstraints?: { readonly requireExplicitPolicy?: number; readonly inhibitPolicyMapping?: number };
  /** Pairs of OIDs, the issuer's and the subject's: RFC 5280 section 4.2.1.5. */
  readonly policyMappings?: readonly (readonly [issuerPolicy: string, subjectPolicy: string])[];
  /** After how many certificates anyPolicy stops counting: RFC 5280 section 4.2.1.14. */
  readonly inhibitAnyPolicy?: number;
  /** Address of the delta list, RFC 5280 section 4.2.1.15; not critical. */
  readonly freshestCrlUrl?: string;
}

/** The extensions for what is demanded, in the order of the options. */
export function constraintExtensions(wishes: ChainConstraints): Der[] {
  const { nameConstraints, policyConstraints, policyMappings, inhibitAnyPolicy, freshestCrlUrl } = wishes;
  const critical = (oid: string, value: Der | undefined): RawExtension[] =>
    value === undefined ? [] : [{ oid, critical: true, value }];
  return [
    ...critical("2.5.29.30", nameConstraints && constrainNames(nameConstraints)),
    ...critical("2.5.29.36", policyConstraints && constrainPolicies(policyConstraints)),
    ...critical("2.5.29.33", policyMappings && mapPolicies(policyMappings)),
    ...critical("2.5.29.54", inhibitAnyPolicy === undefined ? undefined : integer(inhibitAnyPolicy)),
    ...(freshestCrlUrl === undefined ? [] : [{ oid: "2.5.29.46", value: pointAt(freshestCrlUrl) }]),
  ].map(extension);
}

function constrainNames({ permitted = [], excluded = [] }: NonNullable<ChainConstraints["nameConstraints"]>): Der {
  const subtrees = (trees: readonly NameSubtree[]) => trees.map((tree) => sequence(generalName(tree)));
  return sequence(
    ...(permitted.length === 0 ? [] : [tagged(0, ...subtrees(permitted))]),
    ...(excluded.length === 0 ? [] : [tagged(1, ...subtrees(excluded))]),
  );
}

function generalName(tree: NameSubtree): Der {
  if ("directory" in tree)
    return tagged(4, distinguishedName(...tree.directory.map(([type, value]) => [attribute(type, value)])));
  if ("email" in tree) return emailName(tree.email);
  if ("dns" in tree) return dnsName(tree.dns);
  return "uri" in tree ? uriName(tree.uri) : ipName(tree.ip);
}

function constrainPolicies(wishes: NonNullable<ChainConstraints["policyConstraints"]>): Der {
  const skip = (tag: number, certificates: number | undefined) =>
    certificates === undefined ? [] : [taggedPrimitive(tag, Uint8Array.from([certificates]))];
  return sequence(...skip(0, wishes.requireExplicitPolicy), ...skip(1, wishes.inhibitPolicyMapping));
}

const mapPolicies = (pairs: NonNullable<ChainConstraints["policyMappings"]>): Der =>
  sequence(...pairs.map((pair) => sequence(...pair.map(objectIdentifier))));

const pointAt = (url: string): Der => sequence(sequence(tagged(0, tagged(0, uriName(url)))));
