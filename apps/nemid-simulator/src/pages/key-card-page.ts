import { type Html, html } from "@eid-gateway/html";
import type { Identity } from "../register/identity.js";
import { codesLeft } from "../register/key-card.js";
import { drawCardId } from "./client-screens.js";
import { drawPage, pathOf } from "./layout.js";

export function drawKeyCard(identity: Identity, next: string | undefined): Html {
  const { active, waiting, automatic } = identity.cards;
  const path = pathOf(identity.alias);
  const codes = active.codes.map(([number, code]) =>
    drawCode(number, code, active.used.includes(number), number === next),
  );
  const sent = waiting.length > 0 && html`<p>In the post: ${waiting.map(({ id }) => drawCardId(id)).join(", ")}.</p>`;
  return drawPage(
    `Key card ${drawCardId(active.id)}`,
    "/identities",
    html`
    <p>Of <a href="${path}">${identity.name}</a>. ${codesLeft(active)} codes left${next && html`; asked next: <strong>${next}</strong>`}. Used codes are crossed out.
      ${automatic ? "A new card is sent when 20 are left." : "No new card is sent by itself."}</p>
    ${sent}
    <ol class="codes">${codes}</ol>
    <p><a href="${path}/keycard.txt">As text</a></p>
    <form method="post" action="${path}/keycard"><button class="button" name="replace">Replace this card</button>
      <button class="button" name="extra" value="true">Send an extra card</button></form>`,
  );
}

/** The text copy: an identifying line, a header, then pairs of number and code. */
export function writeKeyCardText({ cards, userId }: Identity): string {
  const { id, codes } = cards.active;
  const rows = codes.map(([number, code]) => `${number}\t${code}`);
  return [`${drawCardId(id)}\t${userId}`, "#\tkey", ...rows, ""].join("\n");
}

function drawCode(number: string, code: string, used: boolean, next: boolean): Html {
  const pair = html`<b>${number}</b> <span>${code}</span>`;
  if (used) return html`<li class="used"><s>${pair}</s></li>`;
  return html`<li>${next ? html`<mark>${pair}</mark>` : pair}</li>`;
}
