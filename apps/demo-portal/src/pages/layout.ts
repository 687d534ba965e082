import { type Html, html } from "@eid-gateway/html";
import { endonyms, languages, type Say, sayIn } from "../languages.js";
import type { Language } from "../sessions.js";

export interface Page {
  readonly language: Language;
  readonly path: string; // of this page, for the language switch
  readonly title: string;
  readonly main: (say: Say) => Html;
}

export function layOut({ language, path, title, main }: Page): string {
  const say = sayIn(language);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – ${say("brand")}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/portal.css">
</head>
<body>
<header>
<a class="brand" href="/?language=${language}"><img src="/icon.svg" alt="" width="32" height="32">${say("brand")}</a>
<nav aria-label="${say("language")}">${languages.filter((other) => other !== language).map((other) => html`<a href="${path}?language=${other}" lang="${other}" hreflang="${other}">${endonyms[other]}</a>`)}</nav>
</header>
<main>
${main(say)}
</main>
</body>
</html>
`.toString();
}
