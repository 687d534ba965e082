import { type Html, html } from "@eid-gateway/html";
import type { CodeFileRequest } from "../codefile/client-request.js";
import type { CodeFileTask } from "../codefile/code-file-client.js";
import type { Gathered } from "../codefile/gather-documents.js";
import { CODE_FILE_TEXTS, type CodeFileTexts } from "./code-file-texts.js";
import { drawConfirmation, drawReadable } from "./reading-parts.js";

/** The page in the service provider's iframe: empty until the parent page has sent its parameters. */
export function drawCodeFilePage(): Html {
  return html`<!doctype html>
<html lang="da">
  <head>
    <meta charset="utf-8">
    <title>NemID-simulator – test only</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/client.css">
    <link rel="stylesheet" href="/assets/codefile.css">
    <link rel="stylesheet" href="/assets/reading.css">
    <script defer src="/assets/node-forge.js"></script>
    <script type="module" src="/assets/browser/codefile/client.js"></script>
  </head>
  <body>
    <header class="marker"><strong>NemID-simulator</strong> <span>test only</span></header>
    <main id="screen">
      <h1>NemID</h1>
      <p class="waiting" id="waiting">Venter på tjenesten … <span lang="en">Waiting for the service …</span></p>
      <p class="waiting" id="alone" hidden>Denne side hører hjemme i en tjenestes iframe.
        <span lang="en">This page belongs in the iframe of a service.</span></p>
      <noscript><p class="problem">Klienten kræver JavaScript. <span lang="en">The client needs JavaScript.</span></p></noscript>
    </main>
  </body>
</html>
`;
}

/** What is to be signed, before the key file is asked for. */
export function drawReadingScreen(
  { language, requestIssuer }: CodeFileRequest,
  { readable, attachments }: NonNullable<CodeFileTask["signing"]>,
): Html {
  const texts = CODE_FILE_TEXTS[language];
  return html`
    ${drawHeading(texts.reading.heading, requestIssuer, texts)}
    <form id="reading-form" class="reading">
      ${drawReadable(readable, texts.reading)}
      ${attachments.length > 0 && drawAttachments(attachments, texts)}
      ${drawConfirmation(texts.reading)}
      <div class="buttons">
        <button class="main">${texts.next}</button>
        <button type="button" data-cancel>${texts.cancel}</button>
      </div>
    </form>`;
}

function drawAttachments(attachments: Gathered["attachments"], texts: CodeFileTexts): Html {
  const items = attachments.map(({ title, mimeType, bytes, isOptional }, place) => {
    const about = html`${title} <span class="as">${mimeType}, ${Math.ceil(bytes.length / 1024)} kB</span>`;
    const named = isOptional
      ? html`<label class="tick"><input type="checkbox" data-attachment="${place}" checked> <span>${about}</span></label>`
      : html`<span>${about}</span>`;
    return html`<li>${named} <button type="button" data-save="${place}" aria-label="${texts.save} ${title}">${texts.save}</button></li>`;
  });
  return html`<h2>${texts.attachments}</h2><ul class="attachments">${items}</ul>`;
}

function drawHeading(heading: string, requestIssuer: string, { at }: CodeFileTexts): Html {
  return html`<h1 tabindex="-1">${heading}
      <span class="service"><span class="at">${at}</span> ${requestIssuer}</span></h1>`;
}

/** The key file with its password. Its fields have no names: a form that is sent by mistake is empty. */
export function drawKeyFileScreen(request: CodeFileRequest): Html {
  const texts = CODE_FILE_TEXTS[request.language];
  const isSigning = request.action === "sign";
  return html`
    ${drawHeading(isSigning ? texts.signHeading : texts.logOnHeading, request.requestIssuer, texts)}
    <form id="key-file-form" novalidate>
      <p class="problem" id="problem" role="alert" hidden></p>
      <label for="key-file">${texts.keyFile}</label>
      <input id="key-file" type="file" accept=".p12,.pfx,.html,.htm" aria-describedby="key-file-hint" required>
      <p class="hint" id="key-file-hint">${texts.keyFileHint}</p>
      <label for="password">${texts.password}</label>
      <input id="password" type="password" autocomplete="off" required>
      <div class="buttons">
        <button class="main">${isSigning ? texts.sign : texts.logOn}</button>
        <button type="button" id="cancel" data-cancel>${texts.cancel}</button>
      </div>
    </form>`;
}
