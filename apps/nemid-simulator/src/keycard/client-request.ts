import type { Timestamp } from "../parameters/read-timestamp.js";
import type { SignedParameters } from "../parameters/signed-parameters.js";
import type { Merchant } from "../register/merchant.js";

export type Mode = "std" | "lmt";
export type Language = "da" | "en";

/** Parameters that passed every check: what the client is to do, and for whom. */
export interface ClientRequest {
  readonly action: "logon" | "sign";
  readonly merchant: Merchant;
  readonly origin: string; // of the page that sent the parameters
  readonly mode: Mode;
  readonly language: Language;
  readonly timestamp: Timestamp & { readonly sent: string };
  readonly signProperties: ReadonlyMap<string, string>;
  readonly signText?: SignText;
  readonly remember?: { readonly token: string; readonly ticked: boolean };
  readonly mayUseKeyCard: boolean;
  readonly showCancel: boolean;
}

export interface SignText {
  readonly base64: string; // exactly as sent
  readonly text: string;
  readonly monospace: boolean;
}

/** What the checks look at. */
export interface Asked extends SignedParameters {
  readonly mode: Mode;
}
