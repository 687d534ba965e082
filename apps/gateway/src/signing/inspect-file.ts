/** What is wrong with a file as such, whoever is to sign it: asked when it is ordered, so that nobody meets it when they sign. */
import { inspectPdf } from "@eid-gateway/sdo";
import type { Finding, ShownDocument } from "@eid-gateway/signing";

export async function inspectFile({ mediaType, bytes }: ShownDocument): Promise<readonly Finding[]> {
  const kind = mediaType.split(";")[0]!.trim().toLowerCase();
  if (kind === "application/pdf") return findPdfFaults(bytes);
  return TEXTS.has(kind) ? findTextFaults(bytes) : [];
}
const TEXTS = new Set(["text/plain", "text/html", "text/xml", "application/xml", "application/xhtml+xml"]);

/** A PDF that acts by itself, is locked, or is signed already would not be what the person has read. */
async function findPdfFaults(bytes: Uint8Array): Promise<readonly Finding[]> {
  const { findings } = await inspectPdf(bytes);
  return findings
    .filter(({ kind }) => kind !== "note")
    .map(({ code, text, object }) => {
      return { message: `${code}: ${text}${object === undefined ? "" : ` (object ${object})`}` };
    });
}

/** One reading for everybody: UTF-8, and no characters that show as nothing. */
function findTextFaults(bytes: Uint8Array): readonly Finding[] {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text) ? [{ message: "it holds control characters" }] : [];
  } catch {
    return [{ message: "it is not UTF-8" }];
  }
}
