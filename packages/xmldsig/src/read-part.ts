/** The parts that references point at: all hashed while the document goes by once more, and one built into a tree where it is wanted. */
import { decodeUtf8 } from "./byte-string.js";
import { type HashedPart, PartHash, type PartToRead } from "./hash-part.js";
import type { PlacedScanner } from "./placed-scanner.js";
import type { StartTag } from "./tokens.js";
import { readElement, type XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";

/** How many parts may lie one in another or in the same place: each of them is written and hashed. */
const MAX_AT_ONCE = 3;

export interface ReadPart extends HashedPart {
  readonly path: string;
  readonly namespace: string;
  readonly name: string;
}

interface OpenPart {
  readonly part: PartToRead;
  readonly hash: PartHash;
  readonly where: Pick<ReadPart, "path" | "namespace" | "name">;
}

/** For each part what it is, or why it is not taken: "transform", "unexpected-attribute", "too-many-references". */
export function hashParts(
  scanner: PlacedScanner,
  parts: readonly PartToRead[],
): ReadonlyMap<PartToRead, ReadPart | XmlError> {
  const waiting = new Map(parts.map(({ start }) => [start, parts.filter((part) => part.start === start)]));
  const results = new Map<PartToRead, ReadPart | XmlError>();
  let open: readonly OpenPart[] = [];
  for (let token = scanner.next(); token !== undefined && results.size < parts.length; token = scanner.next()) {
    for (const part of (token.kind === "start" && waiting.get(token.start)) || []) {
      const opened = attempt(() => openPart(part, token as StartTag, scanner, open.length));
      if (opened instanceof XmlError) results.set(part, opened);
      else open = [...open, opened];
    }
    for (const { hash } of open) hash.add(token, scanner);
    if (token.kind === "end" && open.some(({ hash }) => hash.isComplete)) {
      for (const { part, hash, where } of open.filter(({ hash }) => hash.isComplete)) {
        results.set(
          part,
          attempt(() => ({ ...where, ...hash.end() })),
        );
      }
      open = open.filter(({ hash }) => !hash.isComplete);
    }
  }
  return results;
}

/** A part as a tree, from the tokens that are hashed. @throws XmlError when its digest is another than this */
export function readPart(scanner: PlacedScanner, part: PartToRead, digest: Uint8Array): XmlElement {
  const hash = new PartHash(part);
  const first = findStart(scanner, part.start);
  hash.add(first, scanner);
  const element = readElement(first, () => {
    let token = scanner.next();
    while (token && !hash.add(token, scanner)) token = scanner.next();
    return token;
  });
  if (Buffer.from(hash.end().digest).equals(digest)) return element;
  throw new XmlError("unresolved-reference", "A part was read that is not the one that was hashed");
}

/** C14N 1.0 would write the `xml:` attributes of the elements around on the first one; libraries differ in whether they do. */
export function refuseInherited(inherits: boolean): void {
  if (!inherits) return;
  throw new XmlError("unexpected-attribute", "An xml: attribute around a part belongs to its inclusive canonical form");
}

/** @param others how many are open here */
function openPart(part: PartToRead, tag: StartTag, scanner: PlacedScanner, others: number): OpenPart {
  if (others === MAX_AT_ONCE) {
    throw new XmlError("too-many-references", `More than ${MAX_AT_ONCE} references cover the same element`, tag.start);
  }
  if (part.canonicalization.kind === "inclusive") refuseInherited(scanner.place.inheritsXmlAttributes());
  const where = { path: scanner.place.path(), namespace: decodeUtf8(tag.namespace), name: decodeUtf8(tag.local) };
  return { part, hash: new PartHash(part), where };
}

function findStart(scanner: PlacedScanner, start: number): StartTag {
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    if (token.kind === "start" && token.start === start) return token;
  }
  throw new XmlError("unresolved-reference", "A reference points at nothing");
}

function attempt<T>(act: () => T): T | XmlError {
  try {
    return act();
  } catch (error) {
    if (error instanceof XmlError) return error;
    throw error;
  }
}
