import type { Merchant } from "../register/merchant.js";
import type { RemoteDocument, SignText } from "../sign-text/sign-text.js";
import type { HolderFilter } from "./additional-params.js";
import type { AskedAttachment } from "./read-attachments.js";

/** Parameters that passed every check: what the code file client is to do, and for whom. */
export interface CodeFileRequest {
  readonly action: "logon" | "sign";
  readonly merchant: Merchant; // who answers for the parameters
  readonly requestIssuer: string; // what the provider calls itself here
  readonly language: "da" | "en";
  readonly signProperties: ReadonlyMap<string, string>;
  /** What is to be signed, not looked into yet. */
  readonly document?: SignText | RemoteDocument;
  readonly attachments: readonly AskedAttachment[];
  readonly filter: HolderFilter;
}
