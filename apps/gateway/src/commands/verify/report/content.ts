/** What a report says, before it is set as a page or as text: both say the same. */
import { answerQuestions, type MessageReport, type NemidMessage } from "@eid-gateway/oces";
import type { Answer } from "../answer.js";
import { collectContainerContent } from "../containers/container-content.js";
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
      verdict: texts.outcomes[answer.kind === "refused" ? "invalid" : answer.kind],
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
    body: collectBody(report, message, texts),
  };
}

function collectBody(report: MessageReport, message: NemidMessage, texts: Texts): Body {
  const answers = answerQuestions(report);
  const isProven = answers.some(({ question, level }) => question === "is-it-intact" && level === "proven");
  return {
    answers: answers.map(({ question, level }) => [texts.questions[question], texts.levels[level]]),
    signer: describeSigner(report, texts),
    time: report.claimedTime === undefined ? texts.noClaimedTime : texts.claimedTime(report.claimedTime),
    document: describeDocument(message, isProven, texts),
    steps: report.findings.map(({ rule, level, text }) => ({
      step: rule,
      result: texts.results[level],
      evidence: text,
    })),
  };
}

export function describeSigner({ signer, anchor, revocation }: MessageReport, { facts }: Texts): readonly Fact[] {
  if (!signer) return [];
  const organization = "organizationName" in signer ? `${signer.organizationName}, CVR ${signer.cvr}` : undefined;
  const status = revocation && [revocation.status, revocation.source, revocation.producedAt].filter(Boolean).join(", ");
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

function describeDocument({ document, attachments }: NemidMessage, isProven: boolean, texts: Texts): Shown {
  const files = attachments.map(({ id, mediaType, sha256 }): Fact => [`${id} (${mediaType})`, `SHA-256 ${sha256}`]);
  const doubt = isProven ? [] : [texts.notIntact];
  if (!document) return { facts: files, notes: [texts.noDocument] };
  const { mediaType, bytes, sha256 } = document;
  const facts: readonly Fact[] = [[texts.mediaType, mediaType], ["SHA-256", sha256], ...files];
  if (mediaType === "application/pdf") return { facts, notes: [...doubt, texts.asAttachment] };
  const isSource = mediaType !== "text/plain";
  return { facts, notes: [...doubt, ...(isSource ? [texts.asSource] : [])], text: Buffer.from(bytes).toString("utf8") };
}
