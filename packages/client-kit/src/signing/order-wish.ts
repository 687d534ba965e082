/** What is to be signed, by whom and how: one order with one task, which is one person's. */
export interface OrderWish {
  readonly documents: readonly [DocumentToSign, ...DocumentToSign[]];
  /** Methods by which the person's own key signs the document: `nemid-sign`, `nemid-codefile-sign`. Of several the person chooses. */
  readonly methods?: readonly string[];
  /** Methods by which the person logs in and agrees, and the gateway seals: `nemid`, `nemid-codefile`. */
  readonly logInMethods?: readonly string[];
  /** The CPR number of who has to sign. The gateway compares; what somebody else signs is delivered to nobody. */
  readonly nationalId?: string;
  readonly language?: string;
  readonly profile?: string;
  /** An address of yours where the person comes back to, whatever they did there. */
  readonly returnTo?: string;
  /** An address of yours that the gateway calls when the task is over. */
  readonly webhook?: string;
  /** One sealed PDF of all that was signed, besides the results. */
  readonly isPackaged?: boolean;
  /**
   * What `results` gives: the eID's own signature, which a log-in has none of, or that with its evidence under the gateway's seal. As
   * the gateway is configured unless said.
   */
  readonly resultFormat?: "native" | "ltv-sdo";
  readonly clientReference?: string;
  readonly daysToLive?: number;
  readonly daysUntilDeletion?: number;
}
export interface DocumentToSign {
  readonly title: string;
  /** `application/pdf`, `text/plain; charset=utf-8`, `text/html`, `application/xml` */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly id?: string;
  /** `sign` unless said. */
  readonly action?: "sign" | "view";
  readonly isOptional?: boolean;
}

/** An order at the gateway. Keep it: all else is asked for with it. Its address is a secret between you and the person. */
export interface PlacedOrder {
  readonly id: string;
  readonly documentIds: readonly string[];
  /** Where the person reads and signs: send the browser there. */
  readonly signingUrl: string;
}
