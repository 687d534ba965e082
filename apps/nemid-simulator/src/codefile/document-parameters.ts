import type { AskedDocument } from "../parameters/asked-document.js";
import type { SignedParameters } from "../parameters/signed-parameters.js";
import type { SignTextFormat } from "../sign-text/sign-text.js";
import type { AdditionalParams } from "./additional-params.js";

export function isSigning({ get }: Pick<SignedParameters, "get">): boolean {
  return get("CLIENTFLOW") === "sign";
}

/** How the code file client is told what to sign; an address of it only in the applet's way, among ADDITIONAL_PARAMS. */
export function documentOf(
  asked: Pick<SignedParameters, "get" | "names">,
  additional: AdditionalParams,
): AskedDocument {
  const { get, names } = asked;
  return {
    isSigning: isSigning(asked),
    names: [...names.filter((name) => name.startsWith("SIGNTEXT")), ...additional.ofDocument],
    format: (get("SIGNTEXT_FORMAT") ?? "text") as SignTextFormat,
    signText: get("SIGNTEXT"),
    monospace: false,
    stylesheet: get("SIGNTEXT_TRANSFORMATION"),
    uri: additional.uri,
    hash: additional.hash,
  };
}
