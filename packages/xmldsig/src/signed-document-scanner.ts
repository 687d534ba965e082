/** The scanner of a signed document: adds the rules that hold wherever in the document one looks. */
import { DSIG } from "./algorithms.js";
import type { Binding } from "./namespace-scope.js";
import type { EndTag, StartTag, Token } from "./tokens.js";
import { XmlError } from "./xml-error.js";
import type { XmlLimits } from "./xml-limits.js";
import { XmlScanner } from "./xml-scanner.js";

/** All are remembered: a document of nothing else must not take many times its size. */
const MAX_IDS = 100_000;

export class SignedDocumentScanner {
  readonly #scanner: XmlScanner;
  readonly #startsById = new Map<string, number>();
  readonly #idNames: ReadonlySet<string>;
  readonly #maxSignatures: number;
  #signatures = 0;

  /** @param idNames attributes that are Ids in this vocabulary, besides those that are spelled so */
  constructor(
    source: Uint8Array | string,
    limits?: Partial<XmlLimits>,
    idNames: readonly string[] = [],
    maxSignatures = 1,
  ) {
    this.#scanner = new XmlScanner(source, { limits });
    this.#idNames = new Set(["id", ...idNames.map((name) => name.toLowerCase())]);
    this.#maxSignatures = maxSignatures;
  }

  next(): Token | undefined {
    const token = this.#scanner.next();
    if (token?.kind === "start") this.#check(token);
    return token;
  }

  /** The next tag, past white space. @throws XmlError "unexpected-text" */
  nextTag(): StartTag | EndTag | undefined {
    for (let token = this.next(); token !== undefined; token = this.next()) {
      if (token.kind === "start" || token.kind === "end") return token;
      if (token.kind === "text" && !/[^ \t\r\n]/.test(token.value)) continue;
      throw new XmlError("unexpected-text", "Text where none may stand", token.start);
    }
    return undefined;
  }

  namespacesInScope(): readonly Binding[] {
    return this.#scanner.namespacesInScope();
  }

  findNamespace(prefix: string): string | undefined {
    return this.#scanner.findNamespace(prefix);
  }

  /** Where the start tag stands that has this Id, of those that have gone by; `id` is a byte string. */
  startOf(id: string): number | undefined {
    return this.#startsById.get(id);
  }

  #check(tag: StartTag): void {
    if (tag.namespace === DSIG && tag.local === "Signature" && ++this.#signatures > this.#maxSignatures) {
      const most = this.#maxSignatures === 1 ? "one Signature" : `${this.#maxSignatures} Signatures`;
      throw new XmlError("second-signature", `There is more than ${most}`, tag.start);
    }
    // Verifiers differ in what they call an Id (ID, id, xml:id): no two of any spelling may have one value.
    // Those that know its type (xs:ID, xml:id) read " a " as "a".
    for (const { local, value: written } of tag.attributes) {
      if (!this.#idNames.has(local.toLowerCase())) continue;
      const value = written.replace(/^ +| +$/g, "");
      if (this.#startsById.has(value)) throw new XmlError("duplicate-id", "Two elements have the same Id", tag.start);
      if (this.#startsById.size === MAX_IDS) throw new XmlError("too-many-ids", `More than ${MAX_IDS} Ids`, tag.start);
      this.#startsById.set(value, tag.start);
    }
  }
}
