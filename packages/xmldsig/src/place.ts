/** Where in the document one stands: the path for people, and whether the elements around hand `xml:` attributes down. */
import { decodeUtf8 } from "./byte-string.js";
import type { StartTag, Token } from "./tokens.js";

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

interface OpenElement {
  readonly step: string;
  readonly hasXmlAttribute: boolean;
  readonly counts: Map<string, number>; // of its children, by local name
}

export class Place {
  readonly #open: OpenElement[] = [];

  follow(token: Token): void {
    if (token.kind === "start") this.#open.push(this.#enter(token));
    else if (token.kind === "end") this.#open.pop();
  }

  /** `/Response[1]/Assertion[2]`: local names, and which of its siblings of that local name an element is. */
  path(): string {
    return this.#open.map(({ step }) => `/${decodeUtf8(step)}`).join("");
  }

  /** Whether an element around the innermost has `xml:lang`, `xml:space` or the like, which C14N 1.0 would bring along. */
  inheritsXmlAttributes(): boolean {
    return this.#open.slice(0, -1).some(({ hasXmlAttribute }) => hasXmlAttribute);
  }

  #enter({ local, attributes }: StartTag): OpenElement {
    const siblings = this.#open.at(-1)?.counts;
    const position = (siblings?.get(local) ?? 0) + 1;
    siblings?.set(local, position);
    const hasXmlAttribute = attributes.some(({ namespace }) => namespace === XML_NAMESPACE);
    return { step: `${local}[${position}]`, hasXmlAttribute, counts: new Map() };
  }
}
