import { readFileSync, statSync } from "node:fs";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type Mistake, PersonasError, writePath } from "./mistakes.js";
import { type Personas, personaFile } from "./persona-file.js";

const LIMIT = 1024 * 1024;

/** What a file holds, and where in it. */
export interface ReadPersonas {
  readonly personas: Personas;
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

/** @throws PersonasError with every mistake of the file */
export function readPersonas(file: string): ReadPersonas {
  const { document, lineAt } = parse(file);
  const lineOf = (path: readonly PropertyKey[]): number | undefined => {
    const node = document.getIn(path, true);
    if (isNode(node) && node.range) return lineAt(node.range[0]);
    return path.length === 0 ? undefined : lineOf(path.slice(0, -1)); // what is missing is missing from here
  };
  const read = personaFile.safeParse(contentOf(document, file));
  if (read.success) return { personas: read.data, lineOf };
  const mistakes = read.error.issues.flatMap(mistakesIn);
  throw new PersonasError(
    file,
    mistakes.map(({ path, says }) => ({ path: writePath(path), line: lineOf(path), says })),
  );
}

function parse(file: string): { document: Document; lineAt: (offset: number) => number } {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  // Not pretty: that would quote the file, which holds passwords and CPR numbers.
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: true, version: "1.2" } as const;
  const document = parseDocument(readText(file), options);
  const faults = [...document.errors, ...document.warnings];
  if (faults.length === 0) return { document, lineAt };
  throw new PersonasError(
    file,
    faults.map(({ code, pos }) => ({ path: "", line: lineAt(pos[0]), says: wordsFor(code) })),
  );
}

function wordsFor(code: string): string {
  const known: Record<string, string> = {
    DUPLICATE_KEY: "a name comes twice; keep one",
    MULTIPLE_DOCS: "a second document begins; put everything into one",
    TAB_AS_INDENT: "indented by a tab; use blanks",
  };
  return known[code] ?? `is not YAML (${code}); a colon, a quotation mark or an indent is amiss here or above`;
}

function readText(file: string): string {
  const refuse = (says: string) => new PersonasError(file, [{ path: "", says }]);
  try {
    if (statSync(file).size > LIMIT)
      throw refuse(`has more than ${LIMIT} bytes; make fewer personas, or some of them by the API`);
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof PersonasError) throw error;
    if (error instanceof TypeError) throw refuse("is not UTF-8; save it as such");
    throw refuse(`cannot be read (${(error as NodeJS.ErrnoException).code ?? "?"}); check NEMID_SIMULATOR_PERSONAS`);
  }
}

/** An empty file is a file without personas. */
function contentOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch {
    throw new PersonasError(file, [{ path: "", says: "anchors and aliases (& and *) are not read; write it out" }]);
  }
}

type Found = Pick<Mistake, "says"> & { readonly path: readonly PropertyKey[] };

/** The checker's findings with what to do about them. */
function mistakesIn(issue: z.core.$ZodIssue): Found[] {
  const { path, message } = issue;
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...path, key], says: "is not known; remove it or correct its spelling" }));
  if (issue.code !== "invalid_type") return [{ path, says: message }];
  const isMissing = issue.input === undefined && message.endsWith("received undefined");
  if (isMissing) return [{ path, says: "is missing" }];
  const remedy = issue.expected === "string" ? "must be text; put it in quotation marks" : `must be ${issue.expected}`;
  return [{ path, says: remedy }];
}
