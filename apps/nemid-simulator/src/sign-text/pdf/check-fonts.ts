/** Every font is in the file, or one of the fourteen that every viewer has. */
import { type Finding, printable } from "../finding.js";
import { STANDARD_FONTS } from "./name-lists.js";
import type { OpenedPdf } from "./open-pdf.js";
import { entryOf, isDictionary, isNode, nameOf, type PdfDictionary, type PdfValue } from "./pdf-value.js";

const FILES = ["FontFile", "FontFile2", "FontFile3"];
/** A composite font has its glyphs in its descendant, a Type 3 font draws them itself. */
const WITHOUT_FILE = new Set(["Type0", "Type3"]);

export function checkFonts({ objects }: OpenedPdf): readonly Finding[] {
  const resolve = (value: PdfValue | undefined) =>
    isNode(value) && value.is === "reference" ? objects.get(value.number) : value;
  return [...objects].flatMap(([number, value]) => {
    const missing = dictionariesWithin(value).filter((one) => isFont(one) && !isAtHand(one, resolve));
    return missing.map((font) => toFinding(nameOf(font, "BaseFont") ?? "without a name", `object ${number}`));
  });
}

function toFinding(name: string, place: string): Finding {
  return { rule: "pdf-font", name: printable(name), place, says: "the font is not embedded" };
}

function isFont(dictionary: PdfDictionary): boolean {
  return nameOf(dictionary, "Type") === "Font" && !WITHOUT_FILE.has(nameOf(dictionary, "Subtype") ?? "");
}

function isAtHand(font: PdfDictionary, resolve: (value: PdfValue | undefined) => PdfValue | undefined): boolean {
  if (STANDARD_FONTS.has(nameOf(font, "BaseFont") ?? "")) return true;
  const descriptor = resolve(entryOf(font, "FontDescriptor"));
  return isDictionary(descriptor) && FILES.some((key) => isDictionary(resolve(entryOf(descriptor, key))));
}

function dictionariesWithin(value: PdfValue): readonly PdfDictionary[] {
  if (!isNode(value)) return [];
  if (value.is === "array") return value.items.flatMap(dictionariesWithin);
  if (value.is !== "dictionary") return [];
  return [value, ...value.entries.flatMap(([, inner]) => dictionariesWithin(inner))];
}
