import { type Html, html } from "@eid-gateway/html";
import { drawPage } from "./layout.js";

export function drawProblemPage(message: string): Html {
  return drawPage(
    "That did not work",
    "",
    html`<p class="problem" role="alert">${message}</p><p><a href="/">To the start page</a></p>`,
  );
}
