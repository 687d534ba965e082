import { type Html, html } from "@eid-gateway/html";

/** One choice of several, with its label. */
export function radio(name: string, value: string, label: Html | string, isChosen: boolean): Html {
  const id = `${name}-${value}`;
  return html`<div class="option"><input type="radio" id="${id}" name="${name}" value="${value}"${isChosen && html` checked`}><label for="${id}">${label}</label></div>`;
}
