/** Breaks a line at blanks, and a word that is longer than a line anywhere. @param widthOf one character */
export function wrapText(text: string, width: number, widthOf: (character: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const finish = () => {
    lines.push(line.trimEnd());
    [line, used] = ["", 0];
  };
  const add = (part: string, partWidth: number) => {
    line += part;
    used += partWidth;
  };
  for (const word of text.match(/\s+|\S+/gu) ?? [""]) {
    const wordWidth = [...word].reduce((sum, character) => sum + widthOf(character), 0);
    if (used + wordWidth <= width) add(word, wordWidth);
    else if (/^\s/u.test(word)) finish();
    else {
      if (used > 0) finish();
      for (const character of wordWidth <= width ? [word] : [...word]) {
        const partWidth = character === word ? wordWidth : widthOf(character);
        if (used + partWidth > width && used > 0) finish();
        add(character, partWidth);
      }
    }
  }
  if (line !== "" || lines.length === 0) finish();
  return lines;
}
