/** What the gateway's own reader finds in a PDF, which several ask about one after the other, found once for the same bytes. */
import { inspectPdf, type PdfInspection } from "@eid-gateway/sdo";

const known = new WeakMap<Uint8Array, Promise<PdfInspection>>();

export function inspectOnce(bytes: Uint8Array): Promise<PdfInspection> {
  const found = known.get(bytes) ?? inspectPdf(bytes);
  known.set(bytes, found);
  return found;
}

/** Not one document to every reader, or more than one should be asked to bear: others need not be asked about it, nor should they. */
export async function isForNobody({ bytes, mediaType }: { readonly bytes: Uint8Array; readonly mediaType: string }) {
  if (mediaType.split(";")[0]!.trim().toLowerCase() !== "application/pdf") return false;
  const { findings } = await inspectOnce(bytes);
  return findings.some(({ kind }) => kind === "unreadable" || kind === "limit");
}
