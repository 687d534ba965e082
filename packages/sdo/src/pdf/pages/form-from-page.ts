import type { PdfFile } from "../file/pdf-file.js";
import { PdfError } from "../pdf-error.js";
import { isArray, isStream, name, type PdfReference, type PdfValue, stream } from "../syntax/pdf-value.js";
import type { ObjectCopier } from "../writing/copy-objects.js";
import type { NewObjects } from "../writing/new-objects.js";
import type { PdfPage } from "./walk-pages.js";

/** A page with one content stream, turned if a matrix says so, as a picture that other pages can show (a form XObject, ISO 32000-2 section 8.10). */
export function formFromPage(
  file: PdfFile,
  { dictionary }: PdfPage,
  target: NewObjects,
  copier: ObjectCopier,
  matrix?: readonly number[],
): PdfReference {
  const content = file.resolve(singleContent(dictionary.get("Contents")));
  if (!isStream(content)) throw new PdfError("damaged", "A page whose content is not one stream");
  const filter = content.dictionary.get("Filter");
  return target.add(
    stream(
      {
        Type: name("XObject"),
        Subtype: name("Form"),
        BBox: copier.copy(dictionary.get("MediaBox") ?? null),
        ...(matrix && { Matrix: matrix }),
        Resources: copier.copy(dictionary.get("Resources") ?? null),
        ...(filter !== undefined && { Filter: copier.copy(filter) }),
      },
      content.bytes,
    ),
  );
}

function singleContent(value: PdfValue | undefined): PdfValue | undefined {
  return isArray(value) && value.length === 1 ? value[0] : value;
}
