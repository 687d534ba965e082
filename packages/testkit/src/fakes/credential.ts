/** A customer's certificate with its key, as a method gets it. */
import { constants, type KeyObject, sign } from "node:crypto";
import type { Credential } from "@eid-gateway/core";

/** @param given `certificate` in DER; `fetch` plays the other side of the mutual TLS, which this does not do */
export function fakeCredential(given: {
  readonly certificate: Uint8Array;
  readonly privateKey: KeyObject;
  readonly fetch: typeof globalThis.fetch;
}): Credential {
  const { certificate, privateKey: key, fetch } = given;
  const signers: Record<"RS256" | "PS256" | "ES256", (data: Uint8Array) => Uint8Array> = {
    RS256: (data) => sign("sha256", data, { key, padding: constants.RSA_PKCS1_PADDING }),
    PS256: (data) => sign("sha256", data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
    ES256: (data) => sign("sha256", data, { key, dsaEncoding: "ieee-p1363" }),
  };
  return { certificate, fetch, sign: async (data, algorithm) => signers[algorithm](data) };
}
