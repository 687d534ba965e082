import type { z } from "zod";
import { jsonSchemas } from "./json-schemas.js";

type JsonSchema = z.core.JSONSchema.JSONSchema;

const FILES: readonly (readonly [schema: string, heading: string, intro: string])[] = [
  ["gateway.schema.json", "gateway.yaml", "The operator's file, one per gateway."],
  [
    "customer.schema.json",
    "customers/&lt;service&gt;/customer.yaml",
    "One per customer, in a folder with the name of its service.",
  ],
  [
    "profile.schema.json",
    "customers/&lt;service&gt;/profiles/&lt;name&gt;/profile.yaml",
    "One per graphical profile, beside its pictures. Every customer has the profile `default`, and may replace it.",
  ],
];

/** The tables of docs/configuration.md: every key of every file, as the schemas know them. */
export function referenceTables(): string {
  const schemas = jsonSchemas();
  return FILES.map(
    ([name, heading, intro]) => `## ${heading}\n\n${intro}\n\n${table(schemas[name] as JsonSchema)}`,
  ).join("\n");
}

function table(schema: JsonSchema): string {
  const rows = rowsOf(schema, "").map((cells) => `| ${cells.join(" | ")} |`);
  return ["| Key | Value | Default | Meaning |", "|---|---|---|---|", ...rows, ""].join("\n");
}

function rowsOf(schema: JsonSchema, prefix: string): readonly (readonly string[])[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const path = `${prefix}${key}`;
    const own = inner as JsonSchema;
    const isRequired = schema.required?.includes(key) ?? false;
    const row = [`\`${path}\``, kindOf(own), presetOf(own, isRequired), own.description ?? ""];
    return [row, ...childrenOf(own, path)];
  });
}

function childrenOf(schema: JsonSchema, path: string): readonly (readonly string[])[] {
  const items = schema.items as JsonSchema | undefined;
  const values = schema.additionalProperties as JsonSchema | undefined;
  if (schema.properties) return rowsOf(schema, `${path}.`);
  if (items?.properties) return rowsOf(items, `${path}[].`);
  return values?.properties ? rowsOf(values, `${path}.<name>.`) : [];
}

function kindOf(schema: JsonSchema): string {
  const narrow = (schema.anyOf?.[0] as JsonSchema | undefined) ?? schema;
  if (narrow.const !== undefined) return `\`${narrow.const}\``;
  if (narrow.enum) return narrow.enum.map((value) => `\`${value}\``).join(", ");
  if (narrow.type === "array") return `list of ${kindOf(narrow.items as JsonSchema)}`;
  if (narrow.type === "integer") return `${narrow.minimum} to ${narrow.maximum}`;
  return KINDS[String(narrow.type)] ?? "anything";
}
const KINDS: Readonly<Record<string, string>> = { string: "text", boolean: "`true`, `false`", object: "mapping" };

function presetOf(schema: JsonSchema, isRequired: boolean): string {
  if (isRequired) return "required";
  const preset = schema.default;
  const isPlain = preset !== undefined && JSON.stringify(preset) !== "{}" && JSON.stringify(preset) !== "[]";
  return isPlain ? `\`${typeof preset === "string" ? preset : JSON.stringify(preset)}\`` : "";
}
