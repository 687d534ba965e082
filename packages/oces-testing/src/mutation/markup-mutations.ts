import { type Mutation, splice } from "./byte-mutations.js";
import type { SeededNumbers } from "./seeded-numbers.js";

const TAG = /<\/?[A-Za-z][^<>]*>/g;
const ATTRIBUTE = / [\w:]+="[^"]*"/g;
const ID = /(?<= Id=")[^"]*(?=")/g;
const ID_NAME = /(?<= )Id(?==")/g;
const NAMESPACE = /(?<=xmlns(?::\w+)?=")[^"]*(?=")/g;
const ALGORITHM = /(?<=Algorithm=")[^"]*(?=")/g;
const URI = /(?<=URI=")[^"]*(?=")/g;
const PREFIX = /(?<=<\/?)\w+:/g;
const BASE64 = /(?<=[>\n])[A-Za-z0-9+/=]{4,}(?=[<\n])/g;
const ELEMENT =
  /<(ds:Object|ds:Reference|ds:SignatureProperty|ds:X509Data|ds:SignatureValue|ds:SignedInfo)\b[^>]*>[\s\S]*?<\/\1>/g;

interface Place {
  readonly at: number;
  readonly text: string;
}

/** latin1 keeps every byte one character, so that places in the text are places in the bytes. */
const placesOf = (bytes: Buffer, pattern: RegExp): Place[] =>
  [...bytes.toString("latin1").matchAll(pattern)].map((found) => ({ at: found.index, text: found[0] }));

/** Changes one of the places a pattern matches. */
const at =
  (pattern: RegExp, change: (text: string, numbers: SeededNumbers, all: readonly Place[]) => string): Mutation =>
  (bytes, numbers) => {
    const places = placesOf(bytes, pattern);
    if (places.length === 0) return bytes;
    const { at, text } = numbers.pick(places);
    return splice(bytes, at, text.length, Buffer.from(change(text, numbers, places), "latin1"));
  };

/** Exchanges two of the places a pattern matches. */
const exchange =
  (pattern: RegExp): Mutation =>
  (bytes, numbers) => {
    const places = placesOf(bytes, pattern);
    if (places.length < 2) return bytes;
    const first = numbers.below(places.length - 1);
    const [one, other] = [places[first]!, places[first + 1 + numbers.below(places.length - first - 1)]!];
    const later = splice(bytes, other.at, other.text.length, Buffer.from(one.text, "latin1"));
    return splice(later, one.at, one.text.length, Buffer.from(other.text, "latin1"));
  };

const anotherOf = (choices: readonly string[]) => (_text: string, numbers: SeededNumbers) => numbers.pick(choices);

const IDS = ["ToBeSigned", "signText", "attachment-1", "signature", "OpensignSignature", "tobesigned", ""];
const NAMESPACES = [
  "http://www.openoces.org/2006/07/signature#",
  "http://www.openoces.org/2003/10/signature#",
  "http://www.w3.org/2000/09/xmldsig#",
  "",
];
const ALGORITHMS = [
  "http://www.w3.org/2000/09/xmldsig#sha1",
  "http://www.w3.org/2001/10/xml-exc-c14n#",
  "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
  "",
];
const FLIPPED: Record<string, string> = { "+": "-", "/": "_", "=": "" };

/** Changes that know what a signed message is made of. */
export const markupMutations = {
  "exchange-tags": exchange(TAG),
  "exchange-elements": exchange(ELEMENT),
  "exchange-attributes": exchange(ATTRIBUTE),
  "exchange-base64": exchange(BASE64),
  "delete-tag": at(TAG, () => ""),
  "repeat-tag": at(TAG, (tag) => tag + tag),
  "delete-element": at(ELEMENT, () => ""),
  "repeat-element": at(ELEMENT, (element) => element + element),
  "nest-element": at(ELEMENT, (element) => `<ds:Object>${element}</ds:Object>`),
  "delete-attribute": at(ATTRIBUTE, () => ""),
  "repeat-attribute": at(ATTRIBUTE, (attribute) => attribute + attribute),
  "edit-id": at(ID, anotherOf(IDS)),
  "edit-id-name": at(ID_NAME, anotherOf(["ID", "id", "xml:id", "wsu:Id"])),
  "edit-uri": at(URI, anotherOf(IDS.map((id) => (id === "" ? "" : `#${id}`)))),
  "edit-namespace": at(NAMESPACE, anotherOf(NAMESPACES)),
  "edit-algorithm": at(ALGORITHM, anotherOf(ALGORITHMS)),
  "edit-prefix": at(PREFIX, anotherOf(["openoces:", "ds:", "", "x:"])),
  "base64-character": at(BASE64, (text, numbers) => {
    const place = numbers.below(text.length);
    const sign = text[place]!;
    return text.slice(0, place) + (FLIPPED[sign] ?? (sign === "A" ? "B" : "A")) + text.slice(place + 1);
  }),
  "base64-padding": at(BASE64, (text, numbers) =>
    text.endsWith("=") ? text.slice(0, -1) : text + numbers.pick(["=", "==", "===="]),
  ),
  "base64-blank": at(BASE64, (text, numbers) => {
    const place = numbers.below(text.length);
    return text.slice(0, place) + numbers.pick([" ", "\n", "\t", "\r"]) + text.slice(place);
  }),
  "base64-cut": at(BASE64, (text, numbers) => text.slice(0, numbers.below(text.length))),
} satisfies Record<string, Mutation>;
