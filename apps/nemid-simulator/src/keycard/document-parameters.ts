import type { AskedDocument } from "../parameters/asked-document.js";
import type { SignTextFormat } from "../sign-text/sign-text.js";
import type { Asked } from "./client-request.js";

export function isSigning({ get }: Pick<Asked, "get">): boolean {
  return /^OCESSIGN2$/i.test(get("CLIENTFLOW") ?? "");
}

/** How the key card client is told what to sign. */
export function documentOf(asked: Pick<Asked, "get" | "names">): AskedDocument {
  const { get, names } = asked;
  return {
    isSigning: isSigning(asked),
    names: names.filter((name) => /^SIGNTEXT/i.test(name)),
    format: (get("SIGNTEXT_FORMAT") ?? "TEXT").toLowerCase() as SignTextFormat,
    signText: get("SIGNTEXT"),
    monospace: get("SIGNTEXT_MONOSPACEFONT")?.toUpperCase() === "TRUE",
    stylesheet: get("SIGNTEXT_TRANSFORMATION"),
    stylesheetId: get("SIGNTEXT_TRANSFORMATION_ID"),
    uri: get("SIGNTEXT_URI"),
    hash: get("SIGNTEXT_REMOTE_HASH"),
  };
}
