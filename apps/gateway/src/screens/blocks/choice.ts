import type { Block } from "@eid-gateway/core";
import { type Html, html } from "@eid-gateway/html";
import { type Drawing, idOf } from "./drawing.js";

/** One of several, none chosen beforehand. */
export function renderChoice(block: Extract<Block, { kind: "choice" }>, { method }: Drawing): Html {
  const options = block.options.map((option, at) => {
    const id = `${idOf(block.name)}-${at + 1}`;
    const help = option.help && html`<small>${method.say(option.help)}</small>`;
    return html`<div class="option"><input type="radio" id="${id}" name="${block.name}" value="${option.value}"><label for="${id}">${method.say(option.label)}${help}</label></div>`;
  });
  return html`<fieldset class="choice"><legend>${method.say(block.label)}</legend>${options}</fieldset>`;
}
