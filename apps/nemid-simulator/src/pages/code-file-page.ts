import { type Html, html } from "@eid-gateway/html";
import type { CodeFileRequest } from "../codefile/client-request.js";
import { CODE_FILE_TEXTS, type CodeFileTexts } from "./code-file-texts.js";

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

/** The one screen: what is signed, if anything is, and the key file with its password. Its fields have no names: a form that is sent by mistake is empty. */
export function drawKeyFileScreen(request: CodeFileRequest): Html {
  const texts = CODE_FILE_TEXTS[request.language];
  const { signText, requestIssuer } = request;
  return html`
    <h1 tabindex="-1">${signText ? texts.signHeading : texts.logOnHeading}
      <span class="service"><span class="at">${texts.at}</span> ${requestIssuer}</span></h1>
    ${signText && drawSignText(signText.text, texts)}
    <form id="key-file-form" novalidate>
      <p class="problem" id="problem" role="alert" hidden></p>
      <label for="key-file">${texts.keyFile}</label>
      <input id="key-file" type="file" accept=".p12,.pfx,.html,.htm" aria-describedby="key-file-hint" required>
      <p class="hint" id="key-file-hint">${texts.keyFileHint}</p>
      <label for="password">${texts.password}</label>
      <input id="password" type="password" autocomplete="off" required>
      <div class="buttons">
        <button class="main">${signText ? texts.sign : texts.logOn}</button>
        <button type="button" id="cancel">${texts.cancel}</button>
      </div>
    </form>`;
}

function drawSignText(text: string, { textHeading }: CodeFileTexts): Html {
  return html`<pre class="sign-text" tabindex="0" role="region" aria-label="${textHeading}">${text}</pre>`;
}
