/** The tables of a plug-in's README, from the code: what can be configured, what can go wrong. */
import type { AnyEidMethod } from "@eid-gateway/core";
import { complain } from "./complaint.js";

type Schema = AnyEidMethod["configSchema"];
interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** Markdown by name: `settings`, `config`, `agreement`, `claims`, `errors`. @param meanings what a code means to the operator */
export function operatorTables(
  method: AnyEidMethod,
  meanings: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return {
    settings: schemaTable(method, method.settingsSchema),
    config: schemaTable(method, method.configSchema),
    agreement: schemaTable(method, method.agreementSchema),
    claims: claimTable(method),
    errors: errorTable(method, meanings),
  };
}

/** Replaces what stands between `<!-- table: name -->` and `<!-- end -->`. @throws when the text lacks one of the tables */
export function fillTables(text: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((filled, [name, table]) => {
    const place = new RegExp(`(<!-- table: ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`);
    if (!place.test(filled)) throw new Error(`there is no place for the table ${name}`);
    return filled.replace(place, (_whole, begin: string, end: string) => `${begin}\n${table}\n\n${end}`);
  }, text);
}

/** Columns are padded, as formatters of Markdown do, so that a formatted README does not count as drifted. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...lines.map((cells) => cells[column]?.length ?? 0)));
  const draw = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const [first = [], ...others] = lines;
  return [draw(first), draw(widths.map((width) => "-".repeat(width))), ...others.map(draw)].join("\n");
}

function claimTable({ attributes = {}, family }: AnyEidMethod): string {
  const rows = Object.entries(attributes).map(([name, meaning]) => [`\`${family}.${name}\``, meaning]);
  return markdownTable(["Claim", "Value"], rows);
}

function errorTable(method: AnyEidMethod, meanings: Readonly<Record<string, string>>): string {
  const rows = Object.entries(method.errors).map(([code, category]) => [
    `\`${code}\``,
    category,
    meanings[code] ?? complain(method, `nothing says what ${code} means`),
  ]);
  return markdownTable(["Code", "Category", "Meaning"], rows);
}

function schemaTable(method: AnyEidMethod, schema: Schema | undefined): string {
  if (schema === undefined) return "None.";
  const rows = membersOf("", toJsonSchema(method, schema));
  return markdownTable(["Key", "Value", "Default", "Meaning"], rows);
}

/** Schema libraries that can say what they accept do so beside `validate` (Standard JSON Schema). */
function toJsonSchema(method: AnyEidMethod, schema: Schema): JsonSchema {
  const standard = schema["~standard"] as { jsonSchema?: { input(options: { target: string }): unknown } };
  if (standard.jsonSchema === undefined) return complain(method, "its schemas cannot be turned into JSON Schema");
  return standard.jsonSchema.input({ target: "draft-2020-12" }) as JsonSchema;
}

function membersOf(prefix: string, { properties = {}, required = [] }: JsonSchema): readonly (readonly string[])[] {
  return Object.entries(properties).flatMap(([name, member]) => {
    const key = `${prefix}${name}`;
    const own = member.description || !member.properties ? [rowOf(key, member, required.includes(name))] : [];
    return [...own, ...membersOf(`${key}.`, member)];
  });
}

function rowOf(key: string, member: JsonSchema, isRequired: boolean): readonly string[] {
  const byDefault =
    member.default === undefined ? (isRequired ? "required" : "") : `\`${JSON.stringify(member.default)}\``;
  return [`\`${key}\``, kindOf(member), byDefault, member.description ?? ""];
}

function kindOf({ type, enum: values, anyOf, items }: JsonSchema): string {
  if (values) return values.map((value) => `\`${String(value)}\``).join(", ");
  if (anyOf) return anyOf.map(kindOf).join(" or ");
  if (type === "array") return `list of ${items ? kindOf(items) : "anything"}`;
  return type ?? "anything";
}
