/** The text form of a Storable: JSON, with a tag around the two kinds of value that JSON would spoil. */
import { NationalId } from "./national-id.js";
import type { Storable } from "./services.js";

const TAG = "$";

/**
 * Writes a value so that `decodeStorable` gives it back unchanged. The text holds national ids in clear: seal it.
 *
 * @throws TypeError for what would not come back as it was: a Date, a class, a function, NaN, or the codec's own key
 */
export function encodeStorable(value: Storable): string {
  return JSON.stringify(toPlain(value)) ?? "null";
}

/** Reads what `encodeStorable` wrote. @throws SyntaxError when it is not such a text */
export function decodeStorable(text: string): Storable {
  return JSON.parse(text, (_key, item: unknown) => (isTagged(item) ? fromTagged(item) : item)) as Storable;
}

function toPlain(item: Storable | undefined): unknown {
  if (item instanceof NationalId) return { [TAG]: "id", country: item.country, digits: item.reveal() };
  if (item instanceof Uint8Array) return { [TAG]: "bytes", base64: Buffer.from(item).toString("base64") };
  if (Array.isArray(item)) return item.map(toPlain);
  if (item === null || item === undefined) return item;
  if (typeof item === "string" || typeof item === "boolean" || Number.isFinite(item)) return item;
  if (typeof item !== "object") throw new TypeError(`cannot keep a ${typeof item}`);
  if (Object.getPrototypeOf(item) !== Object.prototype) throw new TypeError(`cannot keep a ${item.constructor.name}`);
  if (TAG in item) throw new TypeError(`"${TAG}" is the codec's own key`);
  return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, toPlain(inner)]));
}

type Tagged = { $: "id"; country: string; digits: string } | { $: "bytes"; base64: string };

function isTagged(item: unknown): item is Tagged {
  return typeof item === "object" && item !== null && TAG in item;
}

function fromTagged(item: Tagged): NationalId | Uint8Array {
  if (item.$ === "id") return new NationalId(item.country, item.digits);
  return new Uint8Array(Buffer.from(item.base64, "base64"));
}
