/**
 * Which sentence is said: the profile's own for the family, else the method's in the page's language, else its English one.
 * A sentence that fell back to English says so in its `lang`, so that a screen reader pronounces it right (WCAG 3.1.2).
 */
import type { Texts as ProfileTexts } from "@eid-gateway/config";
import type { Text, Texts } from "@eid-gateway/core";
import { type Html, html } from "@eid-gateway/html";
import { da } from "./texts/da.js";
import { en, type HubKey } from "./texts/en.js";
import { signingTexts } from "./texts/signing.js";

/** Who speaks: a family of methods, or the gateway itself. */
export interface Speaker {
  readonly family: string;
  readonly texts: Texts;
}
const gatewayVoice: Speaker = {
  family: "gateway",
  texts: { en: { ...en, ...signingTexts.en }, da: { ...da, ...signingTexts.da } },
};

export interface Sentences {
  /** For text: escaped, and marked when it is not in the page's language. Throws when the key or the value of a place is missing. */
  say(text: Text): Html;
  /** The same for an attribute or the title, where there is no marking. */
  plain(text: Text): string;
  has(key: string): boolean;
  /** Whether it can be said with these values. */
  can(text: Text): boolean;
}
export type Voice = { readonly language: string; readonly profileTexts: ProfileTexts };

export function sentencesOf(speaker: Speaker, { language, profileTexts }: Voice): Sentences {
  function find({ key, values }: Text): { sentence: string; language: string } | undefined {
    for (const candidate of [language, "en"]) {
      const theirs = own(profileTexts, candidate, speaker.family, key);
      // A profile's sentence with a place that nothing fills must not take the page down: ours is said in its place.
      const sentence = theirs !== undefined && isFilled(theirs, values) ? theirs : own(speaker.texts, candidate, key);
      if (sentence !== undefined) return { sentence, language: candidate };
    }
    return undefined;
  }
  function hasKey(candidate: string, key: string): boolean {
    return (own(profileTexts, candidate, speaker.family, key) ?? own(speaker.texts, candidate, key)) !== undefined;
  }
  function filled(text: Text): { sentence: string; language: string } {
    const found = find(text);
    if (!found) throw new Error(`${speaker.family}: no sentence for "${text.key}" in ${language} or English`);
    return { ...found, sentence: fillPlaces(found.sentence, text, speaker.family) };
  }
  return {
    say(text) {
      const found = filled(text);
      return found.language === language
        ? html`${found.sentence}`
        : html`<span lang="${found.language}">${found.sentence}</span>`;
    },
    plain: (text) => filled(text).sentence,
    can: (text) => find(text) !== undefined,
    has: (key) => [language, "en"].some((one) => hasKey(one, key)),
  };
}

/** What the person came for: some sentences about a log-in are said in other words to who signs. */
export type Purpose = "logIn" | "sign";

/** The gateway's own sentences, with their keys checked. */
export function hubSentences({ purpose = "logIn", ...voice }: Voice & { readonly purpose?: Purpose | undefined }) {
  const sentences = sentencesOf(gatewayVoice, voice);
  const fitting = (key: HubKey) => (purpose === "sign" && sentences.has(`sign.${key}`) ? `sign.${key}` : key);
  return {
    say: (key: HubKey, values?: Text["values"]) => sentences.say({ key: fitting(key), values }),
    plain: (key: HubKey, values?: Text["values"]) => sentences.plain({ key: fitting(key), values }),
    /** For keys only a profile gives: a welcome, say. Undefined when it does not. */
    sayIfKnown: (key: string, values?: Text["values"]) =>
      sentences.can({ key, values }) ? sentences.say({ key, values }) : undefined,
  };
}
export type HubSentences = ReturnType<typeof hubSentences>;

const PLACE = /\{(\w+)\}/g;

function isFilled(sentence: string, values: Text["values"] = {}): boolean {
  return [...sentence.matchAll(PLACE)].every(([, name]) => own(values, name!) !== undefined);
}

function fillPlaces(sentence: string, { key, values = {} }: Text, family: string): string {
  return sentence.replace(PLACE, (_place, name: string) => {
    const value = own(values, name);
    if (value === undefined) throw new Error(`${family}: the sentence "${key}" wants a value for {${name}}`);
    return value;
  });
}

/** Own members only: a key such as "constructor" is not a sentence. */
function own(table: unknown, ...path: readonly string[]): string | undefined {
  let value = table;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return typeof value === "string" ? value : undefined;
}
