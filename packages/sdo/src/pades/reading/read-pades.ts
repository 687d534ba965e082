import type { ValidationData } from "@eid-gateway/oces";
import { PdfFile } from "../../pdf/file/pdf-file.js";
import { PdfError } from "../../pdf/pdf-error.js";
import { dictionaryOf, isArray, isName, isStream, type PdfValue } from "../../pdf/syntax/pdf-value.js";
import { listFields } from "./list-fields.js";
import type { Pades } from "./pades.js";
import { readSignature } from "./read-signature.js";

const MAX_SIGNATURES = 100;

/**
 * Reads a sealed PDF: every signature dictionary there is in it, whether or not a form field leads to it.
 *
 * @throws PdfError when it is no PDF, cannot be read without guessing, is encrypted, or holds no signature ("no-signature")
 */
export function readPades(bytes: Uint8Array): Pades {
  const file = new PdfFile(bytes);
  if (file.isEncrypted) throw new PdfError("encrypted", "The file is encrypted");
  const fields = listFields(file);
  const signatures = findSignatureObjects(file).map((object) => readSignature(file, object, fields.get(object)));
  if (signatures.length === 0) throw new PdfError("no-signature", "The file holds no signature");
  const reach = ({ signed }: (typeof signatures)[number]) => (signed instanceof PdfFile ? signed.end : 0);
  return {
    file,
    signatures: signatures.sort((a, b) => reach(a) - reach(b)),
    validation: readStore(file),
  };
}

function findSignatureObjects(file: PdfFile): readonly number[] {
  const objects = [...file.entries].filter(([, { kind }]) => kind !== "free").map(([object]) => object);
  const found = objects.filter((object) => isSignature(file.object(object)));
  if (found.length > MAX_SIGNATURES) throw new PdfError("too-many-objects", `More than ${MAX_SIGNATURES} signatures`);
  return found;
}

/** By what it is called or by what it has: one of the two may have been left out on purpose. */
function isSignature(value: PdfValue): boolean {
  const entries = dictionaryOf(value);
  if (!entries) return false;
  return entries.has("ByteRange") || isName(entries.get("Type"), "Sig") || isName(entries.get("Type"), "DocTimeStamp");
}

/** The document security store (EN 319 142-1 section 5.4.2.2). What is no stream counts for nothing. */
function readStore(file: PdfFile): ValidationData {
  const store = file.dictionary(file.catalog.get("DSS"));
  const read = (key: string) => {
    const list = file.resolve(store?.get(key));
    return (isArray(list) ? list : []).flatMap((each) => {
      const value = file.resolve(each);
      return isStream(value) ? [file.expand(value)] : [];
    });
  };
  return { certificates: read("Certs"), crls: read("CRLs"), ocsps: read("OCSPs") };
}
