import { createHash } from "node:crypto";
import { dangerouslyUnescaped, type Html, html } from "@eid-gateway/html";
import type { Answer } from "../answer.js";
import { neutralize, neutralizeLines } from "../neutralize.js";
import { type Body, collectContent, type Fact } from "./content.js";
import { STYLE } from "./style.js";
import { type Language, TEXTS, type Texts } from "./texts.js";

/**
 * A page that runs nothing and loads nothing, whatever was signed. Signed HTML and XML are shown as their source: that is what
 * the signature covers, and what a browser of today makes of it is not what the signer saw.
 */
export function beginPage(language: Language): string {
  const digest = createHash("sha256").update(STYLE).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TEXTS[language].title}</title>
<style>${dangerouslyUnescaped(STYLE)}</style>
</head>
<body>
<main>
<h1>${TEXTS[language].title}</h1>`.toString();
}

export function endPage(): string {
  return "</main>\n</body>\n</html>";
}

/** One message: one article, on pages of its own when printed. */
export function inHtml(answer: Answer, language: Language): Html {
  const { texts, head, verdict, tone, body } = collectContent(answer, language);
  return html`<article>
${list(head)}
<p class="verdict ${tone}">${verdict}</p>
${body && describe(body, texts)}
</article>`;
}

function describe(body: Body, texts: Texts): Html {
  const { sections, columns, likely, limits, noSigner, shownAs, stated, evidenceLanguage } = texts;
  const { facts, notes, text, properties } = body.document;
  return html`<h2>${sections.answers}</h2>
${table("answers", [columns.question, columns.answer], body.answers)}
<h2>${sections.signer}</h2>
${body.signer.length > 0 ? list(body.signer) : html`<p>${noSigner}</p>`}
<h2>${sections.document}</h2>
${list(facts)}
${notes.map((note) => html`<p>${note}</p>`)}
${text !== undefined && html`<h3>${shownAs}</h3>\n<pre>\n${neutralizeLines(text).join("\n")}</pre>`}
${properties.length > 0 && html`<h3>${stated}</h3>\n${table("stated", [columns.property, columns.value, columns.shown], properties)}`}
<h2>${sections.likely}</h2>
<p>${likely}</p>
<h2>${sections.unknown}</h2>
<ul>${[body.time, ...limits].map((limit) => html`<li>${limit}</li>`)}</ul>
<h2>${sections.steps}</h2>
${evidenceLanguage && html`<p>${evidenceLanguage}</p>`}
${table(
  "steps",
  [columns.step, columns.result, columns.evidence],
  body.steps.map(({ step, result, evidence }) => [step, result, evidence]),
)}`;
}

function list(facts: readonly Fact[]): Html | undefined {
  if (facts.length === 0) return undefined;
  return html`<dl>${facts.map(([name, value]) => html`<dt>${neutralize(name)}</dt><dd>${neutralize(value)}</dd>`)}</dl>`;
}

type Columns = "answers" | "stated" | "steps"; // how wide each is

function table(columns: Columns, head: readonly string[], rows: readonly (readonly string[])[]): Html {
  return html`<table class="${columns}">
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${neutralize(cell)}</td>`)}</tr>`)}</tbody>
</table>`;
}
