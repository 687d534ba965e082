/** The document that a client is given to sign, as its parameters hold it. */
import { createHash } from "node:crypto";
import type { SigningContent } from "@eid-gateway/oces-testing";

export type Parameters = Readonly<Record<string, string>>;

/** @param documents what is found at an address; a PDF whose digest differs is refused, as by the client (APP002) */
export function readDocument(
  parameters: Parameters,
  documents: ReadonlyMap<string, Uint8Array>,
): SigningContent | undefined {
  const { SIGNTEXT_FORMAT: format, SIGNTEXT_TRANSFORMATION: stylesheet } = parameters;
  if (!["OCESSIGN2", "sign"].includes(parameters.CLIENTFLOW ?? "")) return undefined;
  const bytes = bytesOf(parameters, documents);
  const text = bytes.toString("utf8");
  switch (format?.toUpperCase()) {
    case "TEXT":
      return { kind: "text", text };
    case "HTML":
      return { kind: "html", html: text };
    case "XML":
      return { kind: "xml", xml: text, stylesheet: Buffer.from(stylesheet ?? "", "base64").toString("utf8") };
    case "PDF":
      return { kind: "pdf", pdf: bytes };
    default:
      throw new Error(`there is no format ${format}`);
  }
}

function bytesOf(parameters: Parameters, documents: ReadonlyMap<string, Uint8Array>): Buffer {
  const { SIGNTEXT: inline, SIGNTEXT_URI: address, SIGNTEXT_REMOTE_HASH: digest } = parameters;
  if (inline !== undefined) return Buffer.from(inline, "base64");
  const bytes = Buffer.from(documents.get(address ?? "") ?? "");
  if (createHash("sha256").update(bytes).digest("base64") !== digest) throw new Error("APP002: another digest");
  return bytes;
}
