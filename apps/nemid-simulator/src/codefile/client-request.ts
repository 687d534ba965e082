import type { SignedParameters } from "../parameters/signed-parameters.js";
import type { Merchant } from "../register/merchant.js";
import type { HolderFilter } from "./additional-params.js";

/** Parameters that passed every check: what the code file client is to do, and for whom. */
export interface CodeFileRequest {
  readonly action: "logon" | "sign";
  readonly merchant: Merchant; // who answers for the parameters
  readonly requestIssuer: string; // what the provider calls itself here
  readonly language: "da" | "en";
  readonly signProperties: ReadonlyMap<string, string>;
  readonly signText?: { readonly base64: string; readonly text: string };
  readonly filter: HolderFilter;
}

export function isSigning({ get }: Pick<SignedParameters, "get">): boolean {
  return get("CLIENTFLOW") === "sign";
}
