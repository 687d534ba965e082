/** The forms of one of our own pages. Not an HTML parser: pages are written by our template, which quotes every attribute. */
export interface Form {
  readonly id: string | undefined;
  readonly action: string;
  /** Hidden fields with their values. */
  readonly fields: Readonly<Record<string, string>>;
  /** Names of all fields and buttons, hidden ones included. */
  readonly names: readonly string[];
}

export function readForms(html: string): readonly Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = "", body = ""]) => {
    const elements = [...body.matchAll(/<(?:input|button|select|textarea)\b([^>]*)>/g)].map(([, text = ""]) => text);
    const hidden = elements.filter((text) => attribute(text, "type") === "hidden");
    const pairs = hidden.map((text) => [attribute(text, "name") ?? "", attribute(text, "value") ?? ""] as const);
    const names = elements.map((text) => attribute(text, "name")).filter((name) => name !== undefined);
    return {
      id: attribute(head, "id"),
      action: attribute(head, "action") ?? "",
      fields: Object.fromEntries(pairs),
      names,
    };
  });
}

function attribute(text: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(text)?.[1];
  return found === undefined ? undefined : decodeEntities(found);
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text of a page, of an element or an attribute, as a browser would show it: what a reference stands for is no reference again. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot|apos));/gi, (written, decimal, hexadecimal, name) => {
    if (name !== undefined) return NAMED[name] ?? written; // names, unlike the x of a number, know one letter case
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal));
  });
}
