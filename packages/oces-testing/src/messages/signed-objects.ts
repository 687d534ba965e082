import type { MessageDialect, MessageDocument, MessageProperty } from "./message-options.js";
import { base64Lines, DIALECTS } from "./message-parts.js";
import { type MessageStyle, spellEncoding } from "./message-style.js";
import { declarationsOf, OPENOCES, type OpenocesNamespace } from "./openoces-namespace.js";

/** Everything besides their content that decides how objects are written. */
export interface Writing {
  readonly dialect: MessageDialect;
  readonly namespace: OpenocesNamespace;
  readonly style: MessageStyle;
}

/** The signed statement: `#ToBeSigned` with one SignatureProperty per line. */
export function propertiesObject(properties: readonly MessageProperty[], writing: Writing): string {
  const lines = properties.map((property) => signatureProperty(property, writing));
  return `<ds:Object ${declarationsOf(writing.namespace)} Id="ToBeSigned"><ds:SignatureProperties>\n${lines.join("")}</ds:SignatureProperties></ds:Object>`;
}

function signatureProperty(property: MessageProperty, { dialect, namespace, style }: Writing): string {
  const { name, value, visible = false } = property;
  const encoding = encodingOf(property, dialect);
  const bytes = typeof value === "string" ? Buffer.from(value, "utf8") : Buffer.from(value);
  const text = encoding === "base64" ? base64Lines(bytes, style.valueColumns ?? 0) : escapeText(bytes.toString("utf8"));
  const { prefix } = OPENOCES[namespace];
  const attributes = `Encoding="${spellEncoding(encoding, style)}" VisibleToSigner="${visible ? "yes" : "no"}"`;
  return `<ds:SignatureProperty Target="${escapeAttribute(DIALECTS[dialect].target)}"><${prefix}Name>${escapeText(name)}</${prefix}Name><${prefix}Value ${attributes}>${text}</${prefix}Value></ds:SignatureProperty>\n`;
}

/** Bytes have no other form than base64. */
function encodingOf({ value, encoding }: MessageProperty, dialect: MessageDialect): "xml" | "base64" {
  if (typeof value !== "string") return "base64";
  return encoding ?? (dialect === "codefile" ? "base64" : "xml");
}

/** A document as an object of its own, base64 in lines; attributes stand in canonical order. */
export function documentObject(
  { id, mimeType, bytes, originalTitle }: MessageDocument,
  { namespace, style }: Writing,
): string {
  const title = originalTitle === undefined ? "" : ` OrigTitle="${escapeAttribute(originalTitle)}"`;
  return `<ds:Object ${declarationsOf(namespace)} Encoding="base64" Id="${escapeAttribute(id)}" MimeType="${escapeAttribute(mimeType)}"${title}>\n${base64Lines(bytes, style.documentColumns)}\n</ds:Object>`;
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
