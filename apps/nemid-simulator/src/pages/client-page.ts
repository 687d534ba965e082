import { type Html, html } from "@eid-gateway/html";
import type { Mode } from "../keycard/client-request.js";

/** The page in the service provider's iframe: empty until the parent page has sent its parameters. */
export function drawClientPage({ mode, idleMs }: { mode: Mode; idleMs: number }): Html {
  return html`<!doctype html>
<html lang="da" data-mode="${mode}" data-idle-ms="${idleMs}">
  <head>
    <meta charset="utf-8">
    <title>NemID-simulator – test only</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/client.css">
    <link rel="stylesheet" href="/assets/reading.css">
    <script type="module" src="/assets/browser/client.js"></script>
  </head>
  <body>
    <header class="marker"><strong>NemID-simulator</strong> <span>test only</span></header>
    <main id="screen" aria-live="off">
      <p class="waiting" id="waiting">Venter på tjenesten … <span lang="en">Waiting for the service …</span></p>
      <p class="waiting" id="alone" hidden>Denne side hører hjemme i en tjenestes iframe.
        <span lang="en">This page belongs in the iframe of a service.</span></p>
      <noscript><p class="problem">Klienten kræver JavaScript. <span lang="en">The client needs JavaScript.</span></p></noscript>
    </main>
    <p class="idle" id="idle" role="status" hidden>
      <span data-language="da">Dit login slutter snart. Tryk på en tast for at fortsætte.</span>
      <span data-language="en" lang="en">The log-in ends soon. Press any key to go on.</span>
    </p>
  </body>
</html>
`;
}
