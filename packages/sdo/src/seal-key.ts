import { constants, verify, X509Certificate } from "node:crypto";
import { SdoError } from "./sdo-error.js";

/** The hub's key, which may be out of reach: only what it signs comes out. The first and the last are those of core's Credential. */
export interface SealKey {
  readonly certificate: Uint8Array; // DER
  /** DER of the CAs above, from the issuer upwards; with or without the root. */
  readonly chain: readonly Uint8Array[];
  /** RSASSA-PKCS1-v1_5 with SHA-256 over these bytes. */
  sign(data: Uint8Array, algorithm: "RS256"): Promise<Uint8Array>;
}

/** Signs, and hands out nothing that its own certificate does not verify. @throws SdoError "bad-seal" */
export async function signWith(key: SealKey, bytes: Uint8Array): Promise<Uint8Array> {
  const signature = await key.sign(bytes, "RS256");
  const { publicKey } = new X509Certificate(key.certificate);
  if (publicKey.asymmetricKeyType !== "rsa") throw new SdoError("bad-seal", "The seal's key is not RSA");
  const padded = { key: publicKey, padding: constants.RSA_PKCS1_PADDING };
  if (!verify("sha256", bytes, padded, signature))
    throw new SdoError("bad-seal", "The seal does not verify with its certificate: are key and certificate a pair?");
  return signature;
}
