import type { ErrorCode } from "yaml";
import type { Problem } from "../findings.js";

const INDENT = "let keys that belong together begin in the same column, and close every bracket";

/** The parser's own messages quote the text at fault, which may be a password. These do not. */
const PROBLEMS: Partial<Record<ErrorCode | "TOO_DEEP", Problem>> = {
  DUPLICATE_KEY: { message: "has a key twice", remedy: "keep one of the two" },
  TAB_AS_INDENT: { message: "is indented with a tab", remedy: "indent with spaces" },
  MULTIPLE_DOCS: { message: "holds several documents", remedy: "remove the line ---, one file is one document" },
  BAD_INDENT: { message: "is indented wrongly, or has an open bracket before it", remedy: INDENT },
  BAD_ALIAS: { message: "uses a YAML alias", remedy: "write the value out; put a text that begins with * in quotes" },
  TAG_RESOLVE_FAILED: { message: "uses a YAML tag", remedy: "remove it; put a text that begins with ! in quotes" },
  NON_STRING_KEY: { message: "has a key that is not text", remedy: "use a plain word as key" },
  MISSING_CHAR: { message: "lacks a closing quote or bracket", remedy: "close what is opened on or before this line" },
  BAD_SCALAR_START: {
    message: "begins with a character that needs quotes",
    remedy: "put the text in quotes",
  },
  BAD_DQ_ESCAPE: { message: "has an unknown \\ in double quotes", remedy: "use single quotes, or write \\\\" },
  BLOCK_AS_IMPLICIT_KEY: { message: "has a second colon on one line", remedy: "put a text with a colon in quotes" },
  TOO_DEEP: { message: "is nested too deep", remedy: "check the brackets and indentation" },
};
const OTHER: Problem = { message: "is not valid YAML", remedy: "check quotes, colons and indentation at this line" };

export function explainYamlError(code: ErrorCode | "TOO_DEEP"): Problem {
  return PROBLEMS[code] ?? OTHER;
}
