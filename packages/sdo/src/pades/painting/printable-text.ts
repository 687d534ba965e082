/**
 * Text that can be drawn: no control characters, nor those that turn the direction of writing and would have a name read as
 * another. In place of each there is the replacement character; what no font has is drawn as a box.
 */
export function printableLine(text: string): string {
  return printable(text).replace(/\s+/gu, " ").trim();
}

/** The same with its line breaks, for documents. Tabs are four blanks. */
export function printableLines(text: string): readonly string[] {
  return text.split(/\r\n|[\r\n\f\u2028\u2029]/u).map((line) => printable(line.replaceAll("\t", "    ")).trimEnd());
}

function printable(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll("\u00AD", "")
    .replace(/[\t\n\r]/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, "\uFFFD");
}
