/** The tokens of one element, kept until it has said itself which canonical form it is to be hashed in. */

import { type CanonicalMethod, namespacesOf } from "./canonical-method.js";
import { CanonicalWriter } from "./canonical-xml.js";
import { NamespaceScope } from "./namespace-scope.js";
import type { SignedDocumentScanner } from "./signed-document-scanner.js";
import type { StartTag, Token } from "./tokens.js";
import { readElement, type XmlElement } from "./xml-element.js";

export interface RecordedElement {
  readonly element: XmlElement;
  /** The canonical form, from the same tokens as `element`. */
  canonical(method: CanonicalMethod): Uint8Array;
}

export function recordElement(scanner: SignedDocumentScanner, first: StartTag): RecordedElement {
  const inScope = scanner.namespacesInScope();
  const tokens: Token[] = [first];
  const element = readElement(first, () => {
    const token = scanner.next();
    if (token) tokens.push(token);
    return token;
  });
  return { element, canonical: (method) => writeCanonical(tokens, inScope, method) };
}

function writeCanonical(
  tokens: readonly Token[],
  inScope: ReturnType<SignedDocumentScanner["namespacesInScope"]>,
  method: CanonicalMethod,
): Uint8Array {
  const scope = new NamespaceScope(Number.POSITIVE_INFINITY); // the scanner has kept the limits
  scope.enter(inScope, 0);
  const here = { namespacesInScope: () => scope.inScope(), findNamespace: (prefix: string) => scope.find(prefix) };
  const pieces: string[] = [];
  const writer = new CanonicalWriter((piece) => pieces.push(piece), namespacesOf(method));
  for (const token of tokens) {
    if (token.kind === "start") scope.enter(token.declarations, token.start);
    else if (token.kind === "end") scope.leave();
    writer.add(token, here);
  }
  writer.end();
  return Buffer.from(pieces.join(""), "latin1");
}
