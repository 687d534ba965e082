/** An algorithm with which certificates, lists and OCSP answers are signed. */
export interface SignatureAlgorithm {
  readonly oid: string;
  readonly name: string; // for findings
  /** `sha1` counts only where it is allowed, `broken` nowhere; of what is `unsupported` nothing is said. */
  readonly standing: "strong" | "sha1" | "broken" | "unsupported";
  /** Of RSA PKCS#1 v1.5 (RFC 4055 section 5), the one scheme that is checked here. */
  readonly digest?: string;
  /** Kinds of key, as node:crypto calls them, that can have made such a signature; undefined where the algorithm is unknown. */
  readonly keyTypes?: readonly string[];
}

type Known = Omit<SignatureAlgorithm, "oid">;

function rsa(digest: string, name: string, standing: Known["standing"]): Known {
  return { name: `RSA and ${name}`, standing, digest, keyTypes: ["rsa"] };
}
function unsupported(name: string, ...keyTypes: readonly string[]): Known {
  return { name, standing: "unsupported", keyTypes };
}

const KNOWN: Readonly<Record<string, Known>> = {
  "1.2.840.113549.1.1.11": rsa("sha256", "SHA-256", "strong"),
  "1.2.840.113549.1.1.12": rsa("sha384", "SHA-384", "strong"),
  "1.2.840.113549.1.1.13": rsa("sha512", "SHA-512", "strong"),
  "1.2.840.113549.1.1.5": rsa("sha1", "SHA-1", "sha1"),
  "1.3.14.3.2.29": rsa("sha1", "SHA-1", "sha1"), // as ISO named it before
  "1.2.840.113549.1.1.2": rsa("md2", "MD2", "broken"),
  "1.2.840.113549.1.1.3": rsa("md4", "MD4", "broken"),
  "1.2.840.113549.1.1.4": rsa("md5", "MD5", "broken"),
  "1.2.840.113549.1.1.14": unsupported("RSA and SHA-224", "rsa"),
  "1.2.840.113549.1.1.10": unsupported("RSA-PSS", "rsa", "rsa-pss"),
  "1.2.840.10045.4.1": unsupported("ECDSA", "ec"),
  "1.2.840.10045.4.3.1": unsupported("ECDSA", "ec"),
  "1.2.840.10045.4.3.2": unsupported("ECDSA", "ec"),
  "1.2.840.10045.4.3.3": unsupported("ECDSA", "ec"),
  "1.2.840.10045.4.3.4": unsupported("ECDSA", "ec"),
  "1.2.840.10040.4.3": unsupported("DSA", "dsa"),
  "1.3.101.112": unsupported("Ed25519", "ed25519"),
  "1.3.101.113": unsupported("Ed448", "ed448"),
};

export function signatureAlgorithmOf(oid: string): SignatureAlgorithm {
  const known = Object.hasOwn(KNOWN, oid) ? KNOWN[oid] : undefined;
  return known ? { oid, ...known } : { oid, name: `the algorithm ${oid}`, standing: "unsupported" };
}

/** Why a signature of that algorithm was not relied on: "signed with ...", to be put behind what was signed. */
export function describeRefusal({ name, standing }: SignatureAlgorithm): string {
  if (standing === "sha1") return `signed with ${name}, which counts only where SHA-1 is allowed`;
  return `signed with ${name}, which ${standing === "broken" ? "proves nothing" : "is not supported"}`;
}
