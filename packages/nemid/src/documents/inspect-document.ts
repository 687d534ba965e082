/** What `inspect` answers when an order is made: every reason why NemID could not show this document, while somebody can still mend it. */
import type { DocumentToSign } from "@eid-gateway/core";
import type { Opened } from "../set-up.js";
import { type DocumentFormat, formatOf, mediaTypes } from "./document-format.js";
import { examineBounded } from "./examine-bounded.js";
import { type Finding, finding, quote } from "./findings.js";
import { readBytes } from "./read-bytes.js";

/** @throws EidError nemid:document when the bytes are not those of the digest */
export async function inspectDocument(
  document: DocumentToSign,
  { settings, services }: Pick<Opened<unknown>, "settings" | "services">,
): Promise<readonly Finding[]> {
  const { mediaType, stylesheet } = document;
  const format = formatOf(mediaType);
  if (format === undefined)
    return [finding(`NemID signs ${Object.values(mediaTypes).join(", ")} in UTF-8, not ${quote(mediaType)}`)];
  const bytes = await readBytes(document);
  const { maxBytes, warnBytes } = settings.signing;
  const outer = [...isSmallEnough(bytes.length, maxBytes), ...hasRightStylesheet(format, stylesheet)];
  if (outer.length > 0) return outer;
  if (bytes.length > warnBytes)
    services.log.warn("a large document is to be signed: it is moved about seven times over", {
      bytes: bytes.length,
      format,
    });
  return (await examineBounded({ format, bytes, stylesheet })).findings;
}

function isSmallEnough(bytes: number, maxBytes: number): readonly Finding[] {
  return bytes > maxBytes
    ? [finding(`it has ${bytes} bytes, and no more than ${maxBytes} can be signed with NemID`)]
    : [];
}

const longestStylesheet = 500_000; // bytes: it stands in the client's parameters

function hasRightStylesheet(format: DocumentFormat, stylesheet: string | undefined): readonly Finding[] {
  if (format !== "XML") return stylesheet === undefined ? [] : [finding("only XML has a stylesheet")];
  if (stylesheet === undefined) return [finding("XML needs the stylesheet that shows it")];
  return isSmallEnough(Buffer.byteLength(stylesheet), longestStylesheet).map(({ message }) =>
    finding(`the stylesheet: ${message}`),
  );
}
