/** One document: to read, and to sign, or only to have read. What is shown are the bytes that are signed. */
import { type Html, html } from "@eid-gateway/html";
import type { RenderedPage } from "../../../screens/page-context.js";
import type { DocumentProgress } from "../progress.js";
import type { Manner } from "../serve-document.js";
import type { Problem } from "../sitting.js";
import { type Consenting, consentBox } from "./consent-box.js";
import { actForm, button, draw, problemLine, type SittingPage, waysOut } from "./sitting-page.js";

export interface DocumentToShow {
  readonly document: DocumentProgress;
  readonly at: number; // its place in the task
  readonly manner: Manner;
  readonly text?: string; // of a text document, and the source of XML
  readonly isOnly: boolean; // of the task
  readonly isSignedHere: boolean; // and not with others
  readonly isDrawn: boolean; // XML that a method shows through its stylesheet
  readonly dialog: { readonly title?: string; readonly message?: string } | undefined;
  readonly consent: Consenting;
  readonly problem: Problem | undefined;
}

export function documentPage(page: SittingPage, shown: DocumentToShow): RenderedPage {
  const { context } = page;
  const { document, dialog, problem, isOnly, manner } = shown;
  const title = dialog?.title ?? document.description;
  const { viewer } = context.site.scripts;
  return draw(page, {
    name: "sign/document",
    title: { plain: title, shown: html`${title}` },
    main: html`${problemLine(page, problem)}${dialog?.message && html`<p class="lead">${dialog.message}</p>`}
${reading(page, shown)}
<details class="fingerprint"><summary>${page.say("sign.read.digest")}</summary><code>${hexOf(document.sha256)}</code></details>
${next(page, shown)}${!isOnly && html`<p><a class="button quiet" href="${context.action}">${page.say("sign.toList")}</a></p>`}${isOnly && waysOut(page)}`,
    scripts: manner === "pdf" ? [viewer] : [],
    policy: { viewsPdf: manner === "pdf", framesOwn: manner === "html" || manner === "xml" },
  });
}

function reading(page: SittingPage, { document, at, manner, text, isDrawn }: DocumentToShow): Html {
  const { context, say, plain } = page;
  const file = `${context.action}/file/${at}`;
  const title = plain("sign.read.frame", { title: document.description });
  const open = html`<p><a href="${file}" target="_blank" rel="noopener">${say(manner === "file" ? "sign.read.save" : "sign.read.open")}</a></p>`;
  switch (manner) {
    case "text":
      return html`<pre class="document-text-content" tabindex="0" role="region" aria-label="${title}">${text ?? ""}</pre>`;
    case "html":
      return html`<iframe class="document-frame" sandbox src="${file}" title="${title}"></iframe>${open}`;
    case "xml":
      return html`${isDrawn && html`<iframe class="document-frame" sandbox src="${file}" title="${title}"></iframe>`}<details${!isDrawn && html` open`}><summary>${say("sign.read.source")}</summary><pre class="document-text-content" tabindex="0">${text ?? ""}</pre></details>`;
    case "image":
      return html`<img class="document-image" src="${file}" alt="${title}">${open}`;
    case "pdf":
      return html`<div class="document-pages" data-pdf="${file}" data-library="${context.site.scripts.pdfLibrary}" data-page-label="${plain("sign.read.page", { page: "{page}", pages: "{pages}" })}" tabindex="0" role="region" aria-label="${title}"><p class="note" data-loading hidden>${say("sign.read.loading")}</p><p class="problem" data-broken hidden>${say("sign.read.broken")}</p></div><noscript><p>${say("sign.read.noScript")}</p></noscript>${open}`;
    case "file":
      return open;
  }
}

function next(page: SittingPage, { document, at, isOnly, isSignedHere, consent }: DocumentToShow): Html | undefined {
  const { context, say } = page;
  if (document.action === "sign" && isSignedHere && !document.isSigned) {
    const content = html`${consentBox(page, consent)}${button(say(consent.isTicked ? "sign.button" : "sign.next"), "main")}`;
    return actForm(page, "sign", content, { document: document.id, at: String(at) });
  }
  if (isOnly) return actForm(page, "send", button(say("sign.done"), "main"));
  return html`<p><a class="button main" href="${context.action}">${say("sign.done")}</a></p>`;
}

function hexOf(sha256: Uint8Array | undefined): string {
  return Buffer.from(sha256 ?? []).toString("hex");
}
