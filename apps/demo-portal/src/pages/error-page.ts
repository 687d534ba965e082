import { type Html, html } from "@eid-gateway/html";
import type { Failure } from "../failure.js";
import { type Say, sayIn } from "../languages.js";
import type { Language } from "../sessions.js";
import { layOut } from "./layout.js";

/** @param again the address that begins the same log-in anew, where there is one */
export function errorPage(failure: Failure, language: Language, again?: string): string {
  const { kind } = failure;
  return layOut({
    language,
    path: "/",
    title: sayIn(language)(`${kind}.title`),
    main: (say) => html`<div class="hero"><h1>${say(`${kind}.title`)}</h1><p class="lead">${say(`${kind}.text`)}</p>
${failure.error !== undefined && details(failure, say)}
<p class="buttons">${again !== undefined && html`<a class="button" href="${again}">${say("tryAgain")}</a> `}<a href="/?language=${language}">${say("toFront")}</a></p></div>`,
  });
}

function details({ error, description }: Failure, say: Say): Html {
  return html`<dl><dt>${say("errorCode")}</dt><dd><code>${error}</code></dd>${description !== undefined && html`<dt>${say("errorDescription")}</dt><dd>${description}</dd>`}</dl>`;
}
