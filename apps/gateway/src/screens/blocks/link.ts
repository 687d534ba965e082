import type { Block } from "@eid-gateway/core";
import { type Html, html } from "@eid-gateway/html";
import { safeLink } from "../safe-link.js";
import type { Drawing } from "./drawing.js";

export function renderLink(block: Extract<Block, { kind: "link" }>, { method }: Drawing): Html {
  return html`<p><a class="button" href="${safeLink(block.url)}" rel="noreferrer">${method.say(block.label)}</a></p>`;
}
