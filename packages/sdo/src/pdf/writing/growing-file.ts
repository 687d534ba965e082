/** Room for the revisions that follow a seal: proofs and time-stamps. */
const SPARE = 256 * 1024;

/** A file in memory that gets longer at its end. What is in it is not copied again for every revision. */
export class GrowingFile {
  #room: Buffer = Buffer.alloc(0);
  #length = 0;

  constructor(beginning: Uint8Array = new Uint8Array()) {
    if (beginning.length > 0) this.append([beginning]);
  }

  get length(): number {
    return this.#length;
  }

  /** What is in it now; what is written into them is written into the file. */
  get bytes(): Buffer {
    return this.#room.subarray(0, this.#length);
  }

  append(pieces: readonly Uint8Array[]): void {
    const needed = pieces.reduce((sum, { length }) => sum + length, this.#length);
    if (needed > this.#room.length) {
      const larger = Buffer.allocUnsafeSlow(needed + SPARE);
      larger.set(this.bytes);
      this.#room = larger;
    }
    for (const piece of pieces) {
      this.#room.set(piece, this.#length);
      this.#length += piece.length;
    }
  }
}
