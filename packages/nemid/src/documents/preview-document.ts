/** How XML looks through its stylesheet: the same transformation that `inspect` judged, for the page on which the person reads. */
import type { DocumentToSign } from "@eid-gateway/core";
import { fail } from "../errors/errors.js";
import type { NemidSettings } from "../settings.js";
import { formatOf } from "./document-format.js";
import { examineBounded } from "./examine-bounded.js";
import { readBytes } from "./read-bytes.js";

/** Nothing for formats that are shown as they are. @throws EidError nemid:document for one that could not be ordered */
export async function previewDocument(
  document: DocumentToSign,
  { maxBytes }: NemidSettings["signing"],
): Promise<{ readonly html: string } | undefined> {
  if (formatOf(document.mediaType) !== "XML") return undefined;
  const bytes = await readBytes(document);
  if (bytes.length > maxBytes) throw fail("nemid:document", `the document has more than ${maxBytes} bytes`);
  return { html: await transformSignText(bytes, document.stylesheet ?? "") };
}

/**
 * The HTML that a stylesheet makes of an XML document, obeying the operator's rules for HTML.
 *
 * @throws EidError nemid:document with every finding
 */
export async function transformSignText(xml: Uint8Array, stylesheet: string): Promise<string> {
  const { html, findings } = await examineBounded({ format: "XML", bytes: xml, stylesheet });
  if (html === undefined) throw fail("nemid:document", "the document cannot be shown", { issues: findings });
  return html;
}
