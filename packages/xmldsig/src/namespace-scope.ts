/** Which prefix means what, here. Looking one up costs the same however many are in scope. */
import type { NamespaceDeclaration } from "./tokens.js";
import { XmlError } from "./xml-error.js";

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
const XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";
// An absolute URI (RFC 3986) as libxml2 also demands it, and without ampersands: libxml2 and xml-crypto write those unescaped into
// the canonical form, others escape them.
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#[\]@!$'()*+,;=%-]*$/;

export interface Binding {
  readonly prefix: string;
  readonly uri: string;
}

export class NamespaceScope {
  readonly #urisByPrefix = new Map<string, string[]>(); // the innermost last; no prefix without any
  readonly #open: (readonly Binding[])[] = [];
  readonly #maxInScope: number;
  #count = 0;

  constructor(maxInScope: number) {
    this.#maxInScope = maxInScope;
  }

  /** Enters an element. @throws XmlError "bad-namespace", "duplicate-attribute", "too-many-namespaces" */
  enter(declared: readonly Binding[], offset: number): readonly NamespaceDeclaration[] {
    this.#open.push(declared);
    if (declared.length === 0) return []; // nearly every element
    const declarations = declared.map(({ prefix, uri }) => ({ prefix, uri, outside: this.find(prefix) ?? "" }));
    for (const binding of declared) {
      checkBinding(binding, offset);
      this.#add(binding);
    }
    if (new Set(declared.map(({ prefix }) => prefix)).size < declared.length) {
      throw new XmlError("duplicate-attribute", "One element declares a prefix twice", offset);
    }
    if (this.#count > this.#maxInScope) {
      throw new XmlError("too-many-namespaces", "Too many namespaces are in scope", offset);
    }
    return declarations;
  }

  leave(): void {
    for (const { prefix } of this.#open.pop() ?? []) {
      const uris = this.#urisByPrefix.get(prefix)!;
      uris.pop();
      this.#count--;
      if (uris.length === 0) this.#urisByPrefix.delete(prefix);
    }
  }

  find(prefix: string): string | undefined {
    return prefix === "xml" ? XML_NAMESPACE : this.#urisByPrefix.get(prefix)?.at(-1);
  }

  /** @throws XmlError "undeclared-prefix" */
  resolve(prefix: string, offset: number): string {
    const uri = this.find(prefix);
    if (uri === undefined && prefix !== "")
      throw new XmlError("undeclared-prefix", "A prefix without a meaning", offset);
    return uri ?? "";
  }

  /** Every prefix that means something here, once. */
  inScope(): readonly Binding[] {
    const innermost = [...this.#urisByPrefix].map(([prefix, uris]) => ({ prefix, uri: uris.at(-1)! }));
    return innermost.filter(({ uri }) => uri !== "");
  }

  #add({ prefix, uri }: Binding): void {
    const uris = this.#urisByPrefix.get(prefix);
    if (uris) uris.push(uri);
    else this.#urisByPrefix.set(prefix, [uri]);
    this.#count++;
  }
}

// Namespaces in XML 1.0 sections 2.2, 3 and 5; relative names of namespaces are refused as C14N 1.0 (section 1.3) demands.
function checkBinding({ prefix, uri }: Binding, offset: number): void {
  if (prefix === "xmlns" || prefix === "xml" || uri === XMLNS_NAMESPACE || uri === XML_NAMESPACE) {
    throw new XmlError("bad-namespace", "A reserved prefix or namespace is declared", offset);
  }
  if (uri === "" && prefix !== "") throw new XmlError("bad-namespace", "A prefix is declared as nothing", offset);
  if (uri !== "" && !ABSOLUTE.test(uri)) {
    throw new XmlError("bad-namespace", "A namespace is not named by an absolute URI", offset);
  }
}
