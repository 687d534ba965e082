import { type PdfReference, type PdfValue, reference } from "../syntax/pdf-value.js";

/** Objects of a file, or of a revision, that is being made: numbered in the order in which they are asked for. */
export class NewObjects {
  readonly values = new Map<number, PdfValue>();
  #next: number;

  /** @param first the first number that is free */
  constructor(first: number) {
    this.#next = first;
  }

  get size(): number {
    return this.#next;
  }

  /** A number for an object that comes later, by `set`. */
  reserve(): PdfReference {
    return reference(this.#next++);
  }

  add(value: PdfValue): PdfReference {
    const place = this.reserve();
    this.values.set(place.object, value);
    return place;
  }

  set({ object }: PdfReference, value: PdfValue): void {
    this.values.set(object, value);
  }
}
