import type { Timestamp } from "../parameters/read-timestamp.js";
import type { SignedParameters } from "../parameters/signed-parameters.js";
import type { Merchant } from "../register/merchant.js";
import type { Language } from "../sign-text/reading-desk.js";
import type { RemoteDocument, SignText } from "../sign-text/sign-text.js";

export type Mode = "std" | "lmt";
export type { Language };

/** Parameters that passed every check: what the client is to do, and for whom. */
export interface ClientRequest {
  readonly action: "logon" | "sign";
  readonly merchant: Merchant;
  readonly origin: string; // of the page that sent the parameters
  readonly mode: Mode;
  readonly language: Language;
  readonly timestamp: Timestamp & { readonly sent: string };
  readonly signProperties: ReadonlyMap<string, string>;
  /** What is to be signed, not looked into yet. */
  readonly document?: SignText | RemoteDocument;
  readonly remember?: { readonly token: string; readonly ticked: boolean };
  readonly mayUseKeyCard: boolean;
  readonly showCancel: boolean;
}

/** What the checks look at. */
export interface Asked extends SignedParameters {
  readonly mode: Mode;
}
