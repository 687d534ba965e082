import type { Block } from "@eid-gateway/core";
import { type Html, html } from "@eid-gateway/html";
import { type Drawing, idOf } from "./drawing.js";

/** Posts "on". Never ticked beforehand: consent is something a person does. */
export function renderCheckbox(block: Extract<Block, { kind: "checkbox" }>, { method }: Drawing): Html {
  const id = idOf(block.name);
  return html`<div class="option"><input type="checkbox" id="${id}" name="${block.name}" value="on"><label for="${id}">${method.say(block.label)}</label></div>`;
}
