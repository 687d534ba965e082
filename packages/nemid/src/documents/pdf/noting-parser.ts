/**
 * pdf-lib's parser, which reads every object in the file whether anything refers to it or not, made to note what it would pass over:
 * earlier versions of an object, trailers, and keys that stand in a dictionary twice (readers disagree which of them counts).
 */
import {
  decodePDFRawStream,
  type PDFContext,
  type PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFParser,
  PDFRawStream,
  type PDFRef,
} from "@cantoo/pdf-lib";

export class NotingParser extends PDFParser {
  readonly found: { readonly ref: PDFRef; readonly object: PDFObject }[] = [];
  readonly trailers: PDFDict[] = [];
  readonly repeatedKeys: string[] = [];
  #keys: PDFName[] | undefined; // of the dictionary that is being read; undefined within a value of it
  #depth = 0;

  get document(): PDFContext {
    return this.context;
  }

  constructor(bytes: Uint8Array) {
    super(bytes, Number.POSITIVE_INFINITY, true); // without a pause, and without mending
    const assign: PDFContext["assign"] = this.context.assign.bind(this.context);
    this.context.assign = (ref, object) => {
      this.found.push({ ref, object });
      if (isObjectStream(object)) this.repeatedKeys.push(...keysRepeatedIn(object));
      assign(ref, object);
    };
  }

  override parseObject(ref?: PDFRef): PDFObject {
    const outer = this.#keys;
    this.#keys = undefined;
    this.#depth += 1;
    try {
      return super.parseObject(ref);
    } finally {
      this.#depth -= 1;
      this.#keys = outer;
    }
  }

  protected override parseName(): PDFName {
    const name = super.parseName();
    this.#keys?.push(name);
    return name;
  }

  /** Every dictionary but a trailer is, or is in, an object. */
  protected override parseDict(ref?: PDFRef): PDFDict {
    const outer = this.#keys;
    const keys: PDFName[] = [];
    this.#keys = keys;
    const dict = super.parseDict(ref);
    this.#keys = outer;
    if (new Set(keys).size < keys.length) this.repeatedKeys.push(...repeatedOf(keys));
    if (this.#depth === 0) this.trailers.push(dict);
    return dict;
  }
}

export function isObjectStream(object: PDFObject): object is PDFRawStream {
  return object instanceof PDFRawStream && object.dict.get(PDFName.of("Type")) === PDFName.of("ObjStm");
}

/** Reads the stream from its first object to its end, as if it were an array: what its table leaves out, too. */
function keysRepeatedIn(stream: PDFRawStream): readonly string[] {
  const first = stream.dict.get(PDFName.of("First"));
  const body = decodePDFRawStream(stream)
    .decode()
    .subarray(first instanceof PDFNumber ? first.asNumber() : 0);
  const parser = new NotingParser(Buffer.concat([Buffer.from("[ "), body, Buffer.from(" ]")]));
  parser.parseObject();
  return parser.repeatedKeys;
}

function repeatedOf(keys: readonly PDFName[]): readonly string[] {
  return keys.filter((key, at) => keys.indexOf(key) < at).map((key) => key.decodeText());
}
