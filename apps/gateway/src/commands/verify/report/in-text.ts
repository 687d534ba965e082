import type { Answer } from "../answer.js";
import { neutralize, neutralizeLines } from "../neutralize.js";
import { type Body, collectContent, type Fact } from "./content.js";
import type { Language, Texts } from "./texts.js";

const RULE = "=".repeat(78);

/** One report as plain text. What came from the message cannot move the cursor or reverse the line. */
export function inText(answer: Answer, language: Language): string {
  const { texts, head, verdict, body } = collectContent(answer, language);
  const lines = [RULE, texts.title, RULE, ...list(head), "", verdict, ...(body ? describe(body, texts) : []), ""];
  return lines.map(neutralize).join("\n");
}

function describe(body: Body, texts: Texts): readonly string[] {
  const { sections, columns, likely, limits, noSigner, stated, evidenceLanguage } = texts;
  const { facts, notes, text, properties } = body.document;
  const statements = properties.flatMap(([name, value, shown]) => [
    `  ${name} (${columns.shown}: ${shown}):`,
    ...quote(value),
  ]);
  return [
    ...section(
      sections.answers,
      body.answers.flatMap(([question, answer]) => [question, `    ${answer}`]),
    ),
    ...section(sections.signer, body.signer.length > 0 ? list(body.signer) : [noSigner]),
    ...section(sections.document, [...list(facts), ...notes, ...(text === undefined ? [] : quote(text))]),
    ...(statements.length > 0 ? [`${stated}:`, ...statements] : []),
    ...section(sections.likely, [likely]),
    ...section(
      sections.unknown,
      [body.time, ...limits].map((limit) => `- ${limit}`),
    ),
    ...section(sections.steps, [
      ...(evidenceLanguage === undefined ? [] : [evidenceLanguage]),
      ...body.steps.map(({ step, result, evidence }) => `${step}: ${result}. ${evidence}`),
    ]),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ["", title, "-".repeat(title.length), ...lines];
}

function list(facts: readonly Fact[]): readonly string[] {
  return facts.map(([name, value]) => `${name}: ${value}`);
}

/** Marked line by line, so that a signed text cannot pass for a part of the report. */
function quote(text: string): readonly string[] {
  return neutralizeLines(text).map((line) => `  | ${line}`);
}
