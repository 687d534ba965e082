import { decodeBase64 } from "../parameters/read-timestamp.js";
import type { Asked } from "./client-request.js";

export function isSigning({ get }: Pick<Asked, "get">): boolean {
  return /^OCESSIGN2$/i.test(get("CLIENTFLOW") ?? "");
}

/** Why the document cannot be shown (APP002), or undefined. Plain text is shown; the other formats have no viewer here yet. */
export function findSignTextFault({ get }: Pick<Asked, "get">): string | undefined {
  const format = (get("SIGNTEXT_FORMAT") ?? "TEXT").toUpperCase();
  if (format !== "TEXT") return `no viewer for ${format}`;
  const bytes = decodeBase64(get("SIGNTEXT") ?? "");
  if (!bytes) return "SIGNTEXT is not base64 in one line";
  return isUtf8(bytes) ? undefined : "SIGNTEXT is not UTF-8";
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
