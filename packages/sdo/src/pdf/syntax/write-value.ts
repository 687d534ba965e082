import { isArray, isDictionary, type PdfDictionary, type PdfValue } from "./pdf-value.js";

const NOT_PLAIN = /[^!"$&'*+,\-.0-9:;=?@A-Z\\^_`a-z|~]/g;

/** One object as it stands in a file, one character for each byte; of a stream its dictionary alone. */
export function writeValue(value: PdfValue): string {
  if (value === null) return "null";
  if (typeof value === "number") return writeNumber(value);
  if (typeof value === "boolean") return String(value);
  if (isArray(value)) return `[${value.map(writeValue).join(" ")}]`;
  if (isDictionary(value)) return writeDictionary(value);
  if (value.type === "name") return writeName(value.name);
  if (value.type === "string") return `<${Buffer.from(value.bytes).toString("hex")}>`;
  if (value.type === "reference") return `${value.object} ${value.generation} R`;
  return writeDictionary(new Map([...value.dictionary, ["Length", value.bytes.length]]));
}

function writeDictionary(entries: PdfDictionary): string {
  const written = [...entries].map(([key, value]) => `${writeName(key)} ${writeValue(value)}`);
  return `<<${written.join(" ")}>>`;
}

function writeName(text: string): string {
  const hex = (character: string) => `#${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  return `/${text.replace(NOT_PLAIN, hex)}`;
}

/** There are no exponents in PDF. */
function writeNumber(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : value.toFixed(10).replace(/0+$/, "");
}
