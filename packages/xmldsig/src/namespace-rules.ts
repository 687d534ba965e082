/** Which namespaces the canonical form writes on an element: where inclusive and exclusive C14N differ. */
import { encodeUtf8 } from "./byte-string.js";
import { type Binding, NamespaceScope } from "./namespace-scope.js";
import type { StartTag } from "./tokens.js";

/** What prefixes mean where one stands in the document. */
export interface NamespacesHere {
  namespacesInScope(): readonly Binding[];
  findNamespace(prefix: string): string | undefined;
}

/** Keeps where it stands: one for each canonical form that is written. */
export interface NamespaceRule {
  /** The bindings to write on this element. */
  enter(tag: StartTag, here: NamespacesHere): readonly Binding[];
  leave(): void;
}

/** Everything in scope on the first element, what is new on the others (C14N 1.0 section 2.3). */
export class InclusiveNamespaces implements NamespaceRule {
  #isApex = true;

  enter(tag: StartTag, here: NamespacesHere): readonly Binding[] {
    if (!this.#isApex) return tag.declarations.filter(({ uri, outside }) => uri !== outside);
    this.#isApex = false;
    return here.namespacesInScope();
  }

  leave(): void {}
}

/**
 * What an element visibly uses, and the listed prefixes, unless an element around it has written the same
 * (Exclusive XML Canonicalization 1.0 section 3).
 */
export class ExclusiveNamespaces implements NamespaceRule {
  readonly #listed: ReadonlySet<string>;
  readonly #written = new NamespaceScope(Number.POSITIVE_INFINITY); // each was in scope, and so within the limits
  #isApex = true;

  /** @param inclusivePrefixes the PrefixList; `#default` means the namespace without a prefix */
  constructor(inclusivePrefixes: readonly string[] = []) {
    this.#listed = new Set(inclusivePrefixes.map((prefix) => (prefix === "#default" ? "" : encodeUtf8(prefix))));
  }

  enter(tag: StartTag, here: NamespacesHere): readonly Binding[] {
    const bindings: Binding[] = [];
    for (const prefix of this.#prefixesOn(tag)) {
      if (prefix === "xml") continue; // means the same everywhere and is never declared
      const uri = here.findNamespace(prefix) ?? "";
      if (uri !== (this.#written.find(prefix) ?? "")) bindings.push({ prefix, uri });
    }
    this.#written.enter(bindings, tag.start);
    return bindings;
  }

  leave(): void {
    this.#written.leave();
  }

  /** Each once. An element without attributes, which most are, uses one. */
  #prefixesOn(tag: StartTag): Iterable<string> {
    const listed = this.#listedFor(tag);
    if (tag.attributes.length === 0 && listed.length === 0) return [prefixOf(tag.name)];
    return new Set([...listed, ...prefixesUsedBy(tag)]);
  }

  /** The first element writes them all; from then on they can only be new where they are declared. */
  #listedFor({ declarations }: StartTag): readonly string[] {
    if (!this.#isApex) return declarations.map(({ prefix }) => prefix).filter((prefix) => this.#listed.has(prefix));
    this.#isApex = false;
    return [...this.#listed];
  }
}

/** An attribute without a prefix is in no namespace and uses none; an element without one uses the default. */
function prefixesUsedBy({ name, attributes }: StartTag): readonly string[] {
  const prefixed = attributes.filter((attribute) => attribute.name.includes(":"));
  return [prefixOf(name), ...prefixed.map((attribute) => prefixOf(attribute.name))];
}

function prefixOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(":")));
}
