import { type Html, html } from "@eid-gateway/html";

const PLACES = [
  ["/", "Start"],
  ["/identities", "Identities"],
  ["/identities/new", "New identity"],
  ["/key-files", "Key files"],
  ["/merchants", "Service providers"],
  ["/companies", "Companies"],
  ["/scenarios", "Scenarios"],
  ["/services", "Services"],
  ["/check-parameters", "Check parameters"],
  ["/check-sign-text", "Check sign text"],
] as const;

/** Every page of the test tool. @param at the place that is marked in the menu */
export function drawPage(title: string, at: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${title} – NemID-simulator – test only</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/tool.css">
    <link rel="stylesheet" href="/assets/reading.css">
  </head>
  <body>
    <a class="skip" href="#content">Skip to content</a>
    <header>
      <p class="marker"><strong>NemID-simulator – test only.</strong> Nobody here is real, and nothing signed here binds anybody.</p>
      <nav aria-label="Test tool">
        <ul>${PLACES.map(([path, name]) => html`<li><a href="${path}" ${path === at && html`aria-current="page"`}>${name}</a></li>`)}</ul>
      </nav>
    </header>
    <main id="content">
      <h1>${title}</h1>
      ${content}
    </main>
  </body>
</html>
`;
}

/** A list of names and values; what is undefined is left out. */
export function drawFacts(facts: readonly (readonly [name: string, value: Html | string | undefined])[]): Html {
  const known = facts.filter(([, value]) => value !== undefined && value !== "");
  return html`<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A table that scrolls in its own box on narrow screens. */
export function drawTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (Html | string | undefined)[])[],
): Html {
  const head = columns.map((column) => html`<th scope="col">${column}</th>`);
  const body = rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`);
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>
  </div>`;
}

export function drawSelect(
  id: string,
  label: string,
  choices: readonly (readonly [value: string, label: string])[],
  chosen?: string,
): Html {
  const options = choices.map(
    ([value, text]) => html`<option value="${value}" ${value === chosen && html`selected`}>${text}</option>`,
  );
  return html`<p class="field"><label for="${id}">${label}</label><select id="${id}" name="${id}">${options}</select></p>`;
}

export function drawField(id: string, label: string, hint?: string): Html {
  const describes = hint && html`aria-describedby="${id}-hint"`;
  return html`<p class="field"><label for="${id}">${label}</label><input id="${id}" name="${id}" autocomplete="off" ${describes}>
    ${hint && html`<small id="${id}-hint">${hint}</small>`}</p>`;
}

export function drawTick(name: string, label: string): Html {
  return html`<p><label class="tick"><input type="checkbox" name="${name}" value="true"> ${label}</label></p>`;
}

export function pathOf(alias: string): string {
  return `/identities/${encodeURIComponent(alias)}`;
}
