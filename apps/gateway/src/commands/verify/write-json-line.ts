import { TREACHEROUS } from "./neutralize.js";

/**
 * JSON on one line for whoever reads lines, and plain to whoever looks at it on a terminal: characters that end a line, steer, reverse
 * or hide text are written as `\u202e`. A reader of JSON finds them as they were.
 */
export function writeJsonLine(value: unknown): string {
  return JSON.stringify(value).replace(TREACHEROUS, (character) =>
    character
      .split("") // by code units, as JSON has it
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
