/** What an answer says, the same for who writes it and for who reads it. */

/** A log-in, as an Assertion states it. */
export interface SamlAuthentication {
  readonly issuer: string; // "gateway.example/std"
  /** Whom alone it is meant for, beside the recipient's address; most answers name nobody. */
  readonly audience?: string;
  readonly subject: SamlSubject;
  readonly authenticationInstant: Date;
  readonly authenticationMethod: string; // a URI
  readonly attributes: readonly SamlAttribute[];
}

export interface SamlSubject {
  readonly nameIdentifier: string;
  readonly format: string; // a URI; `NATIONAL_NUMBER` or `UNSPECIFIED`
}

export interface SamlAttribute {
  readonly namespace: string; // a word, such as "signicat"
  readonly name: string;
  readonly value: string;
}
