/** What is asked of a result, and what is answered. The answer holds personal data. */
import type { Answer, Outcome, Reason } from "@eid-gateway/oces";
import type { SigningSecurityCode } from "../signing-errors.js";

export interface ResultQuestion {
  /** A result, or the package, as it was fetched. */
  readonly bytes: Uint8Array;
  /** What you ordered to be signed, byte for byte: the one of a result, all of a package. */
  readonly documents: readonly [Uint8Array, ...Uint8Array[]];
  /** Who must have signed. */
  readonly signer: ExpectedSigner | "anybody";
  /** The order's id. What the gateway sealed names it; a NemID message as such knows nothing of orders. */
  readonly order?: string;
}

/** Whatever is given must fit. */
export interface ExpectedSigner {
  /** A CPR number: told by what the gateway sealed, of an order that asked for it. */
  readonly nationalId?: string;
  /** PID or RID, with or without its prefix. */
  readonly uniqueId?: string;
  /** As the certificate has it, to the letter. */
  readonly name?: string;
}

export interface VerifiedSigner {
  readonly name: string;
  readonly uniqueId: string;
  readonly nationalId?: string;
}

/** `nemid`: the eID's own message. The others are sealed by the gateway: an LTV-SDO, or a PDF of several. */
export type ResultFormat = "nemid" | "ltv-sdo" | "pades";

export interface Verification {
  readonly format: ResultFormat | "unknown";
  /** Only "valid" is a yes, and then to all that was asked. */
  readonly outcome: Outcome;
  /** With any outcome but "valid". */
  readonly problem?: SigningSecurityCode;
  /** What the verifier says of a signature that does not hold. */
  readonly reason?: Reason;
  /** Whom the signatures name: it is known to be them only where "who-signed" is proven. */
  readonly signers: readonly VerifiedSigner[];
  /** The five questions of packages/oces: who, what, intact, certificate good, what proves the time. */
  readonly answers: readonly Answer[];
  readonly time?: SignatureTime;
}

/** When it was signed or sealed, and by whose word: a third party's, the gateway's, or that of NemID's client. */
export interface SignatureTime {
  readonly at: Date;
  readonly by: "time-stamp" | "seal" | "client";
}
