import { createHash } from "node:crypto";
import { type BaseBlock, Constructed, fromBER, Integer, ObjectIdentifier, OctetString, Sequence } from "asn1js";
import { nameOf } from "../certificates/authority.js";
import type { CaCertificate } from "../certificates/ca-certificate.js";
import { publicKeyBits } from "../certificates/write-certificate.js";

/** Which certificate is asked about: RFC 6960 section 4.1.1. */
export interface CertId {
  readonly hash: "md5" | "sha1" | "sha256" | "sha512";
  readonly issuerNameHash: string;
  readonly issuerKeyHash: string;
  /** Upper-case hexadecimal without leading zeros. */
  readonly serial: string;
}

export interface OcspQuestion {
  readonly certIds: readonly CertId[];
  /** DER of the nonce extension's value, when sent. */
  readonly nonce: Uint8Array | undefined;
}

const HASHES: Record<string, CertId["hash"]> = {
  "1.2.840.113549.2.5": "md5", // which no client asks with
  "1.3.14.3.2.26": "sha1",
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
const NONCE = "1.3.6.1.5.5.7.48.1.2";

/** Reads a DER OCSPRequest. Throws when it is none, names no certificate, or hashes in a way nobody uses. */
export function readOcspRequest(der: Uint8Array): OcspQuestion {
  const { result, offset } = fromBER(der);
  if (offset !== der.length) throw new Error("not one DER value");
  const parts = itemsOf(itemsOf(result)[0]);
  const list = parts.find((part) => part instanceof Sequence);
  const certIds = itemsOf(list).map((request) => readCertId(itemsOf(request)[0]));
  if (certIds.length === 0) throw new Error("asks about nothing");
  return { certIds, nonce: readNonce(parts) };
}

function readCertId(block: BaseBlock | undefined): CertId {
  const [algorithm, nameHash, keyHash, serial] = itemsOf(block);
  const [oid] = itemsOf(algorithm);
  const hash = oid instanceof ObjectIdentifier ? HASHES[oid.getValue()] : undefined;
  if (hash === undefined || !(serial instanceof Integer)) throw new Error("not a certificate id");
  return {
    hash,
    issuerNameHash: hexOf(nameHash),
    issuerKeyHash: hexOf(keyHash),
    serial: serial.toBigInt().toString(16).toUpperCase(),
  };
}

function readNonce(parts: readonly BaseBlock[]): Uint8Array | undefined {
  const extensions = parts.find((part) => part.idBlock.tagClass === 3 && part.idBlock.tagNumber === 2);
  if (extensions === undefined) return undefined;
  for (const item of itemsOf(itemsOf(extensions)[0])) {
    const [oid, ...rest] = itemsOf(item);
    const value = rest.at(-1);
    if (oid instanceof ObjectIdentifier && oid.getValue() === NONCE && value instanceof OctetString)
      return new Uint8Array(value.getValue());
  }
  return undefined;
}

function itemsOf(block: BaseBlock | undefined): BaseBlock[] {
  if (!(block instanceof Constructed)) throw new Error("not a sequence");
  return block.valueBlock.value as BaseBlock[]; // schema placeholders (Any) never come out of fromBER
}

function hexOf(block: BaseBlock | undefined): string {
  if (!(block instanceof OctetString)) throw new Error("not an octet string");
  return Buffer.from(block.getValue()).toString("hex");
}

/** Is this the issuer the question means? */
export function isAskedAbout(issuer: CaCertificate, id: CertId): boolean {
  const hash = (bytes: Uint8Array): string => createHash(id.hash).update(bytes).digest("hex");
  return hash(nameOf(issuer)) === id.issuerNameHash && hash(publicKeyBits(issuer.privateKey)) === id.issuerKeyHash;
}
