import {
  dictionary,
  name,
  type PdfDictionary,
  type PdfReference,
  type PdfValue,
  string,
} from "../../pdf/syntax/pdf-value.js";
import { textString, writeDate } from "../text-string.js";

/** Print, Locked (ISO 32000-2 table 167). */
const FLAGS = 4 | 128;

export interface SealField {
  readonly name: string;
  readonly page: PdfReference;
  readonly value: PdfReference;
  /** Of no size when it is not seen. */
  readonly rectangle: readonly number[];
  readonly look?: PdfReference;
}

/** A signature field with its widget (sections 12.7.5.5 and 12.5.6.19). */
export function sealField(field: SealField): PdfDictionary {
  return dictionary({
    Type: name("Annot"),
    Subtype: name("Widget"),
    FT: name("Sig"),
    T: textString(field.name),
    V: field.value,
    P: field.page,
    Rect: field.rectangle,
    F: FLAGS,
    ...(field.look && { AP: dictionary({ N: field.look }) }),
  });
}

/** Wider than any place in a file this package makes. */
const PLACEHOLDER = 9_999_999_999;
const RANGE: readonly PdfValue[] = [0, PLACEHOLDER, PLACEHOLDER, PLACEHOLDER];

/**
 * The signature dictionary of a seal (EN 319 142-1 section 6.3), with room for the signature. ByteRange and Contents come first, so
 * that no other value can be taken for them.
 */
export function sealDictionary(given: {
  readonly room: number;
  readonly at: Date;
  readonly by: string;
}): PdfDictionary {
  return dictionary({
    Type: name("Sig"),
    ByteRange: RANGE,
    Contents: string(new Uint8Array(given.room)),
    Filter: name("Adobe.PPKLite"),
    SubFilter: name("ETSI.CAdES.detached"),
    M: writeDate(given.at),
    Name: textString(given.by),
    Reference: [
      dictionary({
        Type: name("SigRef"),
        TransformMethod: name("DocMDP"),
        TransformParams: dictionary({ Type: name("TransformParams"), P: 1, V: name("1.2") }),
      }),
    ],
  });
}

/** A document time-stamp (EN 319 142-1 section 5.4.3). */
export function timestampDictionary(room: number): PdfDictionary {
  return dictionary({
    Type: name("DocTimeStamp"),
    ByteRange: RANGE,
    Contents: string(new Uint8Array(room)),
    Filter: name("Adobe.PPKLite"),
    SubFilter: name("ETSI.RFC3161"),
  });
}
