import type { PdfFile } from "../file/pdf-file.js";
import { isArray, isDictionary, isStream, type PdfDictionary, type PdfValue } from "../syntax/pdf-value.js";
import { CONTENT_RULES } from "./content-rules.js";
import { finding, type PdfFinding, type PdfFindingCode } from "./pdf-findings.js";

/** Applies the rules to every dictionary of every object. @throws PdfError when an object cannot be read */
export function lookIntoObjects(file: PdfFile): readonly PdfFinding[] {
  const found = new Map<PdfFindingCode, Required<PdfFinding>>();
  for (const [object, entry] of file.entries) {
    if (entry.kind === "free") continue;
    for (const dictionary of dictionariesIn(file.object(object))) noteWhatApplies(file, object, dictionary, found);
  }
  return CONTENT_RULES.flatMap(({ code }) => found.get(code) ?? []);
}

function noteWhatApplies(
  file: PdfFile,
  object: number,
  dictionary: PdfDictionary,
  found: Map<PdfFindingCode, Required<PdfFinding>>,
): void {
  for (const { code, text, applies } of CONTENT_RULES) {
    if (!applies(dictionary, (value) => file.resolve(value))) continue;
    const before = found.get(code);
    found.set(code, before ? { ...before, count: before.count + 1 } : { ...finding(code, text), object, count: 1 });
  }
}

/** References are not followed: what is behind them is looked into by itself. */
function* dictionariesIn(value: PdfValue): Generator<PdfDictionary> {
  if (isStream(value)) yield* dictionariesIn(value.dictionary);
  else if (isArray(value)) for (const each of value) yield* dictionariesIn(each);
  else if (isDictionary(value)) {
    yield value;
    for (const each of value.values()) yield* dictionariesIn(each);
  }
}
