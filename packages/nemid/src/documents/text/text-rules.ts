/** Plain text: what every reader shows alike. The operator has no rule of its own but the character set. */
import { type Finding, finding } from "../findings.js";

/** Sets of characters that a text must not hold, each with what is wrong about it. */
const refused: readonly (readonly [RegExp, string])[] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  [/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u, "a control character, which no reader shows"],
  [
    /[\u202a-\u202e\u2066-\u2069]/u,
    "a change of the direction of writing: the text would read otherwise than it is written",
  ],
  [/[\ufdd0-\ufdef]|\p{Noncharacter_Code_Point}/u, "a code point that is no character"],
];

/** The text in UTF-8, or why there is none. */
export function readUtf8(bytes: Uint8Array): string | Finding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return finding("it begins with a byte order mark, which would be signed and never shown: store it without");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return finding("it is not UTF-8: store it in that encoding");
  }
}

/** For every format that is text. */
export function findBadCharacters(text: string): readonly Finding[] {
  return refused.flatMap(([characters, what]) => {
    const found = characters.exec(text);
    if (found === null) return [];
    const code = found[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
    return [finding(`line ${lineAt(text, found.index)}: U+${code} is ${what}`)];
  });
}

/** A signed text does not say its format: these beginnings would have it read back as another. */
export function inspectText(text: string): readonly Finding[] {
  const beginsLike = /^[ \t\r\n]*<html[ \t\r\n>]/i.test(text) ? "HTML" : text.startsWith("%PDF-") ? "a PDF" : undefined;
  const misread = finding(`it begins like ${beginsLike} and would be read back as that: order it with that media type`);
  return [...findBadCharacters(text), ...(beginsLike ? [misread] : [])];
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
