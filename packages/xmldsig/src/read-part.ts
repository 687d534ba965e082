/** The document goes by once more, up to the part that a reference points at: hashed, and built into a tree where one is wanted. */
import { createHash, type Hash } from "node:crypto";
import { decodeUtf8 } from "./byte-string.js";
import { type CanonicalMethod, namespacesOf } from "./canonical-method.js";
import { CanonicalWriter } from "./canonical-xml.js";
import type { PlacedScanner } from "./placed-scanner.js";
import type { StartTag, Token } from "./tokens.js";
import { readElement, type XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";

export interface PartToRead {
  readonly start: number; // of its start tag
  readonly leaveOut: number | undefined; // where the Signature begins that does not belong to it
  readonly canonicalization: CanonicalMethod;
  readonly hash: string;
  /** Takes the canonical form as it is written, as byte strings; without it that form is kept nowhere. */
  readonly write?: (piece: string) => void;
}
export interface ReadPart {
  readonly path: string;
  readonly namespace: string;
  readonly name: string;
  readonly bytes: number; // of the canonical form
  readonly sha256: Uint8Array;
  readonly digest: Uint8Array; // by the hash that was asked for
  readonly element: XmlElement | undefined;
}

/** @throws XmlError "transform" when the part has no such Signature to leave out, "unexpected-attribute" */
export function readPart(scanner: PlacedScanner, part: PartToRead, wantsElement: boolean): ReadPart {
  const first = findStart(scanner, part.start);
  const path = scanner.place.path();
  if (part.canonicalization.kind === "inclusive") refuseInherited(scanner.place.inheritsXmlAttributes());
  const hashes = new Map(["sha256", part.hash].map((name) => [name, createHash(name)]));
  let bytes = 0;
  const writer = new CanonicalWriter((piece) => {
    bytes += piece.length;
    part.write?.(piece);
    for (const hash of hashes.values()) hash.update(piece, "latin1");
  }, namespacesOf(part.canonicalization));
  let hasLeftOut = part.leaveOut === undefined;
  const next = (): Token | undefined => {
    let token = scanner.next();
    if (token?.kind === "start" && token.start === part.leaveOut) {
      skip(scanner);
      hasLeftOut = true;
      token = next();
    } else if (token) writer.add(token, scanner);
    return token;
  };
  writer.add(first, scanner);
  const element = wantsElement ? readElement(first, next) : pass(next);
  writer.end();
  if (!hasLeftOut) throw new XmlError("transform", "A signature leaves itself out of something it does not stand in");
  const digest = Object.fromEntries([...hashes].map(([name, hash]: [string, Hash]) => [name, hash.digest()]));
  const name = decodeUtf8(first.local);
  const namespace = decodeUtf8(first.namespace);
  return { path, namespace, name, bytes, sha256: digest.sha256!, digest: digest[part.hash]!, element };
}

/** C14N 1.0 would write the `xml:` attributes of the elements around on the first one; libraries differ in whether they do. */
export function refuseInherited(inherits: boolean): void {
  if (!inherits) return;
  throw new XmlError("unexpected-attribute", "An xml: attribute around a part belongs to its inclusive canonical form");
}

function findStart(scanner: PlacedScanner, start: number): StartTag {
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    if (token.kind === "start" && token.start === start) return token;
  }
  throw new XmlError("unresolved-reference", "A reference points at nothing");
}

function skip(scanner: PlacedScanner): void {
  pass(() => scanner.next());
}

/** To the end of the element whose start tag came last. */
function pass(next: () => Token | undefined): undefined {
  for (let depth = 1; depth > 0; ) {
    const token = next();
    if (token === undefined) throw new XmlError("malformed", "The document ends inside an element");
    if (token.kind === "start") depth++;
    else if (token.kind === "end") depth--;
  }
}
