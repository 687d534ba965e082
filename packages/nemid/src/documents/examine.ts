/** The whole examination of a document, by its format. Runs in the bounded worker. */
import type { DocumentFormat } from "./document-format.js";
import { type Finding, fewOf, finding } from "./findings.js";
import { inspectHtml } from "./html/html-rules.js";
import { inspectText, readUtf8 } from "./text/text-rules.js";

export interface Examination {
  readonly format: DocumentFormat;
  readonly bytes: Uint8Array;
  readonly stylesheet: string | undefined;
}

export interface Examined {
  readonly findings: readonly Finding[];
  readonly html?: string; // how an XML document is shown, when there are no findings
}

export async function examine({ format, bytes, stylesheet }: Examination): Promise<Examined> {
  if (bytes.length === 0) return { findings: [finding("it is empty")] };
  const examined = format === "PDF" ? await examinePdf(bytes) : await examineText(format, bytes, stylesheet);
  return { ...examined, findings: fewOf(examined.findings) };
}

/** The libraries are large, and most gateways sign one format: each is loaded when it is first needed. */
async function examinePdf(bytes: Uint8Array): Promise<Examined> {
  const { inspectPdf } = await import("./pdf/pdf-rules.js");
  return { findings: await inspectPdf(bytes) };
}

async function examineText(
  format: Exclude<DocumentFormat, "PDF">,
  bytes: Uint8Array,
  stylesheet = "",
): Promise<Examined> {
  const text = readUtf8(bytes);
  if (typeof text !== "string") return { findings: [text] };
  if (format === "TEXT") return { findings: inspectText(text) };
  if (format === "HTML") return { findings: inspectHtml(text) };
  const { showXml } = await import("./xml/xml-rules.js");
  const shown = await showXml(text, stylesheet);
  return "html" in shown ? { findings: [], html: shown.html } : shown;
}
