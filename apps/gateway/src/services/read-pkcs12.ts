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

/** @throws EidError "misconfigured", naming `name` and the remedy; nothing of the password or the file's content */
export function readPkcs12(name: string, bytes: Uint8Array, password: string): Pkcs12 {
  if (bytes.length === 0) throw refuse("credential:empty", `the key file of ${name} is empty`);
  if (bytes.length > MAX_BYTES) throw refuse("credential:toolarge", `the key file of ${name} is larger than 256 KiB`);
  const bags = openBags(name, bytes, password);
  const keys = bags.filter((bag) => bag.key);
  if (keys.length !== 1) throw refuse("credential:nokey", `the key file of ${name} must hold exactly one private key`);
  const key = createPrivateKey(forge.pki.privateKeyToPem(keys[0]!.key!));
  const certificates = bags.filter((bag) => bag.cert || bag.asn1).map(certificateOf);
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
  try {
    const file = forge.pkcs12.pkcs12FromAsn1(asn1, true, password);
    return file.safeContents.flatMap((contents) => contents.safeBags);
  } catch (error) {
    const isPassword = error instanceof Error && /password|MAC/i.test(error.message);
    if (isPassword) throw refuse("credential:password", `the password of ${name} does not open its key file`);
    throw refuse("credential:malformed", `the key file of ${name} is not a PKCS#12 file that can be read`);
  }
}

/** Through the DER either way: forge does not understand every certificate, and never judges one here. */
function certificateOf(bag: forge.pkcs12.Bag): X509Certificate {
  const asn1 = bag.cert ? forge.pki.certificateToAsn1(bag.cert) : (bag.asn1 as forge.asn1.Asn1);
  return new X509Certificate(Buffer.from(forge.asn1.toDer(asn1).getBytes(), "binary"));
}

function refuse(code: string, message: string): EidError {
  return new EidError(code, "misconfigured", message);
}
