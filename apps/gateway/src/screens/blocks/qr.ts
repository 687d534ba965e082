import type { Block } from "@eid-gateway/core";
import { type Html, html } from "@eid-gateway/html";
import { encode } from "uqr";
import type { Drawing } from "./drawing.js";

/** Drawn in the page, black on white in any look: cameras want the contrast and the four modules of quiet zone (ISO/IEC 18004 6.3.8). */
export function renderQr(block: Extract<Block, { kind: "qr" }>, { method }: Drawing): Html {
  const { data, size } = encode(block.data, { ecc: "M", border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return html`<svg class="qr" role="img" aria-label="${method.plain(block.alt)}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
}
