/** Opens a PKCS#12 file. node-forge reads it, since Node's TLS cannot read older files; the key then lives in node:crypto. */
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { EidError } from "@eid-gateway/core";
import forge from "node-forge";

export interface Pkcs12 {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
  /** The others in the file: the issuing chain, in no particular order. */
  readonly chain: readonly X509Certificate[];
}

const MAX_BYTES = 256 * 1024;
/** Some seconds of hashing; the usual programs write 2 000 to 100 000. */
const MAX_ITERATIONS = 300_000;
const MAX_DEPTH = 24;

/** @throws EidError "misconfigured", naming `name` and the remedy; nothing of the password or the file's content */
export function readPkcs12(name: string, bytes: Uint8Array, password: string): Pkcs12 {
  if (bytes.length === 0) throw refuse("credential:empty", `the key file of ${name} is empty`);
  if (bytes.length > MAX_BYTES) throw refuse("credential:toolarge", `the key file of ${name} is larger than 256 KiB`);
  const bags = openBags(name, bytes, password);
  const ofType = (...types: readonly (string | undefined)[]) => bags.filter(({ type }) => types.includes(type));
  const { keyBag, pkcs8ShroudedKeyBag, certBag } = forge.pki.oids;
  const [bag, ...more] = ofType(keyBag, pkcs8ShroudedKeyBag);
  if (!bag || more.length > 0)
    throw refuse("credential:nokey", `the key file of ${name} must hold exactly one private key`);
  if (!bag.key) throw refuse("credential:keykind", `the private key in the key file of ${name} is not RSA`);
  const key = readPart(name, () => createPrivateKey(forge.pki.privateKeyToPem(bag.key!)));
  const certificates = ofType(certBag).map((each) => readPart(name, () => certificateOf(each)));
  const certificate = certificates.find((each) => each.checkPrivateKey(key));
  if (!certificate) throw refuse("credential:nocertificate", `the key file of ${name} has no certificate for its key`);
  return { key, certificate, chain: certificates.filter((each) => each !== certificate) };
}

function openBags(name: string, bytes: Uint8Array, password: string): forge.pkcs12.Bag[] {
  let asn1: forge.asn1.Asn1;
  try {
    asn1 = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString("binary")));
  } catch {
    throw refuse("credential:malformed", `the key file of ${name} is not a PKCS#12 file, or is cut short`);
  }
  if (findLargestCount(asn1) > MAX_ITERATIONS) {
    const remedy = `at most ${MAX_ITERATIONS} are taken: export the key again`;
    throw refuse("credential:iterations", `the key file of ${name} hashes its password too many times; ${remedy}`);
  }
  try {
    return decryptBags(asn1, password);
  } catch (error) {
    if (isAboutPassword(error))
      throw refuse("credential:password", `the password of ${name} does not open its key file`);
    throw refuse("credential:malformed", `the key file of ${name} is not a PKCS#12 file that can be read`);
  }
}

/**
 * The MAC and older ciphers take a password as UTF-16, PBES2 takes it as UTF-8 (RFC 7292 appendix B.1, RFC 8018 section 3): forge
 * has one string for both. Where it holds other letters than ASCII's, what follows the MAC is tried once more in the other form.
 */
function decryptBags(asn1: forge.asn1.Asn1, password: string): forge.pkcs12.Bag[] {
  const open = (file: forge.asn1.Asn1, secret: string) =>
    forge.pkcs12.pkcs12FromAsn1(file, true, secret).safeContents.flatMap(({ safeBags }) => safeBags);
  try {
    return open(asn1, password);
  } catch (error) {
    const utf8 = Buffer.from(password, "utf8").toString("binary");
    if (utf8 === password || isAboutPassword(error) || typeof asn1.value === "string") throw error;
    return open({ ...asn1, value: asn1.value.slice(0, 2) }, utf8); // the MAC, its third part, has been verified
  }
}

function isAboutPassword(error: unknown): boolean {
  return error instanceof Error && /password|MAC/i.test(error.message);
}

/**
 * How often the password is hashed, at most: a count that follows its salt, wherever that stands unencrypted. It is read before
 * any hashing is done: whoever wrote the file chose it.
 */
function findLargestCount({ value }: forge.asn1.Asn1, depth = 0): number {
  if (depth > MAX_DEPTH) return 0;
  const parts = typeof value === "string" ? parseInner(value) : value;
  const counts = parts.map((part, index) => {
    const isCount = isOfType(part, forge.asn1.Type.INTEGER) && isOfType(parts[index - 1], forge.asn1.Type.OCTETSTRING);
    return isCount ? countOf(part) : findLargestCount(part, depth + 1);
  });
  return Math.max(0, ...counts);
}

function isOfType(part: forge.asn1.Asn1 | undefined, type: forge.asn1.Type): part is forge.asn1.Asn1 {
  return part?.tagClass === forge.asn1.Class.UNIVERSAL && part.type === type;
}

function countOf({ value }: forge.asn1.Asn1): number {
  return typeof value === "string" ? Number.parseInt(Buffer.from(value, "binary").toString("hex") || "0", 16) : 0;
}

/** What an OCTET STRING holds is DER again, or else something in which nothing is counted. */
function parseInner(value: string): forge.asn1.Asn1[] {
  try {
    return [forge.asn1.fromDer(value)];
  } catch {
    return [];
  }
}

function readPart<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw refuse(
      "credential:malformed",
      `the key file of ${name} holds a key or certificate that cannot be read`,
      cause,
    );
  }
}

/** Through the DER either way: forge does not understand every certificate, and never judges one here. */
function certificateOf(bag: forge.pkcs12.Bag): X509Certificate {
  const asn1 = bag.cert ? forge.pki.certificateToAsn1(bag.cert) : (bag.asn1 as forge.asn1.Asn1);
  return new X509Certificate(Buffer.from(forge.asn1.toDer(asn1).getBytes(), "binary"));
}

function refuse(code: string, message: string, cause?: unknown): EidError {
  return new EidError(code, "misconfigured", message, cause === undefined ? undefined : { cause });
}
