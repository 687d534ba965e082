/** The kinds of values the files are made of. Each says by itself what is wrong with a value and what to write instead. */
import { z } from "zod";
import { LANGUAGES, type Language } from "../customer-config.js";
import type { Problem } from "../findings.js";
import { originProblem, webAddressProblem } from "./addresses.js";

const API_VERSION = "eid-gateway/v1";
export const apiVersion = z.literal(API_VERSION).describe("The version of this file's format.");

/** A text with a check that explains itself. `pattern` is what an editor can check of it. */
export function text(findProblem: (value: string) => Problem | undefined, pattern?: RegExp) {
  const checked = z.string().superRefine((value, context) => {
    const problem = findProblem(value);
    if (problem) context.addIssue(custom(problem));
  });
  return pattern ? checked.meta({ pattern: pattern.source }) : checked;
}

/** What zod needs to carry a Problem from a check to the findings. */
export function custom({ message, remedy }: Problem, path?: (string | number)[]) {
  return { code: "custom" as const, message, params: { remedy }, path };
}

export function shaped(pattern: RegExp, problem: Problem) {
  return text((value) => (pattern.test(value) ? undefined : problem), pattern);
}

/** Text that must hold something. References are replaced by then, so this also finds an empty variable. */
export const filled = shaped(/\S/, { message: "is empty", remedy: "give it a value" });

/** A name in addresses, files and logs. */
export const slug = shaped(/^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$/, {
  message: "is not a short plain name",
  remedy: "use at most 64 lower-case letters, digits, - and _, beginning and ending with a letter or digit",
});

/** A number, also as the text that a reference leaves: `port: ${env:PORT:-8080}`. */
export function wholeNumber(minimum: number, maximum: number, preset: number) {
  const toNumber = (value: unknown) => (typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value);
  const number = z.preprocess(toNumber, z.int().min(minimum).max(maximum));
  return number.default(preset).meta({ preset }); // see toJsonSchema
}
export const port = (preset: number) => wholeNumber(1, 65535, preset);

/** Yes or no, also as the text that a reference leaves. */
export function yesOrNo(preset: boolean) {
  const toBoolean = (value: unknown) => (value === "true" ? true : value === "false" ? false : value);
  return z.preprocess(toBoolean, z.boolean()).default(preset).meta({ preset });
}

export const origin = text(originProblem);
export const webAddress = text(webAddressProblem);

export const language = z.enum(LANGUAGES);

/** One sentence in several languages. */
export const localized = z.partialRecord(language, filled).superRefine((value, context) => {
  if (Object.keys(value).length === 0) context.addIssue(custom(NO_LANGUAGE));
});
const NO_LANGUAGE = { message: "is in no language", remedy: 'write at least one: { en: "..." }' };

/** The same without places to fill: a name stands as it is. */
export const plainWords = localized.superRefine((value, context) => {
  for (const [language, words] of Object.entries(value)) {
    if (/[{}]/.test(words)) context.addIssue(custom(BRACES, [language]));
  }
});
const BRACES = { message: "holds { or }, which marks a place to fill", remedy: "write it without" };

export const languages = z
  .array(language)
  .min(1)
  .superRefine((value, context) => {
    if (new Set<Language>(value).size !== value.length) context.addIssue(custom(TWICE));
  });
export const TWICE = { message: "names something twice", remedy: "keep one of the two" };

/** What belongs to families of methods, by family. The gateway hands each plug-in its own part; the plug-in checks it. */
export const byFamily = z.record(slug, z.unknown());

export const credentialFile = z.strictObject({
  file: filled.describe("A PKCS#12 file (.p12, .pfx), relative to the folder of this file."),
  password: z.string().describe("The password of the file."),
});
