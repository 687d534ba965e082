import { DerError, type DerValue } from "./der-value.js";

/** The parts of a SEQUENCE one after the other, optional ones by their tag. `end` makes sure that none is left. */
export class DerFields {
  readonly #values: readonly DerValue[];
  #next = 0;

  constructor(sequence: DerValue) {
    this.#values = sequence.children();
  }

  take(tag: number): DerValue {
    return this.takeAny().expect(tag);
  }

  takeAny(): DerValue {
    const value = this.#values[this.#next++];
    if (!value) throw new DerError("a part is missing");
    return value;
  }

  /** The next part if it has one of these tags. */
  find(...tags: readonly number[]): DerValue | undefined {
    const value = this.#values[this.#next];
    if (!value || !tags.includes(value.tag)) return undefined;
    this.#next++;
    return value;
  }

  end(): void {
    if (this.#next < this.#values.length) throw new DerError("a part too many");
  }
}
