/** Where sign texts lie while somebody reads them: checked first, and at an address that only the reader's client was told. */
import { randomUUID } from "node:crypto";
import { checkSignText, type Shown } from "./check-sign-text.js";
import type { Finding } from "./finding.js";
import { writeShownHtml } from "./html/write-shown-html.js";
import type { SignText } from "./sign-text.js";

export type Language = "da" | "en";

/** What a screen has to show: the text itself, or the path of a page or a PDF. */
export type Readable = Extract<Shown, { is: "text" }> | { readonly is: "html" | "pdf"; readonly path: string };

interface Document {
  readonly type: "html" | "pdf";
  readonly body: string | Uint8Array;
}

export type Prepared = { readonly readable: Readable } | { readonly findings: readonly Finding[] };

export interface ReadingDesk {
  /** Checks a sign text and lays it out; gives every finding instead when it cannot be shown. */
  prepare(signText: SignText, language: Language): Promise<Prepared>;
  find(id: string): Document | undefined;
}

export const SHOWN_PATH = "/sign-texts/shown";

const LIFETIME_MS = 15 * 60_000;
const MOST_DOCUMENTS = 200;
const MOST_BYTES = 256 * 1024 * 1024;
const TITLES: Readonly<Record<Language, string>> = { da: "Det, du underskriver", en: "What you sign" };

interface Lying extends Document {
  readonly until: number;
}

export function openReadingDesk(clock: { now(): Date }): ReadingDesk {
  const lying = new Map<string, Lying>(); // the oldest first
  const now = () => clock.now().getTime();

  function lay(document: Document): string {
    const id = randomUUID();
    lying.set(id, { ...document, until: now() + LIFETIME_MS });
    for (const [other, { until }] of lying)
      if (until < now() || isCrowded(lying)) if (other !== id) lying.delete(other);
    return `${SHOWN_PATH}/${id}`;
  }
  return {
    async prepare(signText, language) {
      const { findings, shown } = await checkSignText(signText);
      if (findings.length > 0 || !shown) return { findings };
      if (shown.is === "text") return { readable: shown };
      const body = shown.is === "pdf" ? shown.bytes : String(writeShownHtml(shown.html, language, TITLES[language]));
      return { readable: { is: shown.is, path: lay({ type: shown.is, body }) } };
    },
    find(id) {
      const found = lying.get(id);
      return found && found.until >= now() ? found : undefined;
    },
  };
}

function isCrowded(lying: ReadonlyMap<string, Document>): boolean {
  const bytes = [...lying.values()].reduce((sum, { body }) => sum + body.length, 0);
  return lying.size > MOST_DOCUMENTS || bytes > MOST_BYTES;
}
