/**
 * Canonical XML 1.0 without comments (W3C REC-xml-c14n-20010315) of one element, written token by token. Inclusive and exclusive
 * differ in which namespaces are written where, and in nothing else: that is the rule's to say.
 *
 * The element may stand inside others. Their `xml:` attributes, which the inclusive form also brings along, are the caller's to
 * refuse: `readSignedXml` admits none there.
 */
import { InclusiveNamespaces, type NamespaceRule, type NamespacesHere } from "./namespace-rules.js";
import type { Binding } from "./namespace-scope.js";
import type { Attribute, StartTag, Token } from "./tokens.js";

const CHUNK = 16 * 1024;

export class CanonicalWriter {
  readonly #write: (canonical: string) => void;
  readonly #namespaces: NamespaceRule;
  #pending = "";

  /** @param write takes byte strings, in pieces of any length */
  constructor(write: (canonical: string) => void, namespaces: NamespaceRule = new InclusiveNamespaces()) {
    this.#write = write;
    this.#namespaces = namespaces;
  }

  /** @param here what prefixes mean inside the element, when the token is its start tag */
  add(token: Token, here: NamespacesHere): void {
    if (token.kind === "text") this.#put(escapeText(token.value));
    else if (token.kind === "start") this.#put(startTag(token, this.#namespaces.enter(token, here)));
    else if (token.kind === "end") {
      this.#namespaces.leave();
      this.#put(`</${token.name}>`);
    }
  }

  end(): void {
    this.#write(this.#pending);
    this.#pending = "";
  }

  #put(canonical: string): void {
    // In pieces, so that a document of many megabytes is never copied as a whole.
    for (let start = 0; start < canonical.length; start += CHUNK) {
      this.#pending += canonical.slice(start, start + CHUNK);
      if (this.#pending.length > CHUNK) this.end();
    }
  }
}

function startTag(tag: StartTag, bindings: readonly Binding[]): string {
  let canonical = `<${tag.name}`; // names of namespaces need no escaping: the scanner refuses those that would
  for (const { prefix, uri } of sorted(bindings, byPrefix)) {
    canonical += prefix === "" ? ` xmlns="${uri}"` : ` xmlns:${prefix}="${uri}"`;
  }
  for (const { name, value } of sorted(tag.attributes, byNamespaceThenName)) {
    canonical += ` ${name}="${escapeAttribute(value)}"`;
  }
  return `${canonical}>`;
}

function sorted<T>(items: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  return items.length < 2 ? items : [...items].sort(compare);
}

function byPrefix(a: Binding, b: Binding): number {
  return compareBytes(a.prefix, b.prefix);
}

function byNamespaceThenName(a: Attribute, b: Attribute): number {
  return compareBytes(a.namespace, b.namespace) || compareBytes(a.local, b.local);
}

function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const IN_TEXT: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;" };
const IN_ATTRIBUTE: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

/** Character data as C14N writes it (section 2.3). */
export function escapeText(value: string): string {
  return /[&<>\r]/.test(value) ? value.replace(/[&<>\r]/g, (character) => IN_TEXT[character]!) : value;
}

/** An attribute's value as C14N writes it, between double quotes (section 2.3). */
export function escapeAttribute(value: string): string {
  return /[&<"\t\n\r]/.test(value) ? value.replace(/[&<"\t\n\r]/g, (character) => IN_ATTRIBUTE[character]!) : value;
}
