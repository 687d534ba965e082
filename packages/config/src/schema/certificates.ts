import { createPublicKey, X509Certificate } from "node:crypto";
import type { Problem } from "../findings.js";

/** Why a text is not one or more PEM certificates. */
export function certificateProblem(pem: string): Problem | undefined {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  const isReadable = blocks.length > 0 && blocks.every(isCertificate);
  return isReadable
    ? undefined
    : { message: "is not a certificate in PEM", remedy: "include its file: ${file:authority.pem}" };
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}

const SECRET_MEMBERS = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/** Why a JWK cannot verify a client's signatures (RFC 7517, RFC 7518 6). */
export function publicJwkProblem(jwk: Readonly<Record<string, unknown>>): Problem | undefined {
  if (SECRET_MEMBERS.some((member) => member in jwk)) return PRIVATE;
  if (jwk.kty === "EC" && !CURVES.includes(String(jwk.crv))) return OTHER_CURVE;
  try {
    const key = createPublicKey({ key: jwk as never, format: "jwk" });
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 2048;
    return bits < 2048 ? SHORT : undefined;
  } catch {
    return UNREADABLE;
  }
}
const CURVES = ["P-256", "P-384", "P-521"];
const OTHER_CURVE = { message: "is on a curve that is not used here", remedy: `use one of ${CURVES.join(", ")}` };
const PRIVATE = {
  message: "holds a private key",
  remedy: "give the public half only, and make a new key: this one is known now",
};
const SHORT = { message: "is an RSA key of less than 2048 bits", remedy: "let the client make a longer one" };
const UNREADABLE = {
  message: "is not a public key",
  remedy: 'give a JWK as { kty: RSA, n: "...", e: AQAB } or { kty: EC, ... }',
};
