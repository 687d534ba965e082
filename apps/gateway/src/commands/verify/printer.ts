import type { Answer } from "./answer.js";
import { inJson } from "./in-json.js";
import { inWords } from "./in-words.js";
import type { Format } from "./read-options.js";
import { beginPage, endPage, inHtml } from "./report/in-html.js";
import { inText } from "./report/in-text.js";
import type { Language } from "./report/texts.js";
import { writeJsonLine } from "./write-json-line.js";

/** Prints answers one by one, so that a batch needs no memory for those that it has given. */
export interface Printer {
  begin(): string | undefined;
  print(answer: Answer): string;
  end(): string | undefined;
}

export function createPrinter({ format, language }: { readonly format: Format; readonly language: Language }): Printer {
  if (format === "html") {
    return {
      begin: () => beginPage(language),
      print: (answer) => inHtml(answer, language).toString(),
      end: () => endPage(),
    };
  }
  const writers: Readonly<Record<typeof format, (answer: Answer) => string>> = {
    words: inWords,
    json: (answer) => writeJsonLine(inJson(answer)),
    text: (answer) => inText(answer, language),
  };
  return { begin: () => undefined, print: writers[format], end: () => undefined };
}
