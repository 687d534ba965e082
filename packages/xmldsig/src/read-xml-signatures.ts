/**
 * Every signature of a document, of any shape that points into the document itself:
 *
 *   findSignatures -> SignedInfo, Ids -> hashParts -> of each part its hash, and what it is
 *
 * The same scanner reads the same characters each time, and each token of a part goes into its hash and into what is told of it, or
 * into its tree: nothing is looked up in a document beside the one that was hashed. What no reference covers is told by nobody.
 */
import { createHash, type KeyObject } from "node:crypto";
import { encodeUtf8, viewBytes } from "./byte-string.js";
import { type FoundSignature, type FoundSignatures, findSignatures } from "./find-signatures.js";
import { type FreeReference, type FreeSignedInfo, readFreeSignedInfo } from "./free-signed-info.js";
import type { PartToRead } from "./hash-part.js";
import { PlacedScanner } from "./placed-scanner.js";
import { hashParts, type ReadPart, readPart, refuseInherited } from "./read-part.js";
import { isSignedBy } from "./signature-parts.js";
import type { XmlElement } from "./xml-element.js";
import { XmlError } from "./xml-error.js";
import { DEFAULT_XML_LIMITS, type XmlLimits } from "./xml-limits.js";

/** SAML 1.1's; SAML 2.0 and XML Signature itself spell theirs ID and Id, which always count, in any case. */
const SAML_IDS = ["AssertionID", "ResponseID", "RequestID"];
/** Over all signatures. */
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
  /** All but the Signature itself, where that is left out and holds nothing besides a signature. */
  readonly isWholeDocument: boolean;
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
  const { limits } = options;
  const source = viewBytes(bytes, { ...DEFAULT_XML_LIMITS, ...limits }.bytes);
  const idNames = [...SAML_IDS, ...(options.idAttributes ?? [])];
  const openScanner = () => new PlacedScanner(source, limits, idNames);
  const found = findSignatures(openScanner());
  if (found.signatures.length === 0) throw new XmlError("no-signature", "There is no Signature");
  const plans = planAll(found, options.detached);
  const parts = hashParts(
    openScanner(),
    plans.flatMap((plan) => ("parts" in plan ? plan.parts.filter(isInside) : [])),
  );
  return plans.map((plan) => {
    if (!("parts" in plan)) return refused(plan.signature, plan.refusal);
    const covered = plan.parts.map((part) => (isInside(part) ? parts.get(part)! : part));
    const refusal = covered.find((part) => part instanceof XmlError);
    if (refusal) return refused(plan.signature, refusal);
    return judgeable(plan, covered as readonly (ReadPart | Outside)[], found.rootStart, openScanner);
  });
}

/** What is to be read for a signature, or why it is not judged. */
type Plan = Planned | { readonly signature: FoundSignature; readonly refusal: XmlError };
interface Planned {
  readonly signature: FoundSignature;
  readonly info: FreeSignedInfo;
  readonly parts: readonly (PartToRead | Outside)[]; // one for each reference
}
/** What a reference is to that is no part of the document. */
interface Outside {
  readonly outside: Uint8Array;
}
type FindOutside = (uri: string) => Uint8Array | undefined;

function isInside(part: PartToRead | Outside): part is PartToRead {
  return !("outside" in part);
}

function planAll(found: FoundSignatures, detached: FindOutside | undefined): readonly Plan[] {
  let referencesLeft = MAX_REFERENCES;
  return found.signatures.map((signature): Plan => {
    try {
      const info = readFreeSignedInfo(signature.signedInfo.element, detached !== undefined);
      if (info.canonicalization.kind === "inclusive") refuseInherited(signature.inheritsXmlAttributes);
      referencesLeft -= info.references.length;
      if (referencesLeft < 0) throw new XmlError("too-many-references", `More than ${MAX_REFERENCES} references`);
      return {
        signature,
        info,
        parts: info.references.map((reference) => locate(reference, found, signature, detached)),
      };
    } catch (refusal) {
      if (!(refusal instanceof XmlError)) throw refusal;
      return { signature, refusal };
    }
  });
}

function locate(
  reference: FreeReference,
  found: FoundSignatures,
  signature: FoundSignature,
  detached: FindOutside | undefined,
): PartToRead | Outside {
  const { id, uri, isEnveloped, canonicalization, hash } = reference;
  if (uri !== undefined) {
    const outside = detached?.(uri);
    if (outside) return { outside };
    throw new XmlError("unresolved-reference", "A reference points at something that is not at hand");
  }
  const start = id === undefined ? found.rootStart : found.startOf(encodeUtf8(id));
  if (start === undefined) throw new XmlError("unresolved-reference", "A reference points at an Id that nothing has");
  return { start, leaveOut: isEnveloped ? signature.start : undefined, canonicalization, hash };
}

function refused({ path, certificates }: FoundSignature, refusal: XmlError): XmlSignature {
  return { path, certificates, refusal, covered: [], isMadeWith: () => false, openWith: () => undefined };
}

function judgeable(
  { signature, info, parts }: Planned,
  read: readonly (ReadPart | Outside)[],
  rootStart: number,
  openScanner: () => PlacedScanner,
): XmlSignature {
  const { path, certificates, signatureValue } = signature;
  const covered = info.references.map((reference, index) => {
    const [part, hashed] = [parts[index]!, read[index]!];
    if ("outside" in hashed || !isInside(part)) return describeOutside(reference, part as Outside);
    const isWhole = part.start === rootStart && !(reference.isEnveloped && signature.holdsContent);
    return { ...describe(reference, hashed, isWhole), octets: () => octetsOf(openScanner(), part, hashed.digest) };
  });
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
      isMadeWith(key)
        ? parts.flatMap((part, index) =>
            isInside(part) ? [readPart(openScanner(), part, (read[index] as ReadPart).digest)] : [],
          )
        : undefined,
  };
}

function octetsOf(scanner: PlacedScanner, part: PartToRead, digest: Uint8Array): Uint8Array {
  const pieces: Buffer[] = [];
  readPart(scanner, { ...part, write: (piece) => void pieces.push(Buffer.from(piece, "latin1")) }, digest);
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

function describeOutside({ uri, hash, digest }: FreeReference, { outside }: Outside): CoveredPart {
  const digestOf = (name: string) => createHash(name).update(outside).digest();
  return {
    id: undefined,
    ...(uri !== undefined && { uri }),
    path: "",
    namespace: "",
    name: "",
    isWholeDocument: false,
    bytes: outside.length,
    sha256: digestOf("sha256"),
    digestMatches: digestOf(hash).equals(digest),
    octets: () => outside,
  };
}
