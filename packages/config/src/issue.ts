/** One mistake in the configuration: where it stands, what it is, and what to do about it. Never holds a configured value that may be secret. */
export interface ConfigIssue {
  readonly file: string;
  readonly path: Path; // of keys and list positions; empty: the file as a whole
  readonly message: string;
  readonly remedy: string;
  readonly line?: number; // from 1
  readonly column?: number; // from 1
}
export type Path = readonly (string | number)[];
export type Position = { readonly line: number; readonly column: number };

/** Thrown once, with every mistake that could be found. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly issues: readonly ConfigIssue[];
  readonly warnings: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[], warnings: readonly ConfigIssue[] = []) {
    super(`the configuration has ${issues.length} ${issues.length === 1 ? "mistake" : "mistakes"}`);
    this.issues = issues;
    this.warnings = warnings;
  }
}
