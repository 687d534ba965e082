/** The ways in which a signing does not come about. No message holds a document, a name, a number, a token or an address. */

/** The gateway does not take what was sent, or has not what was asked for. Sending the same again changes nothing. */
export class SigningRefusedError extends Error {
  override readonly name = "SigningRefusedError";
  readonly status: number; // of HTTP
  /** The gateway's own code, "document-refused"; the status in words where it gave none. */
  readonly code: string;
  /** For a developer, in English. It may repeat what you sent: not for a log that others read. */
  readonly text: string;
  /** The places in the order that have to be changed: "tasks[0].documents[0]". */
  readonly places: readonly string[];
  /** Of a document that NemID could not show: every reason, with the element, the object or the font. */
  readonly findings: readonly string[];

  constructor(
    given: { readonly status: number; readonly code: string } & Partial<
      Pick<SigningRefusedError, "text" | "places" | "findings">
    >,
    cause?: unknown,
  ) {
    super(`The gateway refuses: ${given.status}, ${given.code}`, { cause });
    this.status = given.status;
    this.code = given.code;
    this.text = given.text ?? "";
    this.places = given.places ?? [];
    this.findings = given.findings ?? [];
  }
}

/** Why something that arrived is not to be relied on: a closed list. */
export const SIGNING_SECURITY_ERRORS = {
  "not-a-webhook": "The call is no event of the gateway's.",
  "not-signed": "The call is not signed.",
  "bad-signature": "The call was not signed with your secret, or was changed, or was meant for another address.",
  "too-old": "The call was signed too long ago, or in the future: it may have been sent before.",
  "not-a-return": "The address is not one that the gateway sends people back to.",
  "other-address": "The gateway named an address of somebody else's.",
  "too-large": "The answer is larger than any that was expected.",
  "not-an-answer": "The answer is not of the shape that is agreed.",
  unreadable: "The result is no signed object, or a broken one.",
  "not-valid": "The result does not verify.",
  undetermined: "Nobody can say whether the result is valid: information about revocation is missing.",
  "other-document": "Another document was signed than the one that was ordered.",
  "other-signer": "Somebody else signed than was expected.",
  "signer-not-told": "The result does not say what you expect of the signer: a NemID message holds no CPR number.",
  "other-order": "The result belongs to another order, or does not say to which.",
} as const;
export type SigningSecurityCode = keyof typeof SIGNING_SECURITY_ERRORS;

/** What came is not to be relied on, whoever sent it. */
export class SigningSecurityError extends Error {
  override readonly name = "SigningSecurityError";
  readonly code: SigningSecurityCode;

  constructor(code: SigningSecurityCode, cause?: unknown) {
    super(`${SIGNING_SECURITY_ERRORS[code]} (${code})`, { cause });
    this.code = code;
  }
}

/** Nothing is wrong: it is just not done yet, and you did not want to wait longer. */
export class SigningNotOverError extends Error {
  override readonly name = "SigningNotOverError";
}

/** The gateway could not make the package of a signing. What it is made of can be had. */
export class PackagingFailedError extends Error {
  override readonly name = "PackagingFailedError";
}
