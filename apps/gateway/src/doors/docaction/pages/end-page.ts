/** Where nothing can be done any more, or not yet: a sentence, and the customer's own way back where there is one. */
import { html } from "@eid-gateway/html";
import type { RenderedPage } from "../../../screens/page-context.js";
import { configuredLink } from "../../../screens/safe-link.js";
import type { Ending } from "../sitting.js";
import { draw, type SittingPage } from "./sitting-page.js";

type End = `over.${Ending}` | "closed" | "unfit" | "waiting" | "waiting.session";

export function endPage(page: SittingPage, end: End, back: string | undefined): RenderedPage {
  const { say, plain } = page;
  const link =
    back && html`<p><a class="button main" href="${configuredLink(new URL(back))}">${say("sign.over.back")}</a></p>`;
  const titled = end === "waiting.session" ? "waiting" : end;
  return draw(page, {
    name: `sign/${end.replace(".", "-")}`,
    title: { plain: plain(`sign.${titled}.title`), shown: say(`sign.${titled}.title`) },
    main: html`<p class="lead">${say(`sign.${end}`)}</p>${link}`,
  });
}
