/** Several documents: what each wants, how far it is, and the one button that sends all of it in. */
import { type Html, html } from "@eid-gateway/html";
import type { RenderedPage } from "../../../screens/page-context.js";
import type { DocactionKey } from "../docaction-texts.js";
import { type DocumentProgress, inBundle, isReady, placesOf } from "../progress.js";
import type { Problem } from "../sitting.js";
import { type Consenting, consentBox } from "./consent-box.js";
import { actForm, button, draw, problemLine, type SittingPage, waysOut } from "./sitting-page.js";

export interface ListToShow {
  readonly documents: readonly DocumentProgress[];
  readonly dialog: { readonly title?: string; readonly message?: string } | undefined;
  readonly isBundle: boolean;
  readonly consent: Consenting; // of a bundle
  readonly problem: Problem | undefined;
}

export function listPage(page: SittingPage, list: ListToShow): RenderedPage {
  const { say, plain } = page;
  const { documents, dialog, isBundle, problem } = list;
  const heading = dialog?.title;
  return draw(page, {
    name: "sign/list",
    title: { plain: heading ?? plain("sign.list.title"), shown: heading ? html`${heading}` : say("sign.list.title") },
    main: html`${problemLine(page, problem)}<p class="lead">${dialog?.message ?? say(isBundle ? "sign.list.bundle" : "sign.list.text")}</p>
<ul class="documents">${documents.map((document, at) => item(page, document, at, isBundle))}</ul>
${isBundle ? signAll(page, list) : sendIn(page, list)}${waysOut(page)}`,
  });
}

function item({ context, say }: SittingPage, document: DocumentProgress, at: number, isBundle: boolean): Html {
  const { description, optional } = document;
  const link = `${context.action}/document/${at}`;
  const isThere = document.mediaType !== undefined || document.action === "upload";
  const action = isThere && html`<a class="button other" href="${link}">${say(invitation(document, isBundle))}</a>`;
  return html`<li><div class="document-text"><span class="document-title">${description}</span> <span class="document-state">${say(stateOf(document))}${optional && html`, ${say("sign.document.optional")}`}</span></div>${action}</li>`;
}

function invitation({ action, isViewed, isSigned, mediaType }: DocumentProgress, isBundle: boolean): DocactionKey {
  if (action === "upload" && mediaType === undefined) return "sign.document.supply";
  if (action === "sign" && !isSigned && !isBundle) return "sign.document.readAndSign";
  return isViewed ? "sign.document.again" : "sign.document.read";
}

function stateOf({ action, isViewed, isSigned, mediaType }: DocumentProgress): DocactionKey {
  if (action === "upload") return mediaType === undefined ? "sign.document.toSupply" : "sign.document.supplied";
  if (mediaType === undefined) return "sign.document.waiting";
  if (action === "sign" && isSigned) return "sign.document.signed";
  if (action === "sign") return isViewed ? "sign.document.viewedToSign" : "sign.document.toSign";
  return isViewed ? "sign.document.viewed" : "sign.document.toRead";
}

function sendIn(page: SittingPage, { documents }: ListToShow): Html {
  const { say } = page;
  const restart =
    documents.some(({ isSigned }) => isSigned) &&
    actForm(page, "restart", html`<button class="button quiet">${say("sign.list.restart")}</button>`);
  if (!isReady(documents)) return html`<p class="note">${say("sign.list.missing")}</p>${restart}`;
  return html`${actForm(page, "send", button(say("sign.list.send"), "main"))}${restart}`;
}

/** What must be read, supplied or is not there yet keeps the others of a bundle waiting. */
function signAll(page: SittingPage, list: ListToShow): Html {
  const { say } = page;
  const { documents, consent } = list;
  const bundle = inBundle(documents);
  if (documents.some(({ isSigned }) => isSigned)) return sendIn(page, list);
  if (bundle.length === 0 || !bundle.every(({ isViewed }) => isViewed))
    return html`<p class="note">${say("sign.problem.unread")}</p>`;
  const isAll = documents.every((one) => one.action !== "sign" || bundle.includes(one));
  const leftOut = !isAll && html`<p class="note">${say("sign.list.leftOut")}</p>`;
  const label = say(isAll ? "sign.list.signAll" : "sign.list.signRead");
  const fields = { documents: placesOf(bundle, documents) };
  return actForm(page, "sign", html`${leftOut}${consentBox(page, consent)}${button(label, "main")}`, fields);
}
