import type { PdfFile } from "../../pdf/file/pdf-file.js";
import { isArray, isName, isString, type PdfDictionary, type PdfValue } from "../../pdf/syntax/pdf-value.js";
import { readTextString } from "../text-string.js";

/** Whether others may sign in a field of that name later; undefined: it cannot be told here. */
export type Permission = (field: string) => boolean | undefined;

/**
 * What a signer lets others do, by the references of the signature (ISO 32000-2 section 12.8.2) and the lock of its field (12.7.5.5):
 * with DocMDP 1 nothing, with 2 and 3 they may sign, unless it is in a field that FieldMDP locks.
 */
export function findPermission(
  file: PdfFile,
  references: PdfValue | undefined,
  lock: PdfValue | undefined,
): Permission {
  const list = file.resolve(references) ?? [];
  const own = lock === undefined ? [] : [lockOf(file, file.dictionary(lock))];
  const all = isArray(list) ? [...list.map((reference) => permissionOf(file, reference)), ...own] : [unclear];
  return (field) => {
    const each = all.map((permits) => permits(field));
    return each.includes(false) ? false : each.includes(undefined) ? undefined : true;
  };
}

const unclear: Permission = () => undefined;

function permissionOf(file: PdfFile, reference: PdfValue): Permission {
  const entries = file.dictionary(reference);
  const method = file.resolve(entries?.get("TransformMethod"));
  const parameters = file.dictionary(entries?.get("TransformParams"));
  if (isName(method, "FieldMDP")) return lockOf(file, parameters);
  return isName(method, "DocMDP") ? levelOf(file.resolve(parameters?.get("P")) ?? 2) : unclear; // the default of table 257
}

function levelOf(level: PdfValue): Permission {
  if (level === 1) return () => false;
  return level === 2 || level === 3 ? () => true : unclear;
}

/** Tables 236 and 259: names of fields, and with them of all below. */
function lockOf(file: PdfFile, lock: PdfDictionary | undefined): Permission {
  const action = file.resolve(lock?.get("Action"));
  const level = lock?.has("P") ? levelOf(file.resolve(lock.get("P"))) : () => true;
  const names = namesIn(file, lock?.get("Fields"));
  const isNamed = (field: string) => names?.some((name) => field === name || field.startsWith(`${name}.`));
  if (isName(action, "All")) return () => false;
  if (!names || !(isName(action, "Include") || isName(action, "Exclude"))) return unclear;
  return (field) => (isNamed(field) === isName(action, "Exclude") ? level(field) : false);
}

function namesIn(file: PdfFile, value: PdfValue | undefined): readonly string[] | undefined {
  const list = file.resolve(value);
  const names = isArray(list) ? list.map((each) => file.resolve(each)) : undefined;
  return names?.every(isString) ? names.map(readTextString) : undefined;
}
