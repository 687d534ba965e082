/** Before anything is shown: who are you? */
import { html } from "@eid-gateway/html";
import type { RenderedPage } from "../../../screens/page-context.js";
import type { Problem } from "../sitting.js";
import { actForm, button, draw, problemLine, type SittingPage, waysOut } from "./sitting-page.js";

export function gatePage(page: SittingPage, problem: Problem | undefined, dialog: Dialog | undefined): RenderedPage {
  const { say, plain } = page;
  const title = dialog?.title ? { plain: dialog.title, shown: html`${dialog.title}` } : undefined;
  return draw(page, {
    name: "sign/gate",
    title: title ?? { plain: plain("sign.gate.title"), shown: say("sign.gate.title") },
    main: html`${problemLine(page, problem)}<p class="lead">${dialog?.message ?? say("sign.gate.text")}</p>
${actForm(page, "authenticate", button(say("sign.gate.button"), "main"))}${waysOut(page)}`,
  });
}
type Dialog = { readonly title?: string; readonly message?: string };
