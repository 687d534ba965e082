/** Characters that steer a terminal, end a line, reverse text or are not seen: a reader would see something else than what is there. */
export const TREACHEROUS = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/gu;
const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029]/;

/** One line of text from outside, safe for a terminal and a page: each such character as its code point, "[U+202E]". */
export function neutralize(line: string): string {
  return line.replace(TREACHEROUS, (character) => {
    return `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}

/** The lines of a text, whatever ends them. */
export function neutralizeLines(text: string): readonly string[] {
  return text.split(LINE_END).map(neutralize);
}
