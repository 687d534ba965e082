import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import type { ValidationData } from "@eid-gateway/oces";
import { PdfFile } from "../../pdf/file/pdf-file.js";
import {
  isArray,
  isReference,
  isStream,
  name,
  type PdfDictionary,
  type PdfReference,
  type PdfValue,
  stream,
} from "../../pdf/syntax/pdf-value.js";
import type { GrowingFile } from "../../pdf/writing/growing-file.js";
import { NewObjects } from "../../pdf/writing/new-objects.js";
import { appendNext } from "./append-next.js";

const KINDS = { certificates: "Certs", ocsps: "OCSPs", crls: "CRLs" } as const;
type Kind = keyof typeof KINDS;

/**
 * Appends what a signature is verified with to the document security store (EN 319 142-1 section 5.4.2), and names it under that
 * signature. What is there already is referred to, and stays.
 *
 * @param contents the value of the signature's Contents, filling and all: its SHA-1 is the key in VRI (ISO 32000-2 12.8.4.4)
 * @param when nothing is done when all of it is in the store already
 */
export function appendValidation(
  growing: GrowingFile,
  contents: Uint8Array,
  validation: ValidationData,
  when?: "unless-there",
): void {
  const file = new PdfFile(growing.bytes);
  const objects = new NewObjects(file.size);
  const before = file.dictionary(file.catalog.get("DSS")) ?? new Map<string, PdfValue>();
  const store = new Map<string, PdfValue>([["Type", name("DSS")]]);
  const used = new Map<string, PdfValue>([["Type", name("VRI")]]);
  for (const kind of Object.keys(KINDS) as Kind[]) {
    const there = referencesIn(file, before, KINDS[kind]);
    const references = validation[kind].map((value) => findSame(file, there, value) ?? objects.add(pack(value)));
    const all = [...new Map([...there, ...references].map((each) => [each.object, each])).values()];
    if (all.length > 0) store.set(KINDS[kind], all);
    if (references.length > 0) used.set(KINDS[kind].slice(0, -1), references);
  }
  if (when === "unless-there" && objects.values.size === 0) return;
  const key = createHash("sha1").update(contents).digest("hex").toUpperCase();
  store.set("VRI", new Map([...(file.dictionary(before.get("VRI")) ?? []), [key, used]]));
  const place = file.catalog.get("DSS");
  if (isReference(place)) objects.set(place, store);
  else objects.set(file.trailer.get("Root") as PdfReference, new Map([...file.catalog, ["DSS", objects.add(store)]]));
  appendNext(growing, file, objects);
}

function referencesIn(file: PdfFile, store: PdfDictionary, key: string): readonly PdfReference[] {
  const list = file.resolve(store.get(key));
  return isArray(list) ? list.filter(isReference) : [];
}

function findSame(file: PdfFile, references: readonly PdfReference[], value: Uint8Array): PdfReference | undefined {
  return references.find((each) => {
    const found = file.resolve(each);
    return isStream(found) && Buffer.from(file.expand(found)).equals(value);
  });
}

function pack(value: Uint8Array): PdfValue {
  const packed = deflateSync(value);
  return packed.length < value.length ? stream({ Filter: name("FlateDecode") }, packed) : stream({}, value);
}
