/** Says a schema's complaint in the operator's words: what is wrong with the value, and what to write instead. */
import type { z } from "zod";
import type { Problem } from "../findings.js";
import type { Path } from "../issue.js";
import { describeAt, keysAt } from "./look-up.js";
import { findSimilar } from "./similar.js";

type SchemaIssue = z.core.$ZodIssue;
type Explained = Problem & { readonly path: Path };

export function explain(issue: SchemaIssue, schema: z.ZodType, value: unknown): readonly Explained[] {
  const path = issue.path as Path;
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => ({ path: [...path, key], ...unknownKey(key, known) }));
  }
  const inner = issue.code === "invalid_key" ? issue.issues[0] : undefined;
  return [
    {
      path,
      ...explainOne((inner as SchemaIssue | undefined) ?? issue, valueAt(value, path), describeAt(schema, path)),
    },
  ];
}

function unknownKey(key: string, known: readonly string[]): Problem {
  const similar = findSimilar(key, known);
  const remedy = similar ? `did you mean ${similar}?` : `remove it; known here: ${known.join(", ")}`;
  return { message: "is not a key that is known here", remedy };
}

function explainOne(issue: SchemaIssue, found: unknown, description: string): Problem {
  switch (issue.code) {
    case "invalid_type":
      return wrongType(issue.expected, found, description);
    case "invalid_value":
      return notOneOf(issue.values.map(String), found, description);
    case "too_small":
      return {
        message: issue.origin === "array" ? "is an empty list" : `is below ${issue.minimum}`,
        remedy: description,
      };
    case "too_big":
      return { message: `is above ${issue.maximum}`, remedy: description };
    case "custom":
      return { message: issue.message, remedy: String(issue.params?.remedy ?? description) };
    default:
      return { message: "is not what is expected", remedy: description };
  }
}

function wrongType(expected: string, found: unknown, description: string): Problem {
  if (found === undefined) return { message: "is missing", remedy: `add it. ${description}` };
  if (found === null) return { message: "is empty", remedy: "give it a value, or remove the line" };
  if (expected === "string" && (typeof found === "number" || typeof found === "boolean")) {
    return { message: `is a ${KINDS[typeof found]}, but must be a text`, remedy: "put the value in quotes" };
  }
  const kind = Array.isArray(found) ? "list" : (KINDS[typeof found] ?? typeof found);
  const wanted = KINDS[expected] ?? expected;
  const quoted = typeof found === "string" && (expected === "number" || expected === "boolean");
  const remedy = quoted ? `write a ${wanted}, without quotes` : (EXAMPLES[expected] ?? description);
  return { message: `is a ${kind}, but must be a ${wanted}`, remedy };
}

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "number",
  int: "whole number",
  boolean: "yes or no (true, false)",
  array: "list",
  object: "mapping",
  record: "mapping",
};
const EXAMPLES: Readonly<Record<string, string>> = {
  array: "write one entry per line, each beginning with -",
  object: "write keys and values on lines of their own, indented",
  record: "write names and values on lines of their own, indented",
};

function notOneOf(values: readonly string[], found: unknown, description: string): Problem {
  if (found === undefined) return { message: "is missing", remedy: `add it. ${description}` };
  const similar = typeof found === "string" ? findSimilar(found, values) : undefined;
  const list = values.join(", ");
  const message = values.length === 1 ? `must be ${list}` : `must be one of ${list}`;
  return { message, remedy: similar ? `did you mean ${similar}?` : "write it as listed" };
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inside, step) => (inside as Record<string | number, unknown> | null | undefined)?.[step],
    value,
  );
}
