import type { Certificate } from "./certificate.js";

export const MIN_RSA_BITS = 2048;

/** RSA of a size that nobody has factored. */
export function hasStrongKey({ publicKey }: Certificate): boolean {
  return publicKey.asymmetricKeyType === "rsa" && (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS;
}
