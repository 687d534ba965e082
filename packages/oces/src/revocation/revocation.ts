import type { Certificate } from "../certificate/certificate.js";
import type { SignatureRules } from "../certificate/verify-signature.js";

/** Where answers about revocation come from. It never throws for what a source says or fails to say: that is the answer. */
export interface RevocationSource {
  /** @param question `issuer` has been proved to have signed `certificate`; `at` is the time asked about */
  ask(question: RevocationQuestion): Promise<RevocationAnswer>;
}
export interface RevocationQuestion extends SignatureRules {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly at: Date;
}

/** `unknown`: sources answered, or are at hand, but none speaks for the time. `unavailable`: none gave a usable answer. */
export type RevocationAnswer =
  | { readonly status: "good"; readonly evidence: RevocationEvidence }
  | {
      readonly status: "revoked";
      readonly revokedAt: Date;
      readonly cause: string;
      readonly evidence: RevocationEvidence;
    }
  | { readonly status: "unknown" | "unavailable"; readonly problems: readonly string[] };

export interface RevocationEvidence {
  readonly source: "ocsp" | "crl";
  readonly producedAt?: Date; // of an OCSP answer: it may be younger than the status it repeats
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** Of an OCSP answer that carries one: only who asked can tell whether it is that of the request. */
  readonly nonce?: "compared" | "not-compared";
  readonly signedBy: string; // the subject of who signed the answer
  readonly der: Uint8Array; // the answer itself, as it was signed
  /** SHA-1, as was allowed, in its signature or in that of the responder's certificate. */
  readonly usesSha1?: true;
}
