/** The frame around every page: who it is for at the top, what it says in the middle, language, help and reference below. */
import type { Localized } from "@eid-gateway/config";
import { type Html, html } from "@eid-gateway/html";
import type { LanguageLink, NoticeContext } from "./page-context.js";
import { configuredLink } from "./safe-link.js";
import { type HubSentences, hubSentences } from "./sentences.js";

export interface PageParts {
  readonly name: string; // of the screen, for tests and help links: "nemid/cpr"
  readonly title: string;
  readonly heading: Html;
  readonly main: Html;
  readonly customerName?: string;
  readonly eyebrow?: Html; // the line above the heading
  readonly head?: Html;
  readonly scripts?: readonly string[];
}

export function layOut(page: NoticeContext, parts: PageParts): string {
  const { look, language } = page;
  const hub = hubSentences({ language, profileTexts: look.texts });
  const title = parts.customerName ? `${parts.title} – ${parts.customerName}` : parts.title;
  const scripts = (parts.scripts ?? []).map((script) => html`<script type="module" src="${script}"></script>\n`);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="${look.icon}">
<link rel="stylesheet" href="${look.stylesheet}">
${parts.head}${scripts}</head>
<body class="layout-${look.layout}">
${look.header.visible && header(page, hub, parts)}
<main data-screen="${parts.name}">
${parts.eyebrow && html`<p class="eyebrow">${parts.eyebrow}</p>`}
<h1>${parts.heading}</h1>
${parts.main}
</main>
${footer(page, hub, parts)}
</body>
</html>
`.toString();
}

function header(page: NoticeContext, hub: HubSentences, { customerName }: PageParts): Html | undefined {
  const values = { service: customerName ?? "" };
  const title = hub.sayIfKnown("welcome.title", values);
  const text = hub.sayIfKnown("welcome.text", values);
  const welcome =
    (title || text) &&
    html`<div class="welcome">${title && html`<p class="welcome-title">${title}</p>`}${text && html`<p>${text}</p>`}</div>`;
  const whose = brand(page, customerName);
  return whose || welcome ? html`<header>${whose}${welcome}</header>` : undefined; // a bar with nothing in it looks broken
}

function brand({ look, language }: NoticeContext, customerName: string | undefined): Html | undefined {
  const name = localized(look.header.title, language) ?? customerName;
  const { logo } = look;
  if (!logo) return name === undefined ? undefined : html`<p class="brand">${name}</p>`;
  const picture = html`<picture><source media="(prefers-color-scheme: dark)" srcset="${logo.dark}"><img src="${logo.light}" alt="${localized(logo.alt, language) ?? name ?? ""}"></picture>`;
  const title = look.header.title && html`<span>${localized(look.header.title, language)}</span>`;
  return html`<p class="brand">${picture}${title}</p>`;
}

function footer(page: NoticeContext, hub: HubSentences, { name }: PageParts): Html | undefined {
  const links = page.look.help.filter(({ screen }) => screen === undefined || screen === name);
  const help = links.map(
    ({ url, label }) =>
      html`<li><a href="${configuredLink(new URL(url))}" rel="noreferrer"${page.look.window === "self" && html` target="_blank"`}>${localized(label, page.language)}</a></li>`,
  );
  const languages = page.languages.map(languageLink);
  if (help.length + languages.length === 0 && !page.reference) return undefined;
  return html`<footer>
${languages.length > 0 && html`<nav aria-label="${hub.plain("page.language")}"><ul>${languages}</ul></nav>`}
${help.length > 0 && html`<nav aria-label="${hub.plain("page.help")}"><ul>${help}</ul></nav>`}
${page.reference && html`<p class="reference">${hub.say("page.reference")} <code>${page.reference}</code></p>`}
</footer>`;
}

/** Languages are named in themselves, for those who read no other. */
const endonyms: Readonly<Record<string, string>> = {
  da: "Dansk",
  en: "English",
  fi: "Suomi",
  nb: "Norsk bokmål",
  sv: "Svenska",
};
function languageLink({ language, href }: LanguageLink): Html {
  return html`<li><a href="${href}" lang="${language}" hreflang="${language}">${endonyms[language] ?? language}</a></li>`;
}

/** What a profile says in the page's language, in English, or in the first it has. */
function localized(texts: Localized | undefined, language: string): string | undefined {
  const table: Readonly<Record<string, string | undefined>> = texts ?? {};
  return table[language] ?? table.en ?? Object.values(table)[0];
}
