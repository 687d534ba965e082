/** The text that is to be signed, and what says that it was read; the same in both clients and in the test tool. */
import { type Html, html } from "@eid-gateway/html";
import type { Readable } from "../sign-text/reading-desk.js";
import type { ReadingTexts } from "./reading-texts.js";

export function drawReadable(readable: Readable, texts: ReadingTexts): Html {
  const { heading } = texts;
  switch (readable.is) {
    case "text":
      return html`<pre class="sign-text ${readable.monospace && "monospace"}" tabindex="0" role="region" aria-label="${heading}">${readable.text}</pre>`;
    case "html":
      return html`<iframe class="sign-text" sandbox title="${heading}" src="${readable.path}"></iframe>`;
    case "pdf":
      return drawPdf(readable.path, texts);
  }
}

/** Empty: the page's script draws the pages into it (`browser/pdf/show-pdf.ts`). */
function drawPdf(path: string, { heading, page, previousPage, nextPage, larger, smaller }: ReadingTexts): Html {
  return html`<div class="pdf" data-pdf="${path}" data-page="${page}">
    <div class="pdf-tools">
      <button type="button" data-turn="-1" aria-label="${previousPage}">‹</button>
      <span role="status" data-place></span>
      <button type="button" data-turn="1" aria-label="${nextPage}">›</button>
      <button type="button" data-zoom="-1" aria-label="${smaller}">−</button>
      <button type="button" data-zoom="1" aria-label="${larger}">+</button>
    </div>
    <div class="sign-text pdf-page" tabindex="0" role="region" aria-label="${heading}"><canvas aria-hidden="true"></canvas><p class="pdf-words" data-words></p></div>
  </div>`;
}

export function drawConfirmation({ confirm }: ReadingTexts): Html {
  return html`<label class="tick"><input type="checkbox" name="confirmed" required> ${confirm}</label>`;
}
