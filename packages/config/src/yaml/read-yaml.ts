import { readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import type { Findings, Problem } from "../findings.js";
import { nodeAt } from "./node-at.js";
import { refuseNodes } from "./refuse-nodes.js";
import { explainYamlError } from "./yaml-errors.js";

const MAX_BYTES = 256 * 1024;

/**
 * Reads one YAML file as plain data: one document of mappings, lists and scalars, nothing else of what YAML can do.
 *
 * @returns undefined when it could not be read; then the findings say why
 */
export function readYaml(file: string, findings: Findings): { readonly value: unknown } | undefined {
  const text = readText(file);
  if (typeof text !== "string") {
    findings.issue(file, [], text);
    return undefined;
  }
  const before = findings.issues.length;
  const value = parse(file, text, findings);
  return findings.issues.length === before ? { value } : undefined;
}

function readText(file: string): string | Problem {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > MAX_BYTES) return { message: `is larger than ${MAX_BYTES} bytes`, remedy: TOO_LARGE };
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return { message: "is not UTF-8 text", remedy: "save it with the encoding UTF-8" };
    return { message: `cannot be read (${(error as NodeJS.ErrnoException).code})`, remedy: UNREADABLE };
  }
}
const TOO_LARGE = "move long texts and certificates into files of their own and name them with ${file:...}";
const UNREADABLE = "put the file there and let the gateway's user read it";

function parse(file: string, text: string, findings: Findings): unknown {
  const lines = new LineCounter();
  const positionOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  try {
    // Without prettyErrors, which print the line at fault: it may hold a password.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, merge: false });
    for (const error of document.errors) {
      findings.issues.push({ file, path: [], ...explainYamlError(error.code), ...positionOf(error.pos[0]) });
    }
    findings.add(file, (path) => {
      const node = nodeAt(document.contents, path);
      return node?.range ? positionOf(node.range[0]) : undefined;
    });
    if (document.errors.length > 0) return undefined;
    const before = findings.issues.length;
    refuseNodes(document.contents, (path, problem) => findings.issue(file, path, problem));
    return findings.issues.length === before ? document.toJS({ maxAliasCount: 0 }) : undefined;
  } catch (error) {
    findings.issue(file, [], explainYamlError(error instanceof RangeError ? "TOO_DEEP" : "UNEXPECTED_TOKEN"));
    return undefined;
  }
}
