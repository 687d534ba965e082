/** What a verification says, in words: a verdict, and an answer to each of five questions. */
import type { Verification } from "@eid-gateway/client-kit";
import { type Html, html } from "@eid-gateway/html";
import { sayIn } from "../languages.js";
import type { Language } from "../sessions.js";

type Answer = Verification["answers"][number];

/** @param id of the card's heading, once on the page */
export function verificationCard(id: string, verification: Verification, language: Language): Html {
  const say = sayIn(language);
  const { format, outcome, problem, reason, answers } = verification;
  return html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${say(`format.${format}`)}</h2><p>${say(`formatText.${format}`)}</p>
<p class="verdict ${outcome}"><strong>${say(`verdict.${outcome}`)}</strong>${problem && html` <code>${reason ?? problem}</code>`}</p>
<dl class="answers">${answers.map((answer) => html`<dt>${say(`ask.${answer.question}`)}</dt><dd>${inWords(answer, verification, language)}</dd>`)}</dl></section>`;
}

function inWords({ question, level }: Answer, { signers, time }: Verification, language: Language): string {
  const say = sayIn(language);
  if (question === "what-proves-the-time" && time && level !== "unknown")
    return say(`time.${time.by}`, timeInWords(time.at, language));
  return level === "proven"
    ? say(`proven.${question}`, signers.map(({ name }) => name).join(", "))
    : say(`answer.${level}`);
}

function timeInWords(at: Date, language: Language): string {
  const locale = { en: "en-GB", da: "da-DK" }[language];
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "long", timeZone: "UTC" }).format(at);
}
