/** Every way in which the reader refuses a document. Codes are stable; messages are for people and hold nothing of the content. */
export const XML_ERRORS = {
  // not XML 1.0 with namespaces in UTF-8
  "not-utf8": "malformed",
  "wrong-encoding": "malformed",
  "forbidden-character": "malformed",
  malformed: "malformed",
  "unknown-entity": "malformed",
  "duplicate-attribute": "malformed",
  "undeclared-prefix": "malformed",
  "bad-namespace": "malformed",
  // well-formed, perhaps, but nothing this reader takes
  "byte-order-mark": "forbidden",
  doctype: "forbidden",
  comment: "forbidden",
  cdata: "forbidden",
  "processing-instruction": "forbidden",
  // past a documented number
  "too-large": "limit",
  "too-deep": "limit",
  "too-many-elements": "limit",
  "too-many-attributes": "limit",
  "too-many-namespaces": "limit",
  "too-many-ids": "limit",
  "too-many-names": "limit",
  "name-too-long": "limit",
  "attribute-too-long": "limit",
  // not built as a signed document of the one accepted shape
  "unexpected-root": "structure",
  "unexpected-element": "structure",
  "unexpected-attribute": "structure",
  "unexpected-text": "structure",
  "missing-element": "structure",
  "missing-attribute": "structure",
  "no-signature": "structure",
  "second-signature": "structure",
  "duplicate-id": "structure",
  "unknown-algorithm": "structure",
  "weak-algorithm": "structure",
  "mixed-algorithms": "structure",
  transform: "structure",
  "unresolved-reference": "structure",
  "too-many-references": "structure",
  "unsigned-object": "structure",
  "too-many-objects": "structure",
  "too-many-certificates": "structure",
  "bad-base64": "structure",
} as const;
export type XmlErrorCode = keyof typeof XML_ERRORS;
export type XmlErrorKind = (typeof XML_ERRORS)[XmlErrorCode];

export class XmlError extends Error {
  override readonly name = "XmlError";
  readonly code: XmlErrorCode;
  readonly kind: XmlErrorKind;
  /** Byte offset at which it was noticed, when that is known. */
  readonly offset: number | undefined;

  constructor(code: XmlErrorCode, message: string, offset?: number) {
    super(offset === undefined ? message : `${message} (byte ${offset})`);
    this.code = code;
    this.kind = XML_ERRORS[code];
    this.offset = offset;
  }
}
