/** Control characters, and those that reverse or hide text: a reader would see something else than what is there. */
const TREACHEROUS = /(?![\t\n])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Writes each as its code point: "[U+202E]". */
export function neutralize(text: string): string {
  return text.replace(TREACHEROUS, (character) => {
    return `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}
