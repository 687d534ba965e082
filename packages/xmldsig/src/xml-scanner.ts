/**
 * Bytes in, tokens out, one at a time. Everything that makes a document well-formed is checked here and nowhere else; what this
 * reader does not take (DOCTYPE, CDATA, processing instructions, comments unless admitted) is refused by name.
 */
import { viewBytes } from "./byte-string.js";
import { readCharacterData } from "./expand-references.js";
import { type Binding, NamespaceScope } from "./namespace-scope.js";
import { readTag } from "./read-tag.js";
import type { EndTag, StartTag, Token } from "./tokens.js";
import { XmlError } from "./xml-error.js";
import { DEFAULT_XML_LIMITS, type XmlLimits } from "./xml-limits.js";

export interface ScanOptions {
  readonly limits?: Partial<XmlLimits>;
  /** Whether comments are handed on as tokens instead of refused. */
  readonly admitComments?: boolean;
  /** Whether each element of a tree says what prefixes mean in it, for names that stand in values (`xsi:type`). */
  readonly keepPrefixes?: boolean;
}

const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([A-Za-z0-9._-]+)"|'([A-Za-z0-9._-]+)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;
const MAX_DECLARATION = 256;

export class XmlScanner {
  readonly #source: string;
  readonly #limits: XmlLimits;
  readonly #admitComments: boolean;
  readonly #scope: NamespaceScope;
  readonly #open: string[] = [];
  #position: number;
  #hasRoot = false;
  #elements = 0;
  #pendingEnd: EndTag | undefined; // of an element written <a/>

  /** @param source bytes, or the byte string that `viewBytes` made of them, for whoever lets them go by several times */
  constructor(source: Uint8Array | string, { limits, admitComments = false }: ScanOptions = {}) {
    this.#limits = { ...DEFAULT_XML_LIMITS, ...limits };
    this.#admitComments = admitComments;
    this.#source = typeof source === "string" ? source : viewBytes(source, this.#limits.bytes);
    this.#scope = new NamespaceScope(this.#limits.namespacesInScope);
    this.#position = readDeclaration(this.#source);
  }

  /** The next token; undefined after the last one of a complete document. @throws XmlError */
  next(): Token | undefined {
    if (this.#pendingEnd) return this.#close(this.#pendingEnd);
    let token: Token | undefined;
    while (token === undefined && this.#position < this.#source.length) token = this.#readToken(this.#position);
    return token ?? this.#finish();
  }

  /** Undefined for what stands outside the root element and means nothing: white space, an admitted comment. */
  #readToken(start: number): Token | undefined {
    const less = this.#source.indexOf("<", start);
    if (less !== start) return this.#readText(start, less < 0 ? this.#source.length : less);
    const second = this.#source[start + 1];
    if (second === "/") return this.#readEndTag(start);
    if (second === "!") return this.#readMarkup(start);
    if (second === "?") throw new XmlError("processing-instruction", "Processing instructions are not accepted", start);
    return this.#readStartTag(start);
  }

  /** What prefixes mean inside the element whose start tag came last, and until the tag that ends it. */
  namespacesInScope(): readonly Binding[] {
    return this.#scope.inScope();
  }

  findNamespace(prefix: string): string | undefined {
    return this.#scope.find(prefix);
  }

  #finish(): undefined {
    if (this.#hasRoot && this.#open.length === 0) return undefined;
    throw new XmlError("malformed", "The document ends before its root element does", this.#position);
  }

  #readText(start: number, end: number): Token | undefined {
    const written = this.#source.slice(start, end);
    this.#position = end;
    if (this.#open.length === 0) {
      if (/[^ \t\r\n]/.test(written)) throw new XmlError("malformed", "Text outside the root element", start);
      return undefined;
    }
    if (written.includes("]]>")) throw new XmlError("malformed", "]]> in character data", start);
    return { kind: "text", value: readCharacterData(written, start), start, end };
  }

  #readStartTag(start: number): StartTag {
    if (this.#open.length === 0 && this.#hasRoot) throw new XmlError("malformed", "A second root element", start);
    const tag = readTag(this.#source, start, this.#limits);
    const declarations = this.#scope.enter(tag.declared, start);
    this.#hasRoot = true;
    this.#open.push(tag.name);
    this.#elements += 1;
    if (this.#elements > this.#limits.elements) throw new XmlError("too-many-elements", "Too many elements", start);
    if (this.#open.length > this.#limits.depth) throw new XmlError("too-deep", "Elements are nested too deeply", start);
    this.#position = tag.end;
    if (tag.isEmpty) this.#pendingEnd = { kind: "end", name: tag.name, start: tag.end, end: tag.end };
    return {
      kind: "start",
      name: tag.name,
      local: tag.local,
      namespace: this.#scope.resolve(tag.prefix, start),
      attributes: this.#resolveAttributes(tag.attributes, start),
      declarations,
      start,
      end: tag.end,
    };
  }

  #resolveAttributes(written: ReturnType<typeof readTag>["attributes"], start: number): StartTag["attributes"] {
    const attributes = written.map(({ name, prefix, local, value }) => {
      return { name, local, namespace: prefix === "" ? "" : this.#scope.resolve(prefix, start), value };
    });
    if (attributes.length < 2) return attributes;
    // Same local name and namespace under two prefixes is a duplicate too (Namespaces in XML 1.0, section 6.3).
    if (new Set(attributes.map(({ namespace, local }) => `${namespace} ${local}`)).size < attributes.length) {
      throw new XmlError("duplicate-attribute", "An element has the same attribute twice", start);
    }
    return attributes;
  }

  #readEndTag(start: number): EndTag {
    const close = this.#source.indexOf(">", start);
    const name = this.#open.at(-1);
    if (close < 0 || name === undefined) throw new XmlError("malformed", "An end tag that ends nothing", start);
    const isItsEnd = this.#source.startsWith(name, start + 2);
    if (!isItsEnd || /[^ \t\r\n]/.test(this.#source.slice(start + 2 + name.length, close))) {
      throw new XmlError("malformed", "An end tag does not fit its start tag", start);
    }
    return this.#close({ kind: "end", name, start, end: close + 1 });
  }

  #close(tag: EndTag): EndTag {
    this.#pendingEnd = undefined;
    this.#open.pop();
    this.#scope.leave();
    this.#position = tag.end;
    return tag;
  }

  #readMarkup(start: number): Token | undefined {
    if (this.#source.startsWith("<!DOCTYPE", start)) {
      throw new XmlError("doctype", "Document type declarations are not accepted", start);
    }
    if (this.#source.startsWith("<![CDATA[", start)) throw new XmlError("cdata", "CDATA is not accepted", start);
    if (!this.#source.startsWith("<!--", start)) throw new XmlError("malformed", "Unknown markup", start);
    if (!this.#admitComments) throw new XmlError("comment", "Comments are not accepted", start);
    const dashes = this.#source.indexOf("--", start + 4);
    if (dashes < 0 || this.#source[dashes + 2] !== ">")
      throw new XmlError("malformed", "A comment ends wrongly", start);
    this.#position = dashes + 3;
    return this.#open.length === 0 ? undefined : { kind: "comment", start, end: dashes + 3 };
  }
}

/** The XML declaration, if there is one: gives the offset behind it. */
function readDeclaration(source: string): number {
  if (!/^<\?xml[ \t\r\n]/.test(source.slice(0, 6))) return 0;
  const declaration = DECLARATION.exec(source.slice(0, MAX_DECLARATION));
  if (!declaration) throw new XmlError("malformed", "The XML declaration is not one of XML 1.0", 0);
  const encoding = declaration[1] ?? declaration[2] ?? "UTF-8";
  if (encoding.toUpperCase() !== "UTF-8")
    throw new XmlError("wrong-encoding", "The encoding is declared as not UTF-8", 0);
  return declaration[0].length;
}
