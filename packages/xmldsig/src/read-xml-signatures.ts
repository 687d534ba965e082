/**
 * Every signature of a document, of any shape that points into the document itself:
 *
 *   findSignatures -> SignedInfo, Ids -> readPart for each reference -> hash, and what it covers
 *
 * The same scanner reads the same bytes each time, and each token of a part goes into its hash and into what is told of it, or
 * into its tree: nothing is looked up in a document beside the one that was hashed. What no reference covers is told by nobody.
 */
import { createHash, type KeyObject } from "node:crypto";
import { encodeUtf8 } from "./byte-string.js";
import { type FoundSignature, type FoundSignatures, findSignatures } from "./find-signatures.js";
import { type FreeReference, type FreeSignedInfo, readFreeSignedInfo } from "./free-signed-info.js";
import { PlacedScanner } from "./placed-scanner.js";
import { type PartToRead, type ReadPart, readPart, refuseInherited } from "./read-part.js";
import { isSignedBy } from "./signature-parts.js";
import type { XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";
import type { XmlLimits } from "./xml-limits.js";

/** SAML 1.1's; SAML 2.0 and XML Signature itself spell theirs ID and Id, which always count, in any case. */
const SAML_IDS = ["AssertionID", "ResponseID", "RequestID"];
/** Over all signatures: each is another time that the document goes by. */
const MAX_REFERENCES = 16;
const MIN_MODULUS_BITS = 2048;

export interface XmlSignaturesOptions {
  /** Attributes that are Ids too. No two of any name may have one value. */
  readonly idAttributes?: readonly string[];
  /** What a reference to something outside of the document is to; undefined: there is none. Left out, such references are refused. */
  readonly detached?: (uri: string) => Uint8Array | undefined;
  readonly limits?: Partial<XmlLimits>;
}

/** One signature. Nothing is known of its key yet: that is the caller's to bring. */
export interface XmlSignature {
  readonly path: string; // `/Response[1]/Signature[1]`
  /** DER, in document order. They prove nothing by themselves. */
  readonly certificates: readonly Uint8Array[];
  /** Why it is not judged: an algorithm, transform or reference that is not accepted. `covered` is empty then. */
  readonly refusal: XmlError | undefined;
  /** What its references point at, in their order. */
  readonly covered: readonly CoveredPart[];
  /** Whether every digest fits *and* the signature was made with this RSA key of at least 2048 bits. */
  isMadeWith(publicKey: KeyObject): boolean;
  /** The covered parts of this document as they were hashed; undefined unless `isMadeWith` this key. */
  openWith(publicKey: KeyObject): readonly XmlElement[] | undefined;
}
export interface CoveredPart {
  readonly id: string | undefined; // undefined: the reference is to the whole document, or to something outside
  readonly uri?: string; // of something outside; it has no path, namespace or name, and its bytes are what they are
  readonly path: string;
  readonly namespace: string;
  readonly name: string;
  readonly isWholeDocument: boolean; // but for the Signature itself, where that is left out
  readonly bytes: number; // of the canonical form
  readonly sha256: Uint8Array; // of the canonical form, whichever hash the reference states
  readonly digestMatches: boolean;
  /** What was hashed; read once more, since it is kept nowhere. */
  octets(): Uint8Array;
}

/**
 * Reads all signatures of a document: same-document references, RSA with SHA-2, inclusive or exclusive C14N, enveloped or not.
 *
 * @returns at least one, in document order
 * @throws XmlError for what is not well-formed or not accepted in any document, for two equal Ids, and "no-signature"
 */
export function readXmlSignatures(bytes: Uint8Array, options: XmlSignaturesOptions = {}): readonly XmlSignature[] {
  const scan = {
    bytes: Uint8Array.from(bytes),
    limits: options.limits,
    idNames: [...SAML_IDS, ...(options.idAttributes ?? [])],
    detached: options.detached ?? (() => undefined),
  };
  const found = findSignatures(scan.bytes, scan.limits, scan.idNames);
  if (found.signatures.length === 0) throw new XmlError("no-signature", "There is no Signature");
  let referencesLeft = MAX_REFERENCES;
  return found.signatures.map((signature) => {
    try {
      const info = readFreeSignedInfo(signature.signedInfo.element, options.detached !== undefined);
      if (info.canonicalization.kind === "inclusive") refuseInherited(signature.inheritsXmlAttributes);
      referencesLeft -= info.references.length;
      if (referencesLeft < 0) throw new XmlError("too-many-references", `More than ${MAX_REFERENCES} references`);
      return judgeable(scan, found, signature, info);
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      return refused(signature, error);
    }
  });
}

interface Scan {
  readonly bytes: Uint8Array;
  readonly limits: Partial<XmlLimits> | undefined;
  readonly idNames: readonly string[];
  readonly detached: (uri: string) => Uint8Array | undefined;
}

function refused({ path, certificates }: FoundSignature, refusal: XmlError): XmlSignature {
  return { path, certificates, refusal, covered: [], isMadeWith: () => false, openWith: () => undefined };
}

function judgeable(scan: Scan, found: FoundSignatures, signature: FoundSignature, info: FreeSignedInfo): XmlSignature {
  const { path, certificates, signatureValue } = signature;
  const parts = info.references.map((reference) =>
    reference.uri === undefined ? locate(reference, found, signature) : undefined,
  );
  const read = (part: PartToRead, wantsElement: boolean): ReadPart =>
    readPart(new PlacedScanner(scan.bytes, scan.limits, scan.idNames), part, wantsElement);
  const covered = parts.map((part, index) =>
    part
      ? {
          ...describe(info.references[index]!, read(part, false), part.start === found.rootStart),
          octets: () => octetsOf((write) => read({ ...part, write }, false)),
        }
      : describeDetached(info.references[index]!, scan),
  );
  const canonical = signature.signedInfo.canonical(info.canonicalization);
  const isMadeWith = (key: KeyObject) =>
    covered.every(({ digestMatches }) => digestMatches) &&
    (key.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_MODULUS_BITS &&
    isSignedBy(key, canonical, signatureValue, info.hash);
  return {
    path,
    certificates,
    refusal: undefined,
    covered,
    isMadeWith,
    openWith: (key) =>
      isMadeWith(key) ? parts.flatMap((part) => (part ? [read(part, true).element!] : [])) : undefined,
  };
}

function locate(reference: FreeReference, found: FoundSignatures, signature: FoundSignature): PartToRead {
  const { id, isEnveloped, canonicalization, hash } = reference;
  const start = id === undefined ? found.rootStart : found.startOf(encodeUtf8(id));
  if (start === undefined) throw new XmlError("unresolved-reference", "A reference points at an Id that nothing has");
  return { start, leaveOut: isEnveloped ? signature.start : undefined, canonicalization, hash };
}

function octetsOf(read: (write: (piece: string) => void) => void): Uint8Array {
  const pieces: Buffer[] = [];
  read((piece) => void pieces.push(Buffer.from(piece, "latin1")));
  return Buffer.concat(pieces);
}

function describe(
  { id, digest }: FreeReference,
  part: ReadPart,
  isWholeDocument: boolean,
): Omit<CoveredPart, "octets"> {
  const { path, namespace, name, bytes, sha256 } = part;
  const digestMatches = Buffer.from(part.digest).equals(digest);
  return { id, path, namespace, name, isWholeDocument, bytes, sha256, digestMatches };
}

function describeDetached({ uri = "", hash, digest }: FreeReference, scan: Scan): CoveredPart {
  const bytes = scan.detached(uri);
  if (!bytes) throw new XmlError("unresolved-reference", "A reference points at something that is not at hand");
  const digestOf = (name: string) => createHash(name).update(bytes).digest();
  return {
    id: undefined,
    uri,
    path: "",
    namespace: "",
    name: "",
    isWholeDocument: false,
    bytes: bytes.length,
    sha256: digestOf("sha256"),
    digestMatches: digestOf(hash).equals(digest),
    octets: () => bytes,
  };
}
