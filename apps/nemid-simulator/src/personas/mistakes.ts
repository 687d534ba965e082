/** One thing wrong in a file of personas. */
export interface Mistake {
  /** Where in the file, e.g. `identities[2].alias`; empty for the whole of it. */
  readonly path: string;
  readonly line?: number | undefined;
  /** What is wrong and what to do; holds nothing of the file's values. */
  readonly says: string;
}

/** A file of personas that cannot be loaded: every mistake on a line of its own. Nothing of the file has been loaded. */
export class PersonasError extends Error {
  override readonly name = "PersonasError";
  readonly mistakes: readonly Mistake[];

  constructor(file: string, mistakes: readonly Mistake[]) {
    const lines = mistakes.map(({ path, line, says }) => {
      const place = line === undefined ? file : `${file}:${line}`;
      return path === "" ? `${place}: ${says}` : `${place}: ${path}: ${says}`;
    });
    super(lines.join("\n"));
    this.mistakes = mistakes;
  }
}

/** `["identities", 2, "alias"]` as people write it. */
export function writePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((written, step) => {
    if (typeof step === "number") return `${written}[${step}]`;
    return written === "" ? String(step) : `${written}.${String(step)}`;
  }, "");
}
