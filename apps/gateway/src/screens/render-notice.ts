/** Pages of the gateway itself, where no flow can go on: they lead nowhere, unless there is an address known to be good. */
import { html } from "@eid-gateway/html";
import { layOut } from "./layout.js";
import type { NoticeContext, RenderedPage } from "./page-context.js";
import { contentSecurityPolicy } from "./policy.js";
import { configuredLink } from "./safe-link.js";
import { hubSentences } from "./sentences.js";

/** Each with the HTTP status that says the same. */
const statuses = {
  unknown: 404,
  expired: 410,
  completed: 410,
  "other-browser": 403,
  "bad-request": 400,
  "too-large": 413,
  "too-many": 429,
  untrusted: 400,
  unavailable: 503,
  technical: 500,
  "logged-out": 200,
} as const;
export type NoticeKind = keyof typeof statuses;

export interface Notice {
  readonly kind: NoticeKind;
  readonly back?: { readonly to: URL; readonly customerName: string }; // registered by the customer; never from the request
}

export function renderNotice({ kind, back }: Notice, page: NoticeContext): RenderedPage {
  if (kind === "untrusted" && back) throw new Error("a request that cannot be trusted gets no link outward");
  const hub = hubSentences({ language: page.language, profileTexts: page.look.texts });
  const link =
    back &&
    html`<p><a class="button main" href="${configuredLink(back.to)}">${hub.say("page.back", { service: back.customerName })}</a></p>`;
  return {
    status: statuses[kind],
    html: layOut(page, {
      name: `notice/${kind}`,
      title: hub.plain(`notice.${kind}.title`),
      heading: hub.say(`notice.${kind}.title`),
      customerName: back?.customerName,
      main: html`<p class="lead">${hub.say(`notice.${kind}`)}</p>${link}`,
    }),
    contentSecurityPolicy: contentSecurityPolicy({ frameParents: page.look.frameParents }),
  };
}
