/** Where in the document one stands: the path for people, and whether the elements around hand `xml:` attributes down. */
import { decodeUtf8 } from "./byte-string.js";
import type { StartTag, Token } from "./tokens.js";
import { XmlError } from "./xml-error.js";

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

/** A document type has some hundred; each that is counted is remembered. */
const MAX_SIBLING_NAMES = 1_000;

interface OpenElement {
  readonly local: string;
  readonly position: number; // among its siblings of that local name
  readonly hasXmlAttribute: boolean;
  counts: Map<string, number> | undefined; // of its children, by local name
}

export class Place {
  readonly #open: OpenElement[] = [];

  /** @throws XmlError "too-many-names" */
  follow(token: Token): void {
    if (token.kind === "start") this.#open.push(this.#enter(token));
    else if (token.kind === "end") this.#open.pop();
  }

  /** `/Response[1]/Assertion[2]`: local names, and which of its siblings of that local name an element is. */
  path(): string {
    return this.#open.map(({ local, position }) => `/${decodeUtf8(local)}[${position}]`).join("");
  }

  /** Whether an element around the innermost has `xml:lang`, `xml:space` or the like, which C14N 1.0 would bring along. */
  inheritsXmlAttributes(): boolean {
    return this.#open.slice(0, -1).some(({ hasXmlAttribute }) => hasXmlAttribute);
  }

  #enter({ local, attributes, start }: StartTag): OpenElement {
    const hasXmlAttribute = attributes.some(({ namespace }) => namespace === XML_NAMESPACE);
    return { local, position: this.#count(local, start), hasXmlAttribute, counts: undefined };
  }

  #count(local: string, offset: number): number {
    const parent = this.#open.at(-1);
    if (!parent) return 1;
    parent.counts ??= new Map();
    const position = (parent.counts.get(local) ?? 0) + 1;
    if (position === 1 && parent.counts.size === MAX_SIBLING_NAMES) {
      throw new XmlError("too-many-names", "Too many different elements stand side by side", offset);
    }
    parent.counts.set(local, position);
    return position;
  }
}
