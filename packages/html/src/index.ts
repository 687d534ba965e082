/**
 * An HTML template that escapes by default.
 *
 *   html`<p title="${title}">${rows.map((row) => html`<b>${row}</b>`)}</p>`
 *
 * Strings and numbers are escaped for text and quoted attributes alike; other Html is taken as it is; lists are joined;
 * undefined, null and false leave nothing. Anything else is a mistake of the author and throws.
 */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

export type Part = Html | string | number | undefined | null | false | readonly Part[];

/** The template tag. Always quote attributes: an unquoted value is not protected. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, at) => text + print(parts[at - 1]) + string));
}

/** Text that is HTML already, such as a file of our own. Never for anything that came from outside. */
export function dangerouslyUnescaped(text: string): Html {
  return new Html(text);
}

/** Escapes the five characters that can end a text or a quoted attribute (HTML Living Standard 13.3). */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function print(part: Part): string {
  if (part === undefined || part === null || part === false) return "";
  if (part instanceof Html) return part.toString();
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  if (Array.isArray(part)) return part.map(print).join("");
  throw new TypeError(`cannot print a ${typeof part} in HTML`);
}
