import { existsSync } from "node:fs";
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
  name: "every code it throws is declared, with its category",
  run: async (subject) => {
    let seen = 0;
    for await (const { what, code, category } of everyFailure(subject)) {
      seen += 1;
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
    if (failure) yield { what, code: failure.code, category: failure.category };
  }
}

async function* provocations(subject: MethodUnderTest) {
  yield* provokeWithGarbage(subject);
  yield* provokeWithProofs(subject);
  for await (const { what, trial, run } of everyOutage(subject))
    yield { what, outcome: await attempt(trial, what, run) };
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
