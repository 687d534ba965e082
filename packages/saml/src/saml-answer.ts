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

/** A `type`, as the next: a gateway keeps them as they are until the answer is written. */
export type SamlSubject = {
  readonly nameIdentifier: string;
  readonly format: string; // a URI; `NATIONAL_NUMBER` or `UNSPECIFIED`
};

export type SamlAttribute = {
  readonly namespace: string; // a word, such as "signicat"
  readonly name: string;
  readonly value: string;
};
