/** The scanner of a signed document: adds the rules that hold wherever in the document one looks. */
import type { Binding } from "./namespace-scope.js";
import type { EndTag, StartTag, Token } from "./tokens.js";
import { XmlError } from "./xml-error.js";
import type { XmlLimits } from "./xml-limits.js";
import { XmlScanner } from "./xml-scanner.js";

export const DSIG = "http://www.w3.org/2000/09/xmldsig#";

export class SignedDocumentScanner {
  readonly #scanner: XmlScanner;
  readonly #ids = new Set<string>();
  #hasSignature = false;

  constructor(bytes: Uint8Array, limits?: Partial<XmlLimits>) {
    this.#scanner = new XmlScanner(bytes, { limits });
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

  #check(tag: StartTag): void {
    if (tag.namespace === DSIG && tag.local === "Signature") {
      if (this.#hasSignature) throw new XmlError("second-signature", "There is more than one Signature", tag.start);
      this.#hasSignature = true;
    }
    // Verifiers differ in what they call an Id (ID, id, xml:id): no two of any spelling may have one value.
    for (const { local, value } of tag.attributes) {
      if (local.toLowerCase() !== "id") continue;
      if (this.#ids.has(value)) throw new XmlError("duplicate-id", "Two elements have the same Id", tag.start);
      this.#ids.add(value);
    }
  }
}
