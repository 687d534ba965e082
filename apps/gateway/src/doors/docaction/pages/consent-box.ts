/** The sentence the person agrees to: with a box to tick where they agree on this page, as a line where they do it in the eID's window. */
import { type Html, html } from "@eid-gateway/html";
import type { SittingPage } from "./sitting-page.js";

export type Consenting = { readonly statement: string; readonly isTicked: boolean };

export function consentBox(_page: SittingPage, { statement, isTicked }: Consenting): Html {
  if (!isTicked) return html`<p class="statement">${statement}</p>`;
  return html`<div class="option"><input type="checkbox" id="consent" name="consent" value="on" required><label for="consent" class="statement">${statement}</label></div>`;
}
