import type { PdfFile } from "../file/pdf-file.js";
import {
  isArray,
  isDictionary,
  isReference,
  isStream,
  type PdfDictionary,
  type PdfReference,
  type PdfValue,
} from "../syntax/pdf-value.js";
import type { NewObjects } from "./new-objects.js";

/** Copies objects of one file into another, each once, with all that they refer to; streams keep their bytes. */
export class ObjectCopier {
  readonly #file: PdfFile;
  readonly #target: NewObjects;
  readonly #copies = new Map<number, PdfReference | null>();
  readonly #waiting: { readonly from: PdfReference; readonly to: PdfReference }[] = [];

  constructor(file: PdfFile, target: NewObjects) {
    this.#file = file;
    this.#target = target;
  }

  /** From now on a reference to the one is a reference to the other, or to nothing. */
  map(from: PdfReference, to: PdfReference | null): void {
    this.#copies.set(from.object, to);
  }

  hasMapped({ object }: PdfReference): boolean {
    return this.#copies.has(object);
  }

  copy<V extends PdfValue>(value: V): V;
  copy(value: PdfValue): PdfValue {
    const copied = this.#copyValue(value);
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) {
      this.#target.set(next.to, this.#copyValue(this.#file.resolve(next.from)));
    }
    return copied;
  }

  #copyValue(value: PdfValue): PdfValue {
    if (isReference(value)) return this.#copyReference(value);
    if (isArray(value)) return value.map((each) => this.#copyValue(each));
    if (isDictionary(value)) return this.#copyDictionary(value);
    return isStream(value) ? { ...value, dictionary: this.#copyDictionary(value.dictionary) } : value;
  }

  #copyDictionary(entries: PdfDictionary): PdfDictionary {
    return new Map([...entries].map(([key, value]) => [key, this.#copyValue(value)]));
  }

  #copyReference(from: PdfReference): PdfReference | null {
    const known = this.#copies.get(from.object);
    if (known !== undefined) return known;
    const to = this.#target.reserve();
    this.#copies.set(from.object, to);
    this.#waiting.push({ from, to });
    return to;
  }
}
