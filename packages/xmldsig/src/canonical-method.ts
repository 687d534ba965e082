/** A canonical form as a SignedInfo names it: inclusive, or exclusive with a list of prefixes; neither with comments. */
import { CANONICAL_XML, EXCLUSIVE_CANONICAL_XML } from "./algorithms.js";
import { ExclusiveNamespaces, InclusiveNamespaces, type NamespaceRule } from "./namespace-rules.js";
import { elementsOf, expectAttributes } from "./signed-info.js";
import type { XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";

/** Each listed prefix is looked up on each element. */
const MAX_PREFIXES = 32;

export type CanonicalMethod =
  | { readonly kind: "inclusive" }
  | { readonly kind: "exclusive"; readonly prefixes: readonly string[] }; // as listed, `#default` for the one without

export const INCLUSIVE: CanonicalMethod = { kind: "inclusive" };

/** By the name in `Algorithm` and the parameters inside; undefined when the name is of something else. @throws XmlError */
export function findCanonicalMethod(algorithm: string | undefined, element: XmlElement): CanonicalMethod | undefined {
  const parameters = elementsOf(element);
  if (algorithm === EXCLUSIVE_CANONICAL_XML) return { kind: "exclusive", prefixes: readPrefixes(parameters) };
  if (algorithm !== CANONICAL_XML) return undefined;
  if (parameters.length > 0) throw unexpectedParameter();
  return INCLUSIVE;
}

/** Keeps where it stands: a new one for each form that is written. */
export function namespacesOf(method: CanonicalMethod): NamespaceRule {
  return method.kind === "inclusive" ? new InclusiveNamespaces() : new ExclusiveNamespaces(method.prefixes);
}

/** What an exclusive transform has inside. @throws XmlError "unexpected-element", "too-many-namespaces" */
export function readPrefixes([inclusive, ...more]: readonly XmlElement[]): readonly string[] {
  if (inclusive === undefined) return [];
  const isList = inclusive.name === "InclusiveNamespaces" && inclusive.namespace === EXCLUSIVE_CANONICAL_XML;
  if (!isList || more.length > 0 || elementsOf(inclusive).length > 0) throw unexpectedParameter();
  const { PrefixList: list = "" } = expectAttributes(inclusive, ["PrefixList"]);
  const prefixes = list.split(/[ \t\r\n]+/).filter(Boolean);
  if (prefixes.length > MAX_PREFIXES) throw new XmlError("too-many-namespaces", "Too many prefixes are listed");
  return prefixes;
}

function unexpectedParameter(): XmlError {
  return new XmlError("unexpected-element", "A transform has a parameter it does not take");
}
