/** The origins that stand in a configuration: a plug-in's fetch reaches these and no others. */

/** @param value settings and config as the schemas gave them, of any depth @returns origins such as "https://pidws.example:8091" */
export function hostsIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (value instanceof URL) found.add(value.origin);
  else if (typeof value === "string" && /^https?:\/\//i.test(value) && URL.canParse(value))
    found.add(new URL(value).origin);
  else if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) hostsIn(inner, found);
  return found;
}
