import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Findings } from "../findings.js";
import type { Path } from "../issue.js";
import { missingFile } from "../missing-file.js";
import { expand, type References, UnresolvedReference } from "./expand.js";

const MAX_BYTES = 1024 * 1024;

export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly state: string | undefined;
};

/** Replaces the references in every string of a file's data. One that leads nowhere is reported and leaves an empty text. */
export function resolveReferences(file: string, value: unknown, given: Surroundings, findings: Findings): unknown {
  const references = referencesOf(file, given);
  const walk = (item: unknown, path: Path): unknown => {
    if (typeof item === "string") return item.includes("${") ? attempt(item, path) : item;
    if (Array.isArray(item)) return item.map((inner, index) => walk(inner, [...path, index]));
    if (typeof item !== "object" || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, walk(inner, [...path, key])]));
  };
  const attempt = (text: string, path: Path): string => {
    try {
      return expand(text, references);
    } catch (error) {
      if (!(error instanceof UnresolvedReference)) throw error;
      findings.unreadable(file, path, error.problem);
      return "";
    }
  };
  return walk(value, []);
}

function referencesOf(file: string, { env, state }: Surroundings): References {
  return {
    env: (name) => (Object.hasOwn(env, name) ? env[name] : undefined),
    file: (path) => readReferenced(resolve(dirname(file), path), state),
    state,
  };
}

function readReferenced(path: string, state: string | undefined): string {
  try {
    const size = statSync(path).size;
    if (size > MAX_BYTES)
      throw new UnresolvedReference({ message: `names ${path}, which is too large`, remedy: LARGE });
    const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
    return text.replace(/\r?\n$/, ""); // the newline an editor or echo puts at the end of a secret
  } catch (error) {
    if (error instanceof UnresolvedReference) throw error;
    if (error instanceof TypeError)
      throw new UnresolvedReference({ message: `names ${path}, which is not UTF-8 text`, remedy: TEXT });
    throw new UnresolvedReference(missingFile(path, state, error));
  }
}
const LARGE = `name a file of at most ${MAX_BYTES} bytes`;
const TEXT = "only texts can be included: a PEM file, a password";
