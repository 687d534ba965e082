import type { FrontPage } from "../package-contents.js";

const MEGABYTE = 1024 * 1024;

const EN = {
  title: "Signed documents",
  intro:
    "This file holds the documents listed below as they were signed, for reading, and the evidence of each signature as attached files. It is sealed as a whole: a reader of PDFs that checks signatures tells whether anything was changed after the sealing.",
  reference: "Reference",
  sealedAt: "Put together and sealed",
  documents: "Documents",
  signatures: "Signatures",
  evidence: "Evidence (attached files)",
  seal: "What the seal means",
  sealText: (by: string) =>
    `The seal is an electronic signature of ${by} over every byte of this file (PAdES, ETSI EN 319 142-1). It says that the documents and the evidence were put together by ${by} and are unchanged since. It is not the signature of the persons named above: theirs are in the attached evidence, each with what was signed, and can be verified without ${by}. The numbers called SHA-256 are fingerprints: a file with that fingerprint is the one that was signed.`,
  sealed: "Sealed by",
  signed: (number: number, title: string) => `Signed document ${number}: ${title}`,
  with: "with",
  for: "for",
  pages: (count: number) => (count === 1 ? "1 page" : `${count} pages`),
  textOnPages: "the text; the signed file is attached",
  document: (number: number, of: number) => `Document ${number} of ${of}`,
  page: (number: number, of: number) => `page ${number} of ${of}`,
  bytes: (count: number) =>
    count < MEGABYTE ? `${Math.ceil(count / 1024)} kB` : `${(count / MEGABYTE).toFixed(1)} MB`,
};
export type FrontTexts = typeof EN;

const DA: FrontTexts = {
  title: "Underskrevne dokumenter",
  intro:
    "Denne fil indeholder dokumenterne nedenfor, som de blev underskrevet, til at læse, og beviset for hver underskrift som vedhæftede filer. Filen er forseglet som helhed: en PDF-læser, der kontrollerer underskrifter, viser, om noget er ændret efter forseglingen.",
  reference: "Reference",
  sealedAt: "Samlet og forseglet",
  documents: "Dokumenter",
  signatures: "Underskrifter",
  evidence: "Beviser (vedhæftede filer)",
  seal: "Hvad forseglingen betyder",
  sealText: (by) =>
    `Forseglingen er en elektronisk signatur fra ${by} over hver eneste byte i denne fil (PAdES, ETSI EN 319 142-1). Den siger, at dokumenterne og beviserne er samlet af ${by} og ikke er ændret siden. Den er ikke de nævnte personers underskrift: deres er i de vedhæftede beviser, hver med det, der blev underskrevet, og kan kontrolleres uden ${by}. Tallene, der hedder SHA-256, er fingeraftryk: en fil med det fingeraftryk er den, der blev underskrevet.`,
  sealed: "Forseglet af",
  signed: (number, title) => `Har underskrevet dokument ${number}: ${title}`,
  with: "med",
  for: "for",
  pages: (count) => (count === 1 ? "1 side" : `${count} sider`),
  textOnPages: "teksten; den underskrevne fil er vedhæftet",
  document: (number, of) => `Dokument ${number} af ${of}`,
  page: (number, of) => `side ${number} af ${of}`,
  bytes: (count) => EN.bytes(count).replace(".", ","),
};

export const FRONT_TEXTS: Readonly<Record<FrontPage["language"], FrontTexts>> = { en: EN, da: DA };

/** One form for both languages, and no doubt about the zone. */
export function writeTime(at: Date): string {
  return `${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 19)} UTC`;
}
