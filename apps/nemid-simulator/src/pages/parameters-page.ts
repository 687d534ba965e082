import { type Html, html } from "@eid-gateway/html";
import { drawField, drawPage, drawSelect } from "./layout.js";

/** What a service provider's developer asks: why does the client refuse my parameters? */
export interface Verdict {
  readonly code: string;
  readonly why: string;
}

export function drawParameters(parameters = "", verdict?: Verdict | "accepted"): Html {
  return drawPage(
    "Check parameters",
    "/check-parameters",
    html`
    <p>The client tells a service provider no more than a code. Here is the reason behind it: paste the JSON text that the page sends as
      <code>content</code> of its <code>parameters</code> message.</p>
    ${verdict && drawVerdict(verdict)}
    <form method="post" action="/check-parameters">
      <p class="field wide"><label for="parameters">Parameters</label>
        <textarea id="parameters" name="parameters" rows="10" spellcheck="false" required>${parameters}</textarea></p>
      ${drawField("origin", "Origin of the page", "left empty: as ORIGIN says")}
      ${drawSelect("mode", "Mode", [
        ["lmt", "limited (lmt)"],
        ["std", "standard (std)"],
      ])}
      <p><button class="button" name="check">Check</button></p>
    </form>`,
  );
}

function drawVerdict(verdict: Verdict | "accepted"): Html {
  if (verdict === "accepted") return html`<p class="good" role="status">The client accepts these parameters now.</p>`;
  return html`<p class="problem" role="alert"><strong>${verdict.code}</strong>: ${verdict.why}.</p>`;
}
