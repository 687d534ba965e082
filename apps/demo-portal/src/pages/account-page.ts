import { type Html, html } from "@eid-gateway/html";
import { type Say, sayIn } from "../languages.js";
import type { Language, LogIn } from "../sessions.js";
import { layOut } from "./layout.js";

/** Who logged in, as the gateway said it: nothing is hidden, since the people here are made up. */
export function accountPage({ name, tables }: LogIn, language: Language): string {
  return layOut({
    language,
    path: "/account",
    title: sayIn(language)("accountTitle", name),
    main: (say) => html`<div class="hero"><h1>${say("accountTitle", name)}</h1><p class="lead">${say("accountLead")}</p>
<form action="/logout" method="post"><button class="button">${say("logOut")}</button></form></div>
${tables.map((table) => drawTable(table, say))}`,
  });
}

function drawTable({ kind, rows }: LogIn["tables"][number], say: Say): Html {
  const drawn = rows.map(
    ([name, value]) => html`<tr><th scope="row"><code>${name}</code></th><td>${show(name, value)}</td></tr>`,
  );
  return html`<section class="card" aria-labelledby="${kind}"><h2 id="${kind}">${say(kind)}</h2><p>${say(`${kind}Text`)}</p>
<table id="${kind}-claims"><thead><tr><th scope="col">${say("claim")}</th><th scope="col">${say("value")}</th></tr></thead><tbody>${drawn}</tbody></table></section>`;
}

const times = new Set(["auth_time", "exp", "iat", "nbf", "updated_at"]); // seconds since 1970 (OpenID Connect Core 2)

function show(name: string, value: unknown): Html {
  if (times.has(name) && typeof value === "number")
    return html`${value} <small>${new Date(value * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC</small>`;
  return html`${typeof value === "string" ? value : JSON.stringify(value)}`;
}
