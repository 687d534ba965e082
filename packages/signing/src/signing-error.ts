/** Why an order, or a call about one, is refused. Doors turn it into a fault or a problem; the sentence is for the caller. */
export const SIGNING_ERRORS = [
  "unknown-request",
  "unknown-task",
  "unknown-document",
  "unknown-notification",
  "duplicate-task-id",
  "duplicate-document-id",
  "duplicate-subject-id",
  "duplicate-notification-id",
  "document-ref-unresolved",
  "subject-ref-unresolved",
  "task-ref-unresolved",
  "task-cycle",
  "session-document-not-found",
  "archive-document-not-found",
  "method-not-enabled",
  "method-not-third-party",
  "method-not-authentication-based",
  "method-does-not-support-bundle",
  "media-type-not-supported-by-method",
  "document-rejected-by-method",
  "document-refused", // empty, too large, encrypted, not what its type says
  "format-not-possible", // sdo-format
  "address-refused", // a notification's or a return address
  "national-id-without-agreement",
  "invalid-value",
  "task-not-open",
  "order-deleted",
] as const;
export type SigningErrorCode = (typeof SIGNING_ERRORS)[number];

export class SigningError extends Error {
  override readonly name = "SigningError";
  readonly code: SigningErrorCode;
  /** Where in the call, by member names and indexes: [0, "tasks", 0, "documentActions", 1] of its first order. */
  readonly place: readonly (string | number)[];
  /** Of a method that would not sign the document. */
  readonly findings: readonly string[];

  constructor(
    code: SigningErrorCode,
    message: string,
    { place = [], findings = [] }: { place?: readonly (string | number)[]; findings?: readonly string[] } = {},
  ) {
    super(message);
    this.code = code;
    this.place = place;
    this.findings = findings;
  }

  /** The same, seen from further out. */
  at(...outer: readonly (string | number)[]): SigningError {
    return new SigningError(this.code, this.message, { place: [...outer, ...this.place], findings: this.findings });
  }
}
