/**
 * The imports of a TypeScript file, read by its text: TypeScript 7 has no compiler API for scripts. Comments are taken out first.
 * Knows `import ... from`, `export ... from`, `import "x"`, `import("x")`, `import x = require("x")` and `require("x")`.
 */
const STATEMENT =
  /(?:^|[;}\n])\s*(?:import|export)\s+(type\s+)?(?:[\w$*{}\s,]+?\s+from\s*|(?=["']))["']([^"'\n]+)["']/g;
const CALL = /(?<![\w$.])(?:import|require)\s*\(\s*["'`]([^"'`\n]+)["'`]/g;

export function importsOf(source) {
  const text = withoutComments(source);
  const statements = [...text.matchAll(STATEMENT)].map(([, type, specifier]) => ({
    specifier,
    typeOnly: Boolean(type),
  }));
  const calls = [...text.matchAll(CALL)].map(([, specifier]) => ({ specifier, typeOnly: false }));
  return [...statements, ...calls];
}

/** Leaves strings as they are: "https://..." is no comment. */
function withoutComments(source) {
  const pattern = /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return source.replace(pattern, (_all, string) => string ?? " ");
}
