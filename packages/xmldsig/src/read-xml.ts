import { createHash } from "node:crypto";
import { CanonicalWriter } from "./canonical-xml.js";
import { ExclusiveNamespaces, InclusiveNamespaces, type NamespaceRule } from "./namespace-rules.js";
import type { StartTag } from "./tokens.js";
import { readElement, type XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";
import { type ScanOptions, XmlScanner } from "./xml-scanner.js";

/**
 * Reads a whole document as a tree, with the same strictness as a signed one.
 * `admitComments` lets comments stand between elements, never in text.
 *
 * @throws XmlError
 */
export function readXml(bytes: Uint8Array, options?: ScanOptions): XmlElement {
  const scanner = new XmlScanner(bytes, options);
  const root = readElement(firstTag(scanner), () => scanner.next(), options?.keepPrefixes ? new Map() : undefined);
  scanner.next();
  return root;
}

/** Inclusive C14N 1.0 without comments of a document's root element. @throws XmlError */
export function canonicalize(bytes: Uint8Array, options?: ScanOptions): Uint8Array {
  return write(new XmlScanner(bytes, options), new InclusiveNamespaces());
}

/**
 * Exclusive C14N 1.0 without comments of a document's root element.
 *
 * @param inclusivePrefixes the PrefixList: prefixes that stay although no name uses them; `#default` for the one without
 * @throws XmlError
 */
export function canonicalizeExclusively(
  bytes: Uint8Array,
  inclusivePrefixes: readonly string[] = [],
  options?: ScanOptions,
): Uint8Array {
  return write(new XmlScanner(bytes, options), new ExclusiveNamespaces(inclusivePrefixes));
}

/** SHA-256 of that form, which is kept nowhere: for documents of many megabytes. @throws XmlError */
export function hashExclusively(bytes: Uint8Array, options?: ScanOptions): Uint8Array {
  const hash = createHash("sha256");
  writeTo((piece) => void hash.update(piece, "latin1"), new XmlScanner(bytes, options), new ExclusiveNamespaces([]));
  return hash.digest();
}

function write(scanner: XmlScanner, namespaces: NamespaceRule): Uint8Array {
  const pieces: string[] = [];
  writeTo((piece) => void pieces.push(piece), scanner, namespaces);
  return Buffer.from(pieces.join(""), "latin1");
}

function writeTo(take: (piece: string) => void, scanner: XmlScanner, namespaces: NamespaceRule): void {
  const writer = new CanonicalWriter(take, namespaces);
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) writer.add(token, scanner);
  writer.end();
}

function firstTag(scanner: XmlScanner): StartTag {
  const token = scanner.next();
  if (token?.kind !== "start") throw new XmlError("malformed", "There is no root element");
  return token;
}
