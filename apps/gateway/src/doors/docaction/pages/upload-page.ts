/** A document that the person supplies. */
import { html } from "@eid-gateway/html";
import type { RenderedPage } from "../../../screens/page-context.js";
import type { DocumentProgress } from "../progress.js";
import type { Problem } from "../sitting.js";
import { draw, problemLine, type SittingPage } from "./sitting-page.js";

export interface UploadToShow {
  readonly document: DocumentProgress;
  readonly at: number;
  readonly maxBytes: number;
  readonly problem: Problem | undefined;
}

export function uploadPage(page: SittingPage, { document, at, maxBytes, problem }: UploadToShow): RenderedPage {
  const { context, say } = page;
  const size = String(Math.max(1, Math.floor(maxBytes / 1024 / 1024)));
  return draw(page, {
    name: "sign/upload",
    title: { plain: document.description, shown: html`${document.description}` },
    main: html`${problemLine(page, problem)}<form class="answer" method="post" action="${context.action}/upload/${at}" enctype="multipart/form-data"><input type="hidden" name="step" value="${context.step}"><div class="field"><label for="file">${say("sign.upload.label")}</label><input type="file" id="file" name="file" required accept=".pdf,.txt" aria-describedby="file-hint"><p class="note" id="file-hint">${say("sign.upload.hint", { size })}</p></div><div class="actions"><button class="button main">${say("sign.upload.button")}</button></div></form>
<p><a class="button quiet" href="${context.action}">${say("sign.toList")}</a></p>`,
  });
}
