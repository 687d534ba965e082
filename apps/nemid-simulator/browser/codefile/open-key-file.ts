/** Opens a PKCS#12 with its password, here in the browser: neither leaves it. */
import type Forge from "node-forge";
import { type Filter, KeyFileError } from "./task.js";

export type ForgeLibrary = typeof Forge;

/** Who signs. */
export interface Signer {
  readonly key: Forge.pki.rsa.PrivateKey;
  readonly certificates: readonly string[]; // DER in binary strings: the holder's, then those above it
}

/**
 * The first key of the file whose certificate is there and fits the filter. Whether the certificate is still in force is
 * for the service provider to judge.
 *
 * @throws KeyFileError
 */
export function openKeyFile(
  forge: ForgeLibrary,
  bytes: Uint8Array<ArrayBuffer>,
  password: string,
  filter: Filter,
): Signer {
  const bags = openSafe(forge, bytes, password).safeContents.flatMap(({ safeBags }) => safeBags);
  const certificates = bags.flatMap(({ cert }) => cert ?? []);
  const pairs = bags.flatMap(({ key }) => {
    const certificate = key && certificates.find((one) => isOfKey(one, key as Forge.pki.rsa.PrivateKey));
    return certificate ? [{ key: key as Forge.pki.rsa.PrivateKey, certificate }] : [];
  });
  if (pairs.length === 0) throw new KeyFileError("no-key");
  const chosen = pairs.find(({ certificate }) => fits(certificate, filter));
  if (!chosen) throw new KeyFileError("other-kind");
  const chain = chainFrom(chosen.certificate, certificates);
  return { key: chosen.key, certificates: chain.map((one) => derOf(forge, one)) };
}

function openSafe(forge: ForgeLibrary, bytes: Uint8Array<ArrayBuffer>, password: string): Forge.pkcs12.Pkcs12Pfx {
  const file = parse(forge, bytes);
  try {
    return forge.pkcs12.pkcs12FromAsn1(file, password);
  } catch (cause) {
    const { message } = cause as Error;
    if (message.includes("not an PKCS#12 PFX")) throw new KeyFileError("not-a-key-file", { cause });
    if (message.includes("MAC could not be verified")) throw new KeyFileError("wrong-password", { cause });
    return openWithUtf8(forge, file, password, cause);
  }
}

/**
 * PKCS#12's own key derivation takes the password as UTF-16, PBES2 as UTF-8. forge has one password for both, which tells
 * them apart only beyond ASCII. The file's MAC was right with the first, so only its contents are tried with the second.
 */
function openWithUtf8(forge: ForgeLibrary, file: Forge.asn1.Asn1, password: string, cause: unknown) {
  const utf8 = forge.util.encodeUtf8(password);
  if (utf8 === password) throw new KeyFileError("damaged", { cause });
  const [version, contents] = file.value as Forge.asn1.Asn1[];
  try {
    return forge.pkcs12.pkcs12FromAsn1({ ...file, value: [version!, contents!] }, utf8);
  } catch (second) {
    throw new KeyFileError("damaged", { cause: second });
  }
}

/** Bytes after the end are none of the key file's. */
function parse(forge: ForgeLibrary, bytes: Uint8Array<ArrayBuffer>): Forge.asn1.Asn1 {
  try {
    return forge.asn1.fromDer(forge.util.createBuffer(bytes), { parseAllBytes: false } as never);
  } catch (cause) {
    const isShort = (cause as Error).message.includes("Too few bytes");
    throw new KeyFileError(isShort ? "truncated" : "not-a-key-file", { cause });
  }
}

function isOfKey({ publicKey }: Forge.pki.Certificate, key: Forge.pki.rsa.PrivateKey): boolean {
  return (publicKey as Forge.pki.rsa.PublicKey).n.equals(key.n);
}

function fits({ subject, issuer }: Forge.pki.Certificate, filter: Filter): boolean {
  return nameOf(subject).includes(filter.subject) && filter.issuers.some((wanted) => nameOf(issuer).includes(wanted));
}

function nameOf({ attributes }: { attributes: Forge.pki.CertificateField[] }): string {
  return attributes.map(({ shortName, name, value }) => `${shortName ?? name}=${value}`).join(", ");
}

/** The holder's certificate and those above it, as far as the file has them, the root last. */
function chainFrom(
  certificate: Forge.pki.Certificate,
  all: readonly Forge.pki.Certificate[],
): readonly Forge.pki.Certificate[] {
  const issuer = all.find((one) => one !== certificate && certificate.isIssuer(one));
  const others = all.filter((one) => one !== certificate);
  return issuer ? [certificate, ...chainFrom(issuer, others)] : [certificate];
}

function derOf(forge: ForgeLibrary, certificate: Forge.pki.Certificate): string {
  return forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes();
}
