/**
 * Ways to write one and the same message. A canonicaliser evens out the order of attributes and line ends; wrapping is
 * varied inside and outside what is signed; the case of `Encoding` is signed as it stands.
 */
export interface MessageStyle {
  /** Default: a line feed. */
  readonly lineEnd?: "\n" | "\r\n";
  /** Columns of the signature value and the certificates; 0 for one long line. Default 76. */
  readonly base64Columns?: number;
  /** Columns of a document that is an object, inside what is signed; 0 for one long line. Default 76. */
  readonly documentColumns?: number;
  /** Columns of base64 values of properties, inside what is signed. Default 0: one long line. */
  readonly valueColumns?: number;
  /** Default: as canonical XML orders them, in what is signed. */
  readonly attributeOrder?: "canonical" | "reversed";
  /** Of the values of `Encoding`: `base64`, `BASE64` or `Base64`. Default lower. */
  readonly encodingCase?: "lower" | "upper" | "capital";
}

/** A start tag with its attributes. Texts hold no `<` and values no quotation mark, as both are written escaped. */
const START_TAG = /<([A-Za-z:]+)((?: [\w:]+="[^"]*")+)/g;

/** Writes a composed document in a style. What was digested and signed stays as it is in canonical form. */
export function restyle(document: string, { lineEnd = "\n", attributeOrder = "canonical" }: MessageStyle): string {
  const ordered = attributeOrder === "reversed" ? document.replace(START_TAG, reverseAttributes) : document;
  return lineEnd === "\n" ? ordered : ordered.replaceAll("\n", lineEnd);
}

function reverseAttributes(_tag: string, name: string, attributes: string): string {
  return `<${name}${(attributes.match(/ [\w:]+="[^"]*"/g) ?? []).reverse().join("")}`;
}

export function spellEncoding(encoding: string, { encodingCase = "lower" }: MessageStyle): string {
  if (encodingCase === "lower") return encoding;
  return encodingCase === "upper" ? encoding.toUpperCase() : encoding[0]?.toUpperCase() + encoding.slice(1);
}
