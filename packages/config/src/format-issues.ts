import { relative } from "node:path";
import type { ConfigIssue, Path } from "./issue.js";

/**
 * Writes findings for a terminal, file by file:
 *
 *     config/customers/demo/customer.yaml
 *       12:5  oidc.clients[0].secret: is missing
 *             add it: secret: ${env:...} or ${file:...}
 *
 * @param from file names are shown relative to this folder
 */
export function formatIssues(issues: readonly ConfigIssue[], from: string = process.cwd()): string {
  return [...groupByFile(issues)]
    .map(([file, found]) => [shorten(file, from), ...found.map(formatOne)].join("\n"))
    .join("\n\n");
}

function groupByFile(issues: readonly ConfigIssue[]): ReadonlyMap<string, readonly ConfigIssue[]> {
  const files = new Map<string, ConfigIssue[]>();
  for (const issue of issues) files.set(issue.file, [...(files.get(issue.file) ?? []), issue]);
  return files;
}

function formatOne({ path, message, remedy, line, column }: ConfigIssue): string {
  const position = (line === undefined ? "" : `${line}:${column ?? 1}`).padEnd(7);
  const where = formatPath(path);
  return `  ${position} ${where === "" ? "" : `${where}: `}${message}\n          ${remedy}`;
}

/** `["oidc", "clients", 0, "secret"]` -> `oidc.clients[0].secret` */
export function formatPath(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
}

function shorten(file: string, from: string): string {
  const short = relative(from, file);
  return short === "" || short.startsWith("..") ? file : short;
}
