/** The strict questions that readers of seals and of sealed documents ask of an element. */
import { readBase64, readLeaf, type XmlElement } from "@eid-gateway/xmldsig";
import { SdoError, type SdoErrorCode } from "../sdo-error.js";

/** Reads one vocabulary, and refuses under one code what is not of it. */
export class Vocabulary {
  readonly #namespace: string;
  readonly #code: SdoErrorCode;

  constructor(namespace: string, code: SdoErrorCode) {
    this.#namespace = namespace;
    this.#code = code;
  }

  is(element: XmlElement | undefined, name: string, namespace = this.#namespace): element is XmlElement {
    return element?.name === name && element.namespace === namespace;
  }

  expect(element: XmlElement | undefined, name: string, namespace = this.#namespace): XmlElement {
    if (!this.is(element, name, namespace)) throw this.refusal(`There is no ${name} where it must stand`);
    return element;
  }

  /** The elements inside one that holds elements alone, and none but these attributes. */
  inside(element: XmlElement, attributes: readonly string[] = []): readonly XmlElement[] {
    if (/[^ \t\r\n]/.test(element.text)) throw this.refusal(`Text stands in ${element.name}`);
    this.attributes(element, attributes);
    return element.children;
  }

  /** Values by name; no attribute may be there but these. */
  attributes(element: XmlElement, known: readonly string[]): Readonly<Record<string, string | undefined>> {
    const stray = element.attributes.find(({ name, namespace }) => namespace !== "" || !known.includes(name));
    if (stray) throw this.refusal(`${element.name} has an attribute it must not have`);
    return Object.fromEntries(element.attributes.map(({ name, value }) => [name, value]));
  }

  /** The one text inside, white space around it left out. */
  text(element: XmlElement | undefined, name: string, attributes: readonly string[] = []): string {
    const found = this.expect(element, name);
    this.attributes(found, attributes);
    return readLeaf(found).trim();
  }

  /** Bytes in base64. */
  bytes(element: XmlElement | undefined, name: string, attributes: readonly string[] = []): Uint8Array {
    const found = this.expect(element, name);
    this.attributes(found, attributes);
    return readBase64(readLeaf(found));
  }

  refusal(message: string): SdoError {
    return new SdoError(this.#code, message);
  }
}

const WHOLE_SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/;

/** A time in UTC as this software writes it. Undefined for any other spelling, and for times that do not exist. */
export function readTime(text: string): Date | undefined {
  const time = WHOLE_SECONDS.test(text) ? new Date(text) : undefined;
  return time && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text.slice(0, 19)) ? time : undefined;
}
