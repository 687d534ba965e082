import { type Html, html } from "@eid-gateway/html";
import { endonyms, languages, type Say, sayIn } from "../languages.js";
import type { Portal } from "../options.js";
import type { Language } from "../sessions.js";
import { layOut } from "./layout.js";

const profiles = ["default", "demo"] as const;
const profileNames = { default: "profileDefault", demo: "profileDemo" } as const;

/** The profile a form asked for, if it is one of those offered. */
export function readProfile(value: unknown): (typeof profiles)[number] {
  return profiles.find((profile) => profile === value) ?? "default";
}

/** The way in: how the gateway should look and speak, and the button. */
export function frontPage({ simulatorUrl }: Portal, language: Language, isLoggedIn: boolean): string {
  return layOut({
    language,
    path: "/",
    title: sayIn(language)("frontTitle"),
    main: (say) => html`<div class="hero"><h1>${say("frontTitle")}</h1><p class="lead">${say("frontLead")}</p></div>
<div class="columns">
<section class="card" aria-labelledby="log-in"><h2 id="log-in">${say("logInTitle")}</h2>${isLoggedIn ? accountLink(say) : logInForm(say, language)}</section>
<section class="aside" aria-labelledby="demo"><h2 id="demo">${say("testTitle")}</h2><p>${say("testText")}</p>
<ul><li><a href="${simulatorUrl}/">${say("testTool")}</a></li><li><a href="${simulatorUrl}/identities/new">${say("newPerson")}</a></li></ul></section>
</div>`,
  });
}

function logInForm(say: Say, language: Language): Html {
  const looks = profiles.map((profile) => radio("profile", profile, say(profileNames[profile]), profile === "default"));
  const tongues = languages.map((each) =>
    radio("language", each, html`<span lang="${each}">${endonyms[each]}</span>`, each === language),
  );
  return html`<form action="/login" method="get">
<fieldset><legend>${say("profileLabel")}</legend>${looks}</fieldset>
<fieldset><legend>${say("languageLabel")}</legend>${tongues}</fieldset>
<button class="button">${say("logIn")}</button></form>`;
}

function radio(name: string, value: string, label: Html | string, isChosen: boolean): Html {
  const id = `${name}-${value}`;
  return html`<div class="option"><input type="radio" id="${id}" name="${name}" value="${value}"${isChosen && html` checked`}><label for="${id}">${label}</label></div>`;
}

function accountLink(say: Say): Html {
  return html`<p><a class="button" href="/account">${say("yourAccount")}</a></p>`;
}
