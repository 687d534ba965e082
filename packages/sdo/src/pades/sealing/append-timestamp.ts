import { PdfFile } from "../../pdf/file/pdf-file.js";
import { isArray, isReference, isString, type PdfReference, type PdfValue } from "../../pdf/syntax/pdf-value.js";
import type { GrowingFile } from "../../pdf/writing/growing-file.js";
import { NewObjects } from "../../pdf/writing/new-objects.js";
import { SdoError } from "../../sdo-error.js";
import { collectTimestampProof } from "../../sealing.js";
import type { TimestampSource } from "../../timestamp/timestamp-token.js";
import type { Renewing } from "../../xades/renew-seal.js";
import { readTextString } from "../text-string.js";
import { appendNext } from "./append-next.js";
import { fillSignature, readContents } from "./fill-signature.js";
import { sealField, timestampDictionary } from "./signature-fields.js";
import { appendValidation } from "./validation-revision.js";

/** For a token with a chain of certificates and some signed attributes. */
export const TOKEN_ROOM = 16 * 1024;

/** With what a document time-stamp is verified. */
interface Stamped {
  readonly contents: Uint8Array;
  readonly token: Uint8Array;
  readonly sha256: Uint8Array;
}

/**
 * Appends a document time-stamp over everything before it (EN 319 142-1 section 5.4.3), and behind it what it is verified with,
 * unless that is in the file already.
 *
 * @throws SdoError
 */
export async function appendTimestamp(growing: GrowingFile, { timestamps, validation }: Renewing): Promise<void> {
  const { contents, token, sha256 } = await stamp(growing, timestamps);
  const { proof } = await collectTimestampProof(token, () => sha256, validation);
  appendValidation(growing, contents, proof, "unless-there");
}

async function stamp(growing: GrowingFile, timestamps: TimestampSource): Promise<Stamped> {
  const file = new PdfFile(growing.bytes);
  const objects = new NewObjects(file.size);
  const { form, fields, page, annotations } = findSeal(file);
  const value = objects.add(timestampDictionary(TOKEN_ROOM));
  const name = freeName(file, fields);
  const field = objects.add(sealField({ name, page, value, rectangle: [0, 0, 0, 0] }));
  objects.set(form.reference, new Map([...file.dictionary(form.reference)!, ["Fields", [...fields, field]]]));
  objects.set(annotations.reference, [...annotations.list, field]);
  const places = appendNext(growing, file, objects);
  const place = places.get(value.object)!;
  let [token, digest]: Uint8Array[] = [];
  await fillSignature(growing.bytes, place, async (sha256) => {
    digest = sha256;
    token = await timestamps.stamp(sha256);
    return token;
  });
  return { contents: readContents(growing.bytes, place), token: token!, sha256: digest! };
}

/** The form and the annotations of the seal's page, both objects of their own, as this package places them. */
function findSeal(file: PdfFile) {
  const form = file.catalog.get("AcroForm");
  const fields = file.resolve(file.dictionary(form)?.get("Fields"));
  const page = isArray(fields) ? file.dictionary(fields[0])?.get("P") : undefined;
  const list = file.dictionary(page)?.get("Annots");
  const annotations = file.resolve(list);
  if (!isReference(form) || !isArray(fields) || !isReference(page) || !isReference(list) || !isArray(annotations))
    throw new SdoError("bad-content", "Not a package of this program's making: its form is built in another way");
  return { form: { reference: form }, fields, page, annotations: { reference: list, list: annotations } };
}

function freeName(file: PdfFile, fields: readonly PdfValue[]): string {
  const taken = new Set(fields.map((field) => nameOf(file, field as PdfReference)));
  for (let number = 1; ; number++) if (!taken.has(`Timestamp${number}`)) return `Timestamp${number}`;
}

function nameOf(file: PdfFile, field: PdfReference): string | undefined {
  const name = file.resolve(file.dictionary(field)?.get("T"));
  return isString(name) ? readTextString(name) : undefined;
}
