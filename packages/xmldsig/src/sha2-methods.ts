/** RSASSA-PKCS1-v1_5, and digests, with SHA-2, where a signature may choose the length. By node:crypto's names. */
import { RSA_SHA256, SHA256 } from "./algorithms.js";

export const SHA2_SIGNATURES: Readonly<Record<string, string>> = {
  [RSA_SHA256]: "sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": "sha384",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": "sha512",
};
export const SHA2_DIGESTS: Readonly<Record<string, string>> = {
  [SHA256]: "sha256",
  "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
  "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
};
