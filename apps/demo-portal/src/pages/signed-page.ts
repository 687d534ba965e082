/** What was signed and what can be said for it: the eID's own signature or the gateway's object, and the sealed PDF. */
import { type Html, html } from "@eid-gateway/html";
import { type Say, sayIn } from "../languages.js";
import type { Language } from "../sessions.js";
import type { KeptSigning, SigningOutcome } from "../signing/shelf.js";
import type { TextKey } from "../texts/en.js";
import { layOut } from "./layout.js";
import { verificationCard } from "./verification-card.js";

export function signedPage(signing: KeptSigning, outcome: SigningOutcome, language: Language): string {
  const { result, packaged } = outcome;
  const heading = headingOf(outcome);
  return layOut({
    language,
    path: `/signed/${signing.id}`,
    title: sayIn(language)(heading),
    main: (say) => html`<div class="hero"><h1>${say(heading)}</h1>
<p class="lead">${say("signedLead", signing.document.title)}</p></div>
<div class="columns">
${verificationCard("result", result.verification, language)}
${packaged ? verificationCard("package", packaged.verification, language) : waitingCard(signing, say)}
</div>
${downloads(signing, outcome, say)}
<p class="buttons"><a class="button" href="/sign?language=${language}">${say("signAnother")}</a> <a href="/?language=${language}">${say("toFront")}</a></p>`,
  });
}

/** The worst of what was found. */
function headingOf({ result, packaged }: SigningOutcome): TextKey {
  const outcomes = [result, packaged].flatMap((file) => (file ? [file.verification.outcome] : []));
  if (outcomes.includes("invalid")) return "signed.invalid";
  return outcomes.includes("indeterminate") ? "signed.indeterminate" : "signed.valid";
}

function waitingCard({ id }: KeptSigning, say: Say): Html {
  return html`<section class="card" aria-labelledby="package"><h2 id="package">${say("format.pades")}</h2><p>${say("packageWaits")}</p>
<p><a class="button quiet" href="/signed/${id}">${say("lookAgain")}</a></p></section>`;
}

function downloads({ id }: KeptSigning, { result, packaged }: SigningOutcome, say: Say): Html {
  const link = (file: string, label: string) => html`<li><a href="/signed/${id}/${file}" download>${label}</a></li>`;
  return html`<section aria-labelledby="files"><h2 id="files">${say("filesTitle")}</h2><p>${say("filesText")}</p>
<ul class="files">${link("original", say("fileOriginal"))}${link("result", say(`format.${result.verification.format}`))}${packaged && link("package", say("format.pades"))}</ul></section>`;
}
