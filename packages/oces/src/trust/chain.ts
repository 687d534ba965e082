import type { Certificate } from "../certificate/certificate.js";

/** From the end-entity certificate upwards, each signed by the next. Whether each of them *may* sign is judged elsewhere. */
export interface Chain {
  readonly certificates: readonly Certificate[];
  /** The last of `certificates`, when it is trusted. Never the end-entity certificate itself. */
  readonly anchor: Certificate | undefined;
  /** It ends at an anchor of the other environment. */
  readonly isForeign: boolean;
  /** Above its last certificate stood one of its issuer's name, and the signature between them was not relied on. */
  readonly gap: "weak" | "unsupported" | undefined;
  /** There were more possible chains than are tried: a better one may exist. */
  readonly isOneOfTooMany: boolean;
}

/** One that names its subject as its issuer: a root, or a CA that changes its key (RFC 5280 section 3.2). */
export function isSelfIssued({ subject, issuer }: Certificate): boolean {
  return subject.key === issuer.key;
}
