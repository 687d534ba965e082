/** By which rules an LTV-SDO was packaged, in words; their digest stands in it, so that the words cannot change behind its back. */
import { sha256 } from "../digest.js";
import type { SignatureProof } from "./content.js";

export interface PackagingPolicy {
  readonly id: string;
  readonly text: string;
}

const SHARED =
  "The seal is XAdES baseline B or above over the whole object. The proof is kept byte for byte as the eID made it, with the certificates and the answers about revocation that its verifier relied on when it was made.";

export const POLICIES: Readonly<Record<SignatureProof["kind"], PackagingPolicy>> = {
  native: {
    id: "urn:eid-gateway:packaging-policy:native:1",
    text: `${SHARED} The eID's signature is over the document itself, which the signer saw in the eID's own client.`,
  },
  authentication: {
    id: "urn:eid-gateway:packaging-policy:authentication:1",
    text: `${SHARED} The eID's signature is over a log-in. Its challenge ends in a digest over the order, the consent text and the documents, which the signer saw in the hub before.`,
  },
};

export function policyDigest({ text }: PackagingPolicy): Uint8Array {
  return sha256(Buffer.from(text, "utf8"));
}
