import type { z } from "zod";
import type { Findings } from "./findings.js";
import { resolveReferences, type Surroundings } from "./references/resolve.js";
import { check } from "./schema/check.js";
import { readYaml } from "./yaml/read-yaml.js";

/** Reads a file, replaces its references, checks it. @returns undefined when it has mistakes; then the findings hold them */
export function readConfigFile<S extends z.ZodType>(schema: S, file: string, given: Surroundings, findings: Findings) {
  const yaml = readYaml(file, findings);
  if (!yaml) return undefined;
  return check(schema, file, resolveReferences(file, yaml.value, given, findings), findings);
}
