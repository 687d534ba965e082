/** What a report says, before it is set as a page or as text: both say the same. */
import { answerQuestions, type MessageReport, type NemidMessage } from "@eid-gateway/oces";
import type { Answer } from "../answer.js";
import { collectContainerContent } from "../containers/container-content.js";
import { nameStep } from "./step-names.js";
import { type Language, TEXTS, type Texts } from "./texts.js";

export interface Content {
  readonly texts: Texts;
  readonly head: readonly Fact[];
  readonly verdict: string;
  readonly tone: "valid" | "invalid" | "unsure";
  /** Only about a message that could be read. */
  readonly body?: Body;
}
export interface Body {
  readonly answers: readonly Fact[];
  readonly signer: readonly Fact[];
  readonly time: string;
  readonly document: Shown;
  readonly steps: readonly { readonly step: string; readonly result: string; readonly evidence: string }[];
}
export type Fact = readonly [name: string, value: string];
interface Shown {
  readonly facts: readonly Fact[];
  readonly notes: readonly string[];
  readonly text?: string;
  /** Name, value, whether it was shown. The document is told by itself. */
  readonly properties: readonly (readonly [name: string, value: string, shown: string])[];
}

export function collectContent(answer: Answer, language: Language): Content {
  if (answer.kind === "container") return collectContainerContent(answer.file, answer, language);
  const texts = TEXTS[language];
  const file: Fact = [texts.file, answer.file];
  if (answer.kind !== "report") {
    const isBroken = answer.kind === "refused";
    return {
      texts,
      head: [file, [texts.because, `${answer.code}: ${answer.problem}`]],
      verdict: texts.outcomes[answer.kind],
      tone: isBroken ? "invalid" : "unsure",
    };
  }
  const { report, message } = answer;
  const { outcome, indication, subIndication, reason, at } = report;
  return {
    texts,
    head: [
      file,
      [texts.askedAbout, at],
      [texts.inTheStandard, [indication, subIndication].filter(Boolean).join(" / ")],
      ...(reason ? [[texts.because, reason] as const] : []),
    ],
    verdict: texts.outcomes[outcome],
    tone: outcome === "indeterminate" ? "unsure" : outcome,
    body: collectBody(report, message, language),
  };
}

function collectBody(report: MessageReport, message: NemidMessage, language: Language): Body {
  const texts = TEXTS[language];
  const answers = answerQuestions(report);
  const isProven = answers.some(({ question, level }) => question === "is-it-intact" && level === "proven");
  return {
    answers: answers.map(({ question, level }) => [texts.questions[question], texts.levels[level]]),
    signer: describeSigner(report, texts),
    time: report.claimedTime === undefined ? texts.noClaimedTime : texts.claimedTime(report.claimedTime),
    document: describeDocument(message, isProven, texts),
    steps: report.findings.map(({ rule, level, text }) => ({
      step: nameStep(rule, language),
      result: texts.results[level],
      evidence: text,
    })),
  };
}

export function describeSigner(
  { signer, anchor, revocation }: MessageReport,
  { facts, statuses }: Texts,
): readonly Fact[] {
  if (!signer) return [];
  const organization = "organizationName" in signer ? `${signer.organizationName}, CVR ${signer.cvr}` : undefined;
  const status =
    revocation &&
    [statuses[revocation.status], revocation.source?.toUpperCase(), revocation.producedAt].filter(Boolean).join(", ");
  const rows: readonly (readonly [string, string | undefined])[] = [
    [facts.name, signer.name],
    [facts.kind, `${signer.kind} (${signer.environment})`],
    [facts.identifier, signer.identifier],
    [facts.organization, organization],
    [facts.issuer, signer.issuer],
    [facts.serial, signer.serial],
    [facts.validity, `${signer.notBefore} – ${signer.notAfter}`],
    [facts.revocation, status],
    [facts.anchor, anchor],
  ];
  return rows.filter((row): row is Fact => row[1] !== undefined);
}

function describeDocument(message: NemidMessage, isProven: boolean, texts: Texts): Shown {
  const { document, attachments } = message;
  const files = attachments.map(({ id, mediaType, title, bytes, sha256 }): Fact => {
    return [
      id,
      [title, mediaType, `${bytes.length} ${texts.facts.bytes}`, `SHA-256 ${sha256}`].filter(Boolean).join(", "),
    ];
  });
  const doubt = isProven ? [] : [texts.notIntact];
  const properties = describeProperties(message, texts);
  if (!document) return { facts: files, notes: [...doubt, texts.noDocument], properties };
  const { mediaType, bytes, sha256, title, visible } = document;
  const facts: readonly Fact[] = [
    ...(title === undefined ? [] : [[texts.facts.title, title] as const]),
    [texts.facts.mediaType, mediaType],
    [texts.facts.bytes, String(bytes.length)],
    ["SHA-256", sha256],
    [texts.facts.shown, visible ? texts.yes : texts.no],
    ...files,
  ];
  if (mediaType === "application/pdf") return { facts, notes: [...doubt, texts.asAttachment], properties };
  const notes = [...doubt, ...(mediaType === "text/plain" ? [] : [texts.asSource])];
  return { facts, notes, text: Buffer.from(bytes).toString("utf8"), properties };
}

function describeProperties({ document, properties }: NemidMessage, { yes, no }: Texts): Shown["properties"] {
  const isTheDocument = (name: string) => document !== undefined && name.toLowerCase() === "signtext";
  const others = [...properties.values()].filter(({ name }) => !isTheDocument(name));
  return others.map(({ name, value, visible }) => [name, value, visible ? yes : no]);
}
