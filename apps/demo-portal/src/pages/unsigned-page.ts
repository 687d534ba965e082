import { html } from "@eid-gateway/html";
import { sayIn } from "../languages.js";
import type { Language } from "../sessions.js";
import type { KeptSigning } from "../signing/shelf.js";
import { layOut } from "./layout.js";

/** @param isOpen the person left it for later; otherwise they refused, or its time was over */
export function unsignedPage({ id, document, order }: KeptSigning, isOpen: boolean, language: Language): string {
  const key = isOpen ? "later" : "refusal";
  return layOut({
    language,
    path: `/signed/${id}`,
    title: sayIn(language)(`${key}.title`),
    main: (
      say,
    ) => html`<div class="hero"><h1>${say(`${key}.title`)}</h1><p class="lead">${say(`${key}.text`, document.title)}</p>
<p class="buttons">${isOpen && html`<a class="button" href="${order.signingUrl}">${say("signOn")}</a> `}<a href="/sign?language=${language}">${say("signAnother")}</a></p></div>`,
  });
}
