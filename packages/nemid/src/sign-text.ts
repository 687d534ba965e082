/** What NemID's client is to show and have signed: the document of the request, byte for byte, in one of the operator's formats. */
import type { SignRequest } from "@eid-gateway/core";
import type { DocumentMediaType } from "@eid-gateway/oces";
import { type DocumentFormat, formatOf, mediaTypes } from "./documents/document-format.js";
import { readBytes } from "./documents/read-bytes.js";
import { fail } from "./errors/errors.js";
import type { NemidSettings } from "./settings.js";

export interface SignText {
  readonly format: DocumentFormat;
  readonly mediaType: DocumentMediaType; // of the message that comes back
  readonly bytes: Uint8Array;
  readonly stylesheet: Uint8Array | undefined; // the XSLT, where the format is XML
  readonly stylesheetName: string | undefined; // what the service provider calls it
  readonly isMonospaced: boolean; // plain text alone
  /** Where another origin fetches the bytes: for a PDF that is too large to stand in the page. Absent for all others. */
  readonly addressFor: ((origin: string) => URL) | undefined;
}

/** @throws EidError nemid:document for bytes that are not the order's, and for what `inspect` should have stopped */
export async function readSignText(
  request: Pick<SignRequest, "document" | "documentUrl">,
  { maxBytes, inlineBytes }: NemidSettings["signing"],
  isMonospaced: boolean,
): Promise<SignText> {
  const { document } = request;
  const format = formatOf(document.mediaType);
  if (format === undefined) throw fail("nemid:document", "NemID signs no documents of this media type");
  const bytes = await readBytes(document);
  if (bytes.length > maxBytes) throw fail("nemid:document", `the document has more than ${maxBytes} bytes`);
  if (format === "XML" && document.stylesheet === undefined)
    throw fail("nemid:document", "an XML document without its stylesheet");
  return {
    format,
    mediaType: mediaTypes[format],
    bytes,
    stylesheet: format === "XML" ? Buffer.from(document.stylesheet ?? "", "utf8") : undefined,
    stylesheetName: format === "XML" ? readName(document) : undefined,
    isMonospaced,
    addressFor: format === "PDF" && bytes.length > inlineBytes ? (origin) => request.documentUrl(origin) : undefined,
  };
}

/** It is written into the message: what XML cannot hold, or would give back as something else, is none. */
function readName({ stylesheetName }: SignRequest["document"]): string | undefined {
  if (stylesheetName === undefined || NAME.test(stylesheetName)) return stylesheetName;
  throw fail("nemid:document", "the stylesheet's name is empty, or has characters that an XML message cannot hold");
}
const NAME = /^[\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]+$/u; // XML 1.0 section 2.2, without carriage returns
