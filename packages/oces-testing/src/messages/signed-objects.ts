import type { MessageDialect, MessageDocument, MessageProperty } from "./message-options.js";
import { base64Lines } from "./message-parts.js";
import { type MessageStyle, spellEncoding } from "./message-style.js";

/** The signed statement: `#ToBeSigned` with one SignatureProperty per line. */
export function propertiesObject(
  properties: readonly MessageProperty[],
  target: string,
  dialect: MessageDialect,
  namespaces: string,
  style: MessageStyle = {},
): string {
  const lines = properties.map((property) => signatureProperty(property, target, dialect, style));
  return `<ds:Object ${namespaces} Id="ToBeSigned"><ds:SignatureProperties>\n${lines.join("")}</ds:SignatureProperties></ds:Object>`;
}

function signatureProperty(
  property: MessageProperty,
  target: string,
  dialect: MessageDialect,
  style: MessageStyle,
): string {
  const { name, value, visible = false } = property;
  const encoding = encodingOf(property, dialect);
  const bytes = typeof value === "string" ? Buffer.from(value, "utf8") : Buffer.from(value);
  const text = encoding === "base64" ? bytes.toString("base64") : escapeText(bytes.toString("utf8"));
  return `<ds:SignatureProperty Target="${escapeAttribute(target)}"><openoces:Name>${escapeText(name)}</openoces:Name><openoces:Value Encoding="${spellEncoding(encoding, style)}" VisibleToSigner="${visible ? "yes" : "no"}">${text}</openoces:Value></ds:SignatureProperty>\n`;
}

/** Bytes have no other form than base64. */
function encodingOf({ value, encoding }: MessageProperty, dialect: MessageDialect): "xml" | "base64" {
  if (typeof value !== "string") return "base64";
  return encoding ?? (dialect === "codefile" ? "base64" : "xml");
}

/** A document as an object of its own, base64 in lines; attributes stand in canonical order. */
export function documentObject({ id, mimeType, bytes, originalTitle }: MessageDocument, namespaces: string): string {
  const title = originalTitle === undefined ? "" : ` OrigTitle="${escapeAttribute(originalTitle)}"`;
  return `<ds:Object ${namespaces} Encoding="base64" Id="${escapeAttribute(id)}" MimeType="${escapeAttribute(mimeType)}"${title}>\n${base64Lines(bytes)}\n</ds:Object>`;
}

/** Text as canonical XML 1.0 writes it. */
const escapeText = (text: string): string =>
  text.replace(/[&<>\r]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? "&#xD;");

const ATTRIBUTE_ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
};

const escapeAttribute = (text: string): string =>
  text.replace(/[&<"\t\n\r]/g, (sign) => ATTRIBUTE_ESCAPES[sign] ?? "&#xD;");
