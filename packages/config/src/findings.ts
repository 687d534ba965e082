import type { ConfigIssue, Path, Position } from "./issue.js";

export type Problem = { readonly message: string; readonly remedy: string };
export type Locate = (path: Path) => Position | undefined;

/** Gathers mistakes and warnings while a configuration is read, and knows where in a file each one stands. */
export class Findings {
  readonly issues: ConfigIssue[] = [];
  readonly warnings: ConfigIssue[] = [];
  readonly #locators = new Map<string, Locate>();
  readonly #unknown = new Set<string>();

  /** From now on, findings in this file get a line and a column. */
  add(file: string, locate: Locate): void {
    this.#locators.set(file, locate);
  }

  locate(file: string, path: Path): Position | undefined {
    return this.#locators.get(file)?.(path);
  }

  /** Reports a value that could not be had, and nothing more about it: what is said of its stand-in would only confuse. */
  unreadable(file: string, path: Path, problem: Problem): void {
    this.issue(file, path, problem);
    this.#unknown.add(keyOf(file, path));
  }

  issue(file: string, path: Path, problem: Problem): void {
    if (!this.#isUnknown(file, path)) this.issues.push(this.#placed(file, path, problem));
  }

  warning(file: string, path: Path, problem: Problem): void {
    if (!this.#isUnknown(file, path)) this.warnings.push(this.#placed(file, path, problem));
  }

  #placed(file: string, path: Path, { message, remedy }: Problem): ConfigIssue {
    return { file, path, message, remedy, ...this.locate(file, path) };
  }

  #isUnknown(file: string, path: Path): boolean {
    return path.some((_, index) => this.#unknown.has(keyOf(file, path.slice(0, index + 1))));
  }
}

function keyOf(file: string, path: Path): string {
  return JSON.stringify([file, ...path]);
}
