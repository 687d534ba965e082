/** The site's two languages: which one a visit gets, and how a sentence is found. */
import type { Context } from "koa";
import type { Language, Session } from "./sessions.js";
import { da } from "./texts/da.js";
import { en, type TextKey } from "./texts/en.js";

const tables = { da, en };
export const languages = ["da", "en"] as const;
export const endonyms = { da: "Dansk", en: "English" } as const;

/** Asked for in the address, else chosen earlier, else what the browser prefers. */
export function languageOf(context: Context, session: Session | undefined): Language {
  const preferred = context.acceptsLanguages(["en", "da"]);
  return readLanguage(context.query.language) ?? session?.language ?? (preferred === "da" ? "da" : "en");
}

function readLanguage(value: unknown): Language | undefined {
  return languages.find((language) => language === value);
}

export type Say = (key: TextKey, name?: string) => string;
export function sayIn(language: Language): Say {
  return (key, name = "") => tables[language][key].replace("{name}", () => name);
}
