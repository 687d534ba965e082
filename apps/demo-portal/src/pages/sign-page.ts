import { type Html, html } from "@eid-gateway/html";
import { type Say, sayIn } from "../languages.js";
import type { Portal } from "../options.js";
import type { Language } from "../sessions.js";
import type { DocumentProblem } from "../signing/choose-document.js";
import { SIGN_METHODS, type SignWish, SOURCES } from "../signing/sign-wish.js";
import { layOut } from "./layout.js";
import { radio } from "./radio.js";

/** Why nothing was ordered: something about the choice, or what the gateway has against the document. */
export type SignProblem =
  | { readonly kind: DocumentProblem }
  | { readonly kind: "refused"; readonly code: string; readonly findings: readonly string[] };

/** What to sign, and with what. */
export function signPage(portal: Portal, language: Language, wish: SignWish, problem?: SignProblem): string {
  return layOut({
    language,
    path: "/sign",
    title: sayIn(language)("signTitle"),
    main: (say) => html`<div class="hero"><h1>${say("signTitle")}</h1><p class="lead">${say("signLead")}</p></div>
${problem && problemNote(problem, say)}
<div class="columns">
<section class="card" aria-labelledby="order"><h2 id="order">${say("orderTitle")}</h2>${signForm(wish, language, say)}</section>
<section class="aside" aria-labelledby="ways"><h2 id="ways">${say("waysTitle")}</h2><p>${say("waysSign")}</p><p>${say("waysLogIn")}</p>
<p>${say("signForgets")}</p>
<ul><li><a href="${portal.simulatorUrl}/">${say("testTool")}</a></li><li><a href="/?language=${language}">${say("toFront")}</a></li></ul></section>
</div>`,
  });
}

function signForm({ source, method, text }: SignWish, language: Language, say: Say): Html {
  const sources = SOURCES.map((each) => radio("source", each, say(`source.${each}`), each === source));
  const methods = SIGN_METHODS.map((each) => radio("method", each, say(`sign.${each}`), each === method));
  return html`<form action="/sign?language=${language}" method="post" enctype="multipart/form-data">
<fieldset><legend>${say("sourceLabel")}</legend>${sources}</fieldset>
<p class="field"><label for="file">${say("fileLabel")}</label><input type="file" id="file" name="file" accept="application/pdf,.pdf"></p>
<p class="field"><label for="text">${say("textLabel")}</label><textarea id="text" name="text" rows="5" maxlength="20000">
${text}</textarea></p>
<fieldset><legend>${say("signMethodLabel")}</legend>${methods}</fieldset>
<button class="button">${say("signButton")}</button></form>`;
}

function problemNote(problem: SignProblem, say: Say): Html {
  const findings = problem.kind === "refused" ? problem.findings : [];
  return html`<div class="problem" role="alert"><p>${say(`problem.${problem.kind}`)}${problem.kind === "refused" && html` <code>${problem.code}</code>`}</p>
${findings.length > 0 && html`<ul>${findings.map((finding) => html`<li lang="en">${finding}</li>`)}</ul>`}</div>`;
}
