import type { z } from "zod";
import { customerFile } from "./customer-file.js";
import { gatewayFile } from "./gateway-file.js";
import { toJsonSchema } from "./look-up.js";
import { profileFile } from "./profile-file.js";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The three files' schemas for editors, by file name under schemas/. */
export function jsonSchemas(): Readonly<Record<string, JsonSchema>> {
  return {
    "gateway.schema.json": forEditors(gatewayFile, "gateway.yaml"),
    "customer.schema.json": forEditors(customerFile, "customer.yaml"),
    "profile.schema.json": forEditors(profileFile, "profile.yaml"),
  };
}

function forEditors(schema: z.ZodType, title: string): JsonSchema {
  const { $schema, ...rest } = allowReferences(structuredClone(toJsonSchema(schema))) as JsonSchema;
  return { $schema, title, ...rest };
}

/** An editor sees `${env:PORT}` before it is a number: wherever a plain text would not do, a reference may stand. */
function allowReferences(schema: JsonSchema): JsonSchema {
  const nested: JsonSchema = { ...schema };
  if (schema.properties) nested.properties = mapValues(schema.properties);
  if (isSchema(schema.additionalProperties)) nested.additionalProperties = allowReferences(schema.additionalProperties);
  if (isSchema(schema.items)) nested.items = allowReferences(schema.items);
  return isNarrow(nested) ? besides(nested) : nested;
}

function mapValues(schemas: NonNullable<JsonSchema["properties"]>) {
  return Object.fromEntries(
    Object.entries(schemas).map(([key, inner]) => [key, isSchema(inner) ? allowReferences(inner) : inner]),
  );
}

function isSchema(schema: unknown): schema is JsonSchema {
  return typeof schema === "object" && schema !== null && !Array.isArray(schema);
}

function isNarrow({ type, pattern, enum: values }: JsonSchema): boolean {
  return type === "integer" || type === "number" || type === "boolean" || pattern !== undefined || values !== undefined;
}

function besides({ description, default: preset, ...narrow }: JsonSchema): JsonSchema {
  const reference: JsonSchema = { type: "string", pattern: "\\$\\{.+\\}" };
  const anyOf = [narrow, reference];
  return {
    ...(description === undefined ? {} : { description }),
    ...(preset === undefined ? {} : { default: preset }),
    anyOf,
  };
}
