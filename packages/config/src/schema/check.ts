import type { z } from "zod";
import type { Findings } from "../findings.js";
import type { Path } from "../issue.js";
import { explain } from "./explain.js";

/** Checks a file's data against its schema and reports every mistake. @returns undefined when there was one */
export function check<S extends z.ZodType>(schema: S, file: string, value: unknown, findings: Findings) {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    for (const { path, ...problem } of explain(issue, schema, value)) findings.issue(file, path as Path, problem);
  }
  return undefined;
}
