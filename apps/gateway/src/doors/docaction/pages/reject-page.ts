/** A refusal is told to the customer and cannot be undone: it is asked for twice. */
import { html } from "@eid-gateway/html";
import type { RenderedPage } from "../../../screens/page-context.js";
import { actForm, button, draw, type SittingPage } from "./sitting-page.js";

export function rejectPage(page: SittingPage): RenderedPage {
  const { context, say, plain } = page;
  return draw(page, {
    name: "sign/reject",
    title: { plain: plain("sign.reject.title"), shown: say("sign.reject.title") },
    main: html`<p class="lead">${say("sign.reject.text")}</p>${actForm(page, "reject", button(say("sign.reject.yes"), "main"))}<p><a class="button other" href="${context.action}">${say("sign.reject.no")}</a></p>`,
  });
}
