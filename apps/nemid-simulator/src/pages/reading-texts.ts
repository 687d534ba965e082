import type { Language } from "../sign-text/reading-desk.js";

/** What either client says around the text that is to be signed. */
export interface ReadingTexts {
  readonly heading: string;
  readonly confirm: string;
  readonly fetching: string;
  readonly page: string; // with places for the number and the count
  readonly previousPage: string;
  readonly nextPage: string;
  readonly larger: string;
  readonly smaller: string;
}

export const READING_TEXTS: Readonly<Record<Language, ReadingTexts>> = {
  da: {
    heading: "Det, du underskriver",
    confirm: "Jeg har læst og forstået det, jeg underskriver",
    fetching: "Henter dokumentet …",
    page: "Side {number} af {count}",
    previousPage: "Forrige side",
    nextPage: "Næste side",
    larger: "Større",
    smaller: "Mindre",
  },
  en: {
    heading: "What you sign",
    confirm: "I have read and understood what I sign",
    fetching: "Fetching the document …",
    page: "Page {number} of {count}",
    previousPage: "Previous page",
    nextPage: "Next page",
    larger: "Larger",
    smaller: "Smaller",
  },
};
