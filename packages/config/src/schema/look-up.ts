import { z } from "zod";
import type { Path } from "../issue.js";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The keys a mapping may have. */
export function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  const { properties = {}, propertyNames } = schemaAt(schema, path) ?? {};
  const named = typeof propertyNames === "object" ? (propertyNames.enum ?? []) : [];
  return [...Object.keys(properties), ...named.map(String)];
}

/** What the docs say of a key: a good remedy where nothing more precise is known. */
export function describeAt(schema: z.ZodType, path: Path): string {
  return schemaAt(schema, path)?.description ?? "See docs/configuration.md.";
}

function schemaAt(schema: z.ZodType, path: Path): JsonSchema | undefined {
  let at: JsonSchema | undefined = toJsonSchema(schema);
  for (const step of path) at = child(at, step);
  return at;
}

function child(parent: JsonSchema | undefined, step: string | number): JsonSchema | undefined {
  const found = typeof step === "number" ? parent?.items : (parent?.properties?.[step] ?? parent?.additionalProperties);
  return typeof found === "object" && !Array.isArray(found) ? found : undefined;
}

const made = new WeakMap<z.ZodType, JsonSchema>();

/** What a file may hold, as JSON Schema. Made once per schema. */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  const json = made.get(schema) ?? z.toJSONSchema(schema, { io: "input", override: restoreDefault });
  made.set(schema, json);
  return json;
}

/** zod leaves out the default of a value it converts; such fields carry it as `preset`. */
function restoreDefault({
  jsonSchema,
}: {
  readonly jsonSchema: JsonSchema & { preset?: JsonSchema["default"] };
}): void {
  if (jsonSchema.preset === undefined) return;
  jsonSchema.default = jsonSchema.preset;
  delete jsonSchema.preset;
}
