/**
 * What a dictionary anywhere in a file says about it, whether or not anything refers to it: an object that is not used today may
 * be in tomorrow's revision.
 */
import { isArray, isName, isString, type PdfDictionary, type PdfValue } from "../syntax/pdf-value.js";
import type { PdfFindingCode } from "./pdf-findings.js";

interface Rule {
  readonly code: PdfFindingCode;
  readonly text: string;
  applies(dictionary: PdfDictionary, resolve: (value: PdfValue | undefined) => PdfValue): boolean;
}

/** Of actions: S; of annotations and other objects: Type and Subtype. */
const isAction = (...names: readonly string[]): Rule["applies"] => isOneOf("S", names);
const isKind = (...names: readonly string[]): Rule["applies"] => isOneOf("Subtype", names);

function isOneOf(key: string, names: readonly string[]): Rule["applies"] {
  return (dictionary, resolve) => {
    const value = resolve(dictionary.get(key));
    return isName(value) && names.includes(value.name);
  };
}

export const CONTENT_RULES: readonly Rule[] = [
  {
    code: "javascript",
    text: "It holds JavaScript",
    applies: (dictionary, resolve) =>
      dictionary.has("JS") || dictionary.has("JavaScript") || isAction("JavaScript")(dictionary, resolve),
  },
  {
    code: "open-action",
    text: "It does something when it is opened",
    applies: (dictionary, resolve) => opensWithMoreThanAPlace(dictionary, resolve),
  },
  {
    code: "additional-actions",
    text: "It does something when it is used, saved or printed (AA)",
    applies: (dictionary) => dictionary.has("AA"),
  },
  { code: "launch", text: "It starts another program or file", applies: isAction("Launch") },
  {
    code: "submits-data",
    text: "It sends or takes in data, or changes what is shown",
    applies: isAction("SubmitForm", "ImportData", "ResetForm", "Hide", "SetOCGState", "Named"),
  },
  {
    code: "outside-document",
    text: "It opens another file, or shows content that is in one",
    applies: (dictionary, resolve) =>
      isAction("GoToR", "GoToE", "GoToDp", "Thread")(dictionary, resolve) || showsAnotherFile(dictionary, resolve),
  },
  {
    code: "media",
    text: "It holds sound, film or 3D",
    applies: (dictionary, resolve) =>
      isKind("Sound", "Movie", "Screen", "RichMedia", "3D")(dictionary, resolve) ||
      isAction("Sound", "Movie", "Rendition", "GoTo3DView", "Trans", "RichMediaExecute")(dictionary, resolve),
  },
  {
    code: "embedded-files",
    text: "Files are attached to it",
    applies: (dictionary, resolve) =>
      dictionary.has("EF") || dictionary.has("EmbeddedFiles") || isKind("FileAttachment")(dictionary, resolve),
  },
  { code: "xfa", text: "It has an XFA form", applies: (dictionary) => dictionary.has("XFA") },
  {
    code: "form-fields",
    text: "It has form fields, whose look can change",
    applies: isOneOf("FT", ["Btn", "Tx", "Ch"]),
  },
  {
    code: "signed",
    text: "It is signed already: a new signature would not keep that one whole",
    applies: (dictionary, resolve) =>
      dictionary.has("ByteRange") || (isOneOf("FT", ["Sig"])(dictionary, resolve) && dictionary.has("V")),
  },
  {
    code: "signature-field",
    text: "It has an empty signature field",
    applies: (dictionary, resolve) => isOneOf("FT", ["Sig"])(dictionary, resolve) && !dictionary.has("V"),
  },
  {
    code: "layers",
    text: "It has layers that can be switched",
    applies: (dictionary) => dictionary.has("OCProperties"),
  },
  {
    code: "web-links",
    text: "It has links to addresses",
    applies: (dictionary, resolve) => isAction("URI")(dictionary, resolve) && isString(resolve(dictionary.get("URI"))),
  },
];

/** A place to begin reading at is none: an array, a name, or a plain GoTo without anything that follows. */
function opensWithMoreThanAPlace(
  dictionary: PdfDictionary,
  resolve: (value: PdfValue | undefined) => PdfValue,
): boolean {
  const action = resolve(dictionary.get("OpenAction"));
  if (action === null || isArray(action) || isName(action) || isString(action)) return false;
  const isGoTo = action instanceof Map && isAction("GoTo")(action, resolve) && !action.has("Next");
  return !isGoTo;
}

/** A form XObject with Ref, or a stream with F: what is seen is in a file that nobody signs (ISO 32000-2 8.10.4, 7.3.8.2). */
function showsAnotherFile(dictionary: PdfDictionary, resolve: (value: PdfValue | undefined) => PdfValue): boolean {
  const isReferenceXObject = isKind("Form")(dictionary, resolve) && dictionary.has("Ref");
  return isReferenceXObject || (dictionary.has("Length") && dictionary.has("F"));
}
