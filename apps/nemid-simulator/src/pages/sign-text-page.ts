import { type Html, html } from "@eid-gateway/html";
import type { Finding } from "../sign-text/finding.js";
import type { Prepared, Readable } from "../sign-text/reading-desk.js";
import type { SignTextFormat } from "../sign-text/sign-text.js";
import { drawPage, drawSelect, drawTable } from "./layout.js";
import { drawReadable } from "./reading-parts.js";
import { READING_TEXTS } from "./reading-texts.js";

/** What was asked about, to be shown again. */
export interface SentFields {
  readonly format: SignTextFormat;
  readonly text: string;
  readonly stylesheet: string;
}

const FORMATS: readonly (readonly [SignTextFormat, string])[] = [
  ["text", "plain text"],
  ["html", "HTML"],
  ["xml", "XML, with its stylesheet"],
  ["pdf", "PDF, as a file"],
];

const NOTHING: SentFields = { format: "text", text: "", stylesheet: "" };

/** What a service provider's developer asks: why is my document APP002? */
export function drawSignTextCheck({ format, text, stylesheet }: SentFields = NOTHING, prepared?: Prepared): Html {
  return drawPage(
    "Check sign text",
    "/check-sign-text",
    html`
    <p>The clients refuse a document by <code>APP002</code> and no more. Here is every reason, and what they would show.</p>
    ${prepared && drawVerdict(prepared)}
    <form method="post" action="/check-sign-text" enctype="multipart/form-data">
      ${drawSelect("format", "Format", FORMATS, format)}
      <p class="field wide"><label for="text">Text</label>
        <textarea id="text" name="text" rows="8" spellcheck="false">${text}</textarea></p>
      <p class="field wide"><label for="stylesheet">Stylesheet (XSLT 1.0), for XML</label>
        <textarea id="stylesheet" name="stylesheet" rows="5" spellcheck="false">${stylesheet}</textarea></p>
      <p class="field wide"><label for="file">Or a file</label><input type="file" id="file" name="file" aria-describedby="file-hint">
        <small id="file-hint">in place of the text; needed for PDF</small></p>
      <p><button class="button" name="check" value="check">Check</button></p>
    </form>
    <script type="module" src="/assets/browser/sign-text-page.js"></script>`,
  );
}

function drawVerdict(prepared: Prepared): Html {
  if ("readable" in prepared) return drawShown(prepared.readable);
  const { findings } = prepared;
  const rows = findings.map(({ rule, name, place, says }: Finding) => [
    place,
    html`<code>${rule}</code>`,
    name && html`<code>${name}</code>`,
    says,
  ]);
  return html`<p class="problem" role="alert"><strong>APP002</strong>: ${findings.length === 1 ? "1 finding" : `${findings.length} findings`}.</p>
    ${drawTable("Findings", ["Where", "Rule", "Name", "What is wrong"], rows)}`;
}

function drawShown(readable: Readable): Html {
  return html`<p class="good" role="status">The clients show this document.</p>
    <div class="shown">${drawReadable(readable, READING_TEXTS.en)}</div>`;
}
