/** The forms of a flow page: plain POSTs that carry the token of their step, so that an answer counts once. */
import { type Html, html } from "@eid-gateway/html";
import type { PageContext } from "./page-context.js";
import type { HubSentences } from "./sentences.js";

/** `novalidate`: the server says what is wrong, in the page's language and where a screen reader finds it. */
export function stepForm(page: PageContext, content: Html): Html {
  return html`<form class="answer" method="post" action="${page.action}" novalidate>${stepToken(page)}${content}</form>`;
}

/** Cancel is a form of its own, marked by its field `cancel`: it works whatever the other form holds. */
export function cancelForm(page: PageContext, label: Html, look: "main" | "other" | "quiet"): Html {
  return html`<form class="cancel" method="post" action="${page.action}" data-cancel>${stepToken(page)}<input type="hidden" name="cancel" value="yes"><button class="button ${look}">${label}</button></form>`;
}

/** The ways out of a step, below it: another method, where there is one, and Cancel. */
export function waysOut(page: PageContext, hub: HubSentences): Html {
  const cancel = cancelForm(page, hub.say("page.cancel"), "quiet");
  return page.canChoose ? html`<div class="ways-out">${chooseForm(page, hub, "quiet")}${cancel}</div>` : cancel;
}

/** Back to the choice between several methods, marked by its field `choose`, as Cancel is by its own. */
export function chooseForm(page: PageContext, hub: HubSentences, look: "main" | "other" | "quiet"): Html {
  return html`<form class="choose" method="post" action="${page.action}">${stepToken(page)}<input type="hidden" name="choose" value="yes"><button class="button ${look}">${hub.say("choose.another")}</button></form>`;
}

function stepToken({ step }: PageContext): Html {
  return html`<input type="hidden" name="step" value="${step}">`;
}
