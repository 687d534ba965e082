import type { Path } from "../issue.js";
import type { Loaded, Rule } from "./check-rules.js";

/** Every secret that stands in this project's own config/ folder. A test reads that folder and compares. */
const SHIPPED = new Set(["Bond007", "demo-secret", "demo-server-secret", "kommune-secret"]);

/** What everybody can read in the repository protects nothing. */
export const refuseDemoSecrets: Rule = (loaded, findings) => {
  if (loaded.gateway?.environment !== "production") return;
  for (const [file, data] of filesOf(loaded)) {
    for (const path of pathsOf(data, (value) => typeof value === "string" && SHIPPED.has(value))) {
      findings.issue(file, path, {
        message: "is a secret of the demo, which everybody knows",
        remedy: "make a new one",
      });
    }
  }
};

function filesOf({ gateway, customers }: Loaded): readonly (readonly [string, unknown])[] {
  const files = customers.map(({ file, data }) => [file, data] as const);
  return gateway ? [[gateway.file, gateway] as const, ...files] : files;
}

function pathsOf(value: unknown, isWanted: (value: unknown) => boolean, path: Path = []): readonly Path[] {
  if (isWanted(value)) return [path];
  if (typeof value !== "object" || value === null || value instanceof Map) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) => pathsOf(inner, isWanted, [...path, key]));
}
