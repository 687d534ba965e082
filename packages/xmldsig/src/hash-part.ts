/** The canonical form of one part of a document, hashed as its tokens go by. */
import { createHash, type Hash } from "node:crypto";
import { type CanonicalMethod, namespacesOf } from "./canonical-method.js";
import { CanonicalWriter } from "./canonical-xml.js";
import type { NamespacesHere } from "./namespace-rules.js";
import type { Token } from "./tokens.js";
import { XmlError } from "./xml-error.js";

export interface PartToRead {
  readonly start: number; // of its start tag
  readonly leaveOut: number | undefined; // where the Signature begins that does not belong to it
  readonly canonicalization: CanonicalMethod;
  readonly hash: string;
  /** Takes the canonical form as it is written, as byte strings; without it that form is kept nowhere. */
  readonly write?: (piece: string) => void;
}
export interface HashedPart {
  readonly bytes: number; // of the canonical form
  readonly sha256: Uint8Array;
  readonly digest: Uint8Array; // by the hash that was asked for
}

/** Takes each token from the part's start tag on, until it is complete. */
export class PartHash {
  readonly #part: PartToRead;
  readonly #writer: CanonicalWriter;
  readonly #hashes: ReadonlyMap<string, Hash>;
  #bytes = 0;
  #depth = 0;
  #depthLeftOut = 0;
  #hasLeftOut: boolean;

  constructor(part: PartToRead) {
    this.#part = part;
    this.#hasLeftOut = part.leaveOut === undefined;
    this.#hashes = new Map(["sha256", part.hash].map((name) => [name, createHash(name)]));
    this.#writer = new CanonicalWriter((piece) => {
      this.#bytes += piece.length;
      part.write?.(piece);
      for (const hash of this.#hashes.values()) hash.update(piece, "latin1");
    }, namespacesOf(part.canonicalization));
  }

  /** @returns whether the token belongs to the part: the Signature that is left out does not */
  add(token: Token, here: NamespacesHere): boolean {
    const step = token.kind === "start" ? 1 : token.kind === "end" ? -1 : 0;
    if (this.#depthLeftOut > 0 || this.#isTheSignature(token)) {
      this.#hasLeftOut = true;
      this.#depthLeftOut += step;
      return false;
    }
    this.#depth += step;
    this.#writer.add(token, here);
    return true;
  }

  /** By its start tag: the end of an element written `<a/>` has the offset of what follows it. */
  #isTheSignature({ kind, start }: Token): boolean {
    return this.#depth > 0 && kind === "start" && start === this.#part.leaveOut;
  }

  get isComplete(): boolean {
    return this.#depth === 0;
  }

  /** @throws XmlError "transform" when the part has no such Signature to leave out */
  end(): HashedPart {
    this.#writer.end();
    if (!this.#hasLeftOut) {
      throw new XmlError("transform", "A signature leaves itself out of something it does not stand in");
    }
    const digests = new Map([...this.#hashes].map(([name, hash]) => [name, hash.digest()]));
    return { bytes: this.#bytes, sha256: digests.get("sha256")!, digest: digests.get(this.#part.hash)! };
  }
}
