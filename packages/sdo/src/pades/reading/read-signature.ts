import { createHash } from "node:crypto";
import type { Hash } from "../../cms/object-identifiers.js";
import { readSignedData } from "../../cms/read-signed-data.js";
import { PdfFile } from "../../pdf/file/pdf-file.js";
import { PdfError } from "../../pdf/pdf-error.js";
import { PdfScanner, type PlacedValue } from "../../pdf/syntax/pdf-scanner.js";
import { isName, isString, type PdfString } from "../../pdf/syntax/pdf-value.js";
import { SdoError } from "../../sdo-error.js";
import { readTimestampToken } from "../../timestamp/read-timestamp-token.js";
import { readTextString } from "../text-string.js";
import { checkByteRange } from "./check-byte-range.js";
import { findPermission } from "./find-permission.js";
import type { FormField } from "./list-fields.js";
import type { PadesSignature, SignatureValue } from "./pades.js";

/** Over the bytes of the file, in CMS: that of PAdES (EN 319 142-1), and that of PDF before it (ISO 32000-1 section 12.8.3.3). */
export const SIGNATURE_KINDS = ["ETSI.CAdES.detached", "adbe.pkcs7.detached"] as const;
const EMPTY: PlacedValue = { value: { type: "string", bytes: new Uint8Array() }, start: -1, end: -1 };

/** Reads one signature dictionary, byte for byte where it stands. @throws PdfError when it is none */
export function readSignature(file: PdfFile, object: number, field: FormField | undefined): PadesSignature {
  const entries = placeDictionary(file, object);
  const entry = (key: string) => entries.get(key)?.value;
  const contents = entries.get("Contents") ?? EMPTY;
  const text = isString(contents.value) ? contents.value : (EMPTY.value as PdfString);
  const kind = isName(entry("SubFilter"), "ETSI.RFC3161") ? "timestamp" : "signature";
  const { end, problem } = checkByteRange(file.bytes, entry("ByteRange"), contents);
  const covered = [file.bytes.subarray(0, contents.start), file.bytes.subarray(contents.end, end)];
  return {
    kind,
    field: field?.name ?? "",
    isSeen: field?.isSeen ?? false,
    permits: findPermission(file, entry("Reference"), field?.lock),
    object,
    claimedTime: readDate(entry("M") as PdfString | undefined),
    rangeProblem: problem,
    signed: problem === undefined ? openSigned(file, end) : undefined,
    digest: (hash) => digestOf(problem === undefined ? covered : [], hash),
    contents: text.bytes,
    value: attempt(() => readContents(text.bytes, kind, entry("SubFilter"))),
  };
}

/** Contents has a place in the file: a signature dictionary is never in a stream of objects. */
function placeDictionary(file: PdfFile, object: number): ReadonlyMap<string, PlacedValue> {
  const entry = file.entries.get(object);
  if (entry?.kind !== "at") throw new PdfError("damaged", "A signature dictionary is not an object of its own");
  const scanner = new PdfScanner(file.bytes, entry.offset);
  scanner.readCount();
  scanner.readCount();
  scanner.readKeyword("obj");
  return scanner.readPlacedDictionary();
}

/** What was signed must be a file by itself, that ends where the range does. */
function openSigned(file: PdfFile, end: number): PadesSignature["signed"] {
  if (end === file.bytes.length)
    return file.end === end ? file : { problem: "Bytes follow the end of the signed revision" };
  try {
    const signed = new PdfFile(file.bytes.subarray(0, end));
    return signed.end === end ? signed : { problem: "The signed range does not end where a revision does" };
  } catch (error) {
    if (error instanceof PdfError) return { problem: `What was signed is no file by itself: ${error.message}` };
    throw error;
  }
}

function digestOf(pieces: readonly Uint8Array[], hash: Hash): Uint8Array {
  const digest = createHash(hash);
  for (const piece of pieces) digest.update(piece);
  return digest.digest();
}

function readContents(bytes: Uint8Array, kind: PadesSignature["kind"], subFilter: unknown): SignatureValue {
  const der = withoutFilling(bytes);
  if (kind === "timestamp") return { token: readTimestampToken(der), der };
  if (!SIGNATURE_KINDS.some((known) => isName(subFilter as never, known)))
    throw new SdoError("bad-cms", `The signature is of another kind than ${SIGNATURE_KINDS.join(" and ")}`);
  const cms = readSignedData(der);
  if (cms.content !== undefined)
    throw new SdoError("bad-cms", "The signature is not detached: it brings its own content");
  const tokens = cms.signer.timestamps;
  const namesCertificate = !isName(subFilter as never, "adbe.pkcs7.detached");
  return { cms, namesCertificate, tokens, timestamps: tokens.map(readTimestampToken) };
}

/** Contents is filled up with zeros; anything else behind the signature would be bytes that nobody signed. */
function withoutFilling(bytes: Uint8Array): Uint8Array {
  const length = lengthOfDer(bytes);
  if (length === 0 || length > bytes.length) throw new SdoError("bad-cms", "Contents holds no DER");
  if (bytes.subarray(length).some((byte) => byte !== 0))
    throw new SdoError("bad-cms", "Bytes follow the signature in Contents");
  return bytes.subarray(0, length);
}

function lengthOfDer(bytes: Uint8Array): number {
  const [tag, first] = bytes;
  if (tag !== 0x30 || first === undefined) return 0;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  if (count === 0 || count > 4) return 0;
  return bytes.subarray(2, 2 + count).reduce((sum, byte) => sum * 256 + byte, 0) + 2 + count;
}

function attempt(read: () => SignatureValue): PadesSignature["value"] {
  try {
    return read();
  } catch (error) {
    if (error instanceof SdoError) return { problem: error.message };
    throw error;
  }
}

const DATE = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?'?)?$/;

function readDate(value: PdfString | undefined): Date | undefined {
  const parts = isString(value) ? DATE.exec(readTextString(value)) : null;
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, sign, offsetHours = "0", offsetMinutes = "0"] = parts;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === "-" ? -60_000 : 60_000);
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - offset;
  return Number.isNaN(time) ? undefined : new Date(time);
}
