import type { Block } from "@eid-gateway/core";
import { type Html, html } from "@eid-gateway/html";
import type { Drawing } from "./drawing.js";

export function renderImage(block: Extract<Block, { kind: "image" }>, drawing: Drawing): Html {
  return html`<img class="picture" src="${drawing.addressOf(block.asset)}" alt="${drawing.method.plain(block.alt)}">`;
}
