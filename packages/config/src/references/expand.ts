import type { Problem } from "../findings.js";

/** What the references in one file lead to. */
export interface References {
  env(name: string): string | undefined;
  /** The content of a file, its path as written. @throws UnresolvedReference */
  file(path: string): string;
  readonly state: string | undefined; // the state folder; undefined while it is being found
}

/** A `${...}` that leads nowhere, for the operator. */
export class UnresolvedReference extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Replaces `${env:NAME}`, `${env:NAME:-default}`, `${file:path}` and `${state}`; `$${` stands for a plain `${`.
 * A default and a path may hold references again. What a reference gave is never looked at for more of them.
 *
 * @throws UnresolvedReference
 */
export function expand(text: string, references: References): string {
  const { value, end } = readUntil(text, 0, false, references);
  if (end !== text.length) throw new UnresolvedReference(UNCLOSED);
  return value;
}

type Read = { readonly value: string; readonly end: number };

function readUntil(text: string, start: number, inside: boolean, references: References): Read {
  let value = "";
  let at = start;
  while (at < text.length && !(inside && text[at] === "}")) {
    if (text.startsWith("$${", at)) {
      value += "${";
      at += 3;
    } else if (text.startsWith("${", at)) {
      const read = readReference(text, at + 2, references);
      value += read.value;
      at = read.end;
    } else {
      value += text[at];
      at += 1;
    }
  }
  return { value, end: at };
}

function readReference(text: string, start: number, references: References): Read {
  const rest = text.slice(start);
  const env = /^env:([A-Za-z_][A-Za-z0-9_]*)(:-)?/.exec(rest);
  if (env) return readEnv(text, start + env[0].length, env[1] as string, env[2] !== undefined, references);
  if (rest.startsWith("file:")) {
    const path = closed(text, readUntil(text, start + "file:".length, true, references));
    return { value: references.file(path.value), end: path.end };
  }
  if (rest.startsWith("state}")) return { value: stateOf(references), end: start + "state}".length };
  throw new UnresolvedReference(UNKNOWN);
}

function readEnv(text: string, start: number, name: string, hasDefault: boolean, references: References): Read {
  // The default of a variable that is set is not resolved: its file need not exist.
  const found = references.env(name) || undefined;
  const unused: References = { env: () => "", file: () => "", state: "" };
  const fallback = readUntil(text, start, true, found === undefined && hasDefault ? references : unused);
  const { end } = closed(text, fallback);
  if (!hasDefault && text[start] !== "}") throw new UnresolvedReference(UNKNOWN);
  if (found === undefined && !hasDefault) throw new UnresolvedReference(notSet(name));
  return { value: found ?? fallback.value, end };
}

function closed(text: string, { value, end }: Read): Read {
  if (text[end] !== "}") throw new UnresolvedReference(UNCLOSED);
  return { value, end: end + 1 };
}

function stateOf({ state }: References): string {
  if (state === undefined) throw new UnresolvedReference(STATE_IN_STATE);
  return state;
}

function notSet(name: string): Problem {
  return {
    message: `needs the environment variable ${name}, which is not set or empty`,
    remedy: `set ${name}, or give a default: \${env:${name}:-...}`,
  };
}
const UNCLOSED = { message: "has a ${ without its }", remedy: "close it; write $${ for a plain ${" };
const UNKNOWN = {
  message: "has a reference of an unknown kind",
  remedy: "use ${env:NAME}, ${env:NAME:-default}, ${file:path} or ${state}; write $${ for a plain ${",
};
const STATE_IN_STATE = { message: "refers to itself", remedy: "give the state folder as a path" };
