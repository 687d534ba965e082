import type { Block } from "@eid-gateway/core";
import { type Html, html } from "@eid-gateway/html";
import type { Drawing } from "./drawing.js";

/** A paragraph, or what went wrong: read out at once, and marked by more than its colour. */
export function renderText(block: Extract<Block, { kind: "text" }>, { method }: Drawing): Html {
  const sentence = method.say(block.text);
  return block.tone === "problem" ? html`<p class="problem" role="alert">${sentence}</p>` : html`<p>${sentence}</p>`;
}
