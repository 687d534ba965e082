import { type Html, html } from "@eid-gateway/html";
import { endonyms, languages, type Say, sayIn } from "../languages.js";
import type { Portal } from "../options.js";
import type { Language } from "../sessions.js";
import { METHODS, PROFILES } from "../wish.js";
import { layOut } from "./layout.js";
import { radio } from "./radio.js";

/** The way in: with what, how the gateway should look and speak, and a button for each of its doors. */
export function frontPage({ simulatorUrl }: Portal, language: Language, isLoggedIn: boolean): string {
  return layOut({
    language,
    path: "/",
    title: sayIn(language)("frontTitle"),
    main: (say) => html`<div class="hero"><h1>${say("frontTitle")}</h1><p class="lead">${say("frontLead")}</p></div>
<div class="columns">
<section class="card" aria-labelledby="log-in"><h2 id="log-in">${say("logInTitle")}</h2>${isLoggedIn ? accountLink(say) : logInForm(say, language)}</section>
<div><section class="card" aria-labelledby="sign"><h2 id="sign">${say("signTitle")}</h2><p>${say("signText")}</p><a class="button quiet" href="/sign?language=${language}">${say("signTitle")}</a></section>
<section class="aside" aria-labelledby="demo"><h2 id="demo">${say("testTitle")}</h2><p>${say("testText")}</p>
<ul><li><a href="${simulatorUrl}/">${say("testTool")}</a></li><li><a href="${simulatorUrl}/identities/new">${say("newPerson")}</a></li></ul></section></div>
</div>`,
  });
}

function logInForm(say: Say, language: Language): Html {
  const methods = [...METHODS, "any" as const].map((method) =>
    radio("method", method, say(`method.${method}`), method === METHODS[0]),
  );
  const looks = PROFILES.map((profile) => radio("profile", profile, say(`profile.${profile}`), profile === "default"));
  const tongues = languages.map((each) =>
    radio("language", each, html`<span lang="${each}">${endonyms[each]}</span>`, each === language),
  );
  return html`<form action="/login" method="get">
<fieldset><legend>${say("methodLabel")}</legend>${methods}</fieldset>
<fieldset><legend>${say("profileLabel")}</legend>${looks}</fieldset>
<fieldset><legend>${say("languageLabel")}</legend>${tongues}</fieldset>
<button class="button" name="door" value="oidc">${say("logIn")}</button>
<button class="button quiet" name="door" value="saml">${say("logInSaml")}</button></form>`;
}

function accountLink(say: Say): Html {
  return html`<p><a class="button" href="/account">${say("yourAccount")}</a></p>`;
}
