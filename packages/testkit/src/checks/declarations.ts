import { existsSync } from "node:fs";
import type { Text } from "@eid-gateway/core";
import { complain } from "../complaint.js";
import { languagesOf } from "../languages.js";
import type { MethodUnderTest } from "../method-under-test.js";
import { attempt } from "../trial/attempt.js";
import { everyOutage } from "../trial/every-outage.js";
import { failureIn, provokeWithGarbage, provokeWithProofs } from "../trial/provoke.js";
import type { Check } from "./check.js";

/** The lists that the gateway, the operator's guide and the doors rely on. */
export const declaresWhatItHas: Check = {
  name: "its names, codes, texts and files are declared and complete in every language",
  run: async (subject) => {
    checkNames(subject);
    checkTexts(subject);
    for (const { name, file } of subject.method.assets ?? []) {
      if (!existsSync(file)) complain(subject.method, `the file ${name} does not exist at ${file.pathname}`);
    }
  },
};

/** An undeclared code reaches the person as "unknown error" and the relying party as a code nobody can look up. */
export const throwsDeclaredCodes: Check = {
  name: "every code it throws is declared, with its category, and every sentence it gives has its words",
  run: async (subject) => {
    let seen = 0;
    for await (const { what, failure } of everyFailure(subject)) {
      const { code, category, sentence } = failure;
      seen += 1;
      if (sentence) checkSentence(subject, what, sentence);
      const declared = Object.hasOwn(subject.method.errors, code) ? subject.method.errors[code] : undefined;
      if (declared === undefined) complain(subject.method, `${what}: ${code} is not declared`);
      if (declared !== category)
        complain(subject.method, `${what}: ${code} is declared ${declared} and thrown ${category}`);
    }
    if (seen === 0) complain(subject.method, "nothing made it fail, so nothing was checked");
  },
};

async function* everyFailure(subject: MethodUnderTest) {
  for await (const { what, outcome } of provocations(subject)) {
    const failure = failureIn(outcome);
    if (failure) yield { what, failure };
  }
}

async function* provocations(subject: MethodUnderTest) {
  yield* provokeWithGarbage(subject);
  yield* provokeWithProofs(subject);
  for await (const { what, trial, run } of everyOutage(subject))
    yield { what, outcome: await attempt(trial, what, run) };
}

/** The page of a failure is the last one there is: it must not fail itself. */
function checkSentence({ method }: MethodUnderTest, what: string, { key, values = {} }: Text): void {
  const found = Object.hasOwn(method.texts.en, key) ? method.texts.en[key] : undefined;
  const words = found ?? complain(method, `${what}: there is no sentence "${key}"`);
  const given = new Set(["service", ...Object.keys(values)]); // the gateway knows the service's name
  const lacking = [...words.matchAll(/\{(\w+)\}/g)].find(([, place = ""]) => !given.has(place));
  if (lacking) complain(method, `${what}: "${key}" wants a value for ${lacking[0]}`);
}

function checkNames({ method }: MethodUnderTest): void {
  for (const name of [method.id, method.family]) {
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) complain(method, `"${name}" is not lower-case with hyphens`);
  }
  if (!/^[A-Z]{2}$/.test(method.country)) complain(method, `"${method.country}" is not an ISO 3166-1 alpha-2 country`);
  const foreign = Object.keys(method.errors).find((code) => !code.startsWith(`${method.family}:`));
  if (foreign !== undefined) complain(method, `the code ${foreign} does not begin with ${method.family}:`);
}

function checkTexts(subject: MethodUnderTest): void {
  const { method } = subject;
  const keys = new Set([...Object.keys(method.texts.en), ...Object.keys(method.errors)]);
  for (const language of languagesOf(subject)) {
    for (const key of keys) {
      const sentence = method.texts[language]?.[key];
      if (!sentence) complain(method, `no sentence for "${key}" in ${language}`);
      const [here, there] = [placesIn(sentence), placesIn(method.texts.en[key] ?? "")];
      if (here !== there) complain(method, `"${key}" has the places ${here} in ${language} and ${there} in en`);
    }
  }
}

function placesIn(sentence: string | undefined): string {
  return [...new Set(sentence?.match(/\{\w+\}/g))].sort().join(" ") || "none";
}
