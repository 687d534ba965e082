import type { X509Certificate } from "node:crypto";
import type { Merchant } from "../register/merchant.js";
import type { Timestamp } from "./read-timestamp.js";

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
export interface Asked {
  readonly get: (name: string) => string | undefined;
  readonly names: readonly string[]; // as sent
  readonly normalized: Buffer;
  readonly origin: string;
  readonly mode: Mode;
  readonly now: number; // milliseconds since 1970
  readonly certificate: X509Certificate | undefined; // SP_CERT
}
