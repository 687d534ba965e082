/** Sends the browser on to another origin: by a posted form (form_post, SAML), or by an address a redirect could not reach. */
import type { Fields } from "@eid-gateway/core";
import { type Html, html } from "@eid-gateway/html";
import { layOut } from "./layout.js";
import type { FlowMessage, NoticeContext, RenderedPage } from "./page-context.js";
import { contentSecurityPolicy } from "./policy.js";
import { configuredLink } from "./safe-link.js";
import { type HubSentences, hubSentences } from "./sentences.js";

export interface Forward {
  readonly to: URL;
  readonly post?: Fields; // a form with these fields; without it, a link
  readonly customerName: string; // of whom the page says "you are on your way to"
  readonly mayEndAt?: readonly URL[]; // where the form may lead: its own address and those it redirects to; else anywhere
  readonly receipt?: string; // an address of ours that is told when the script posts the form
}

/**
 * Works without script: the button or link is there to be used. A link goes on by itself at once; a form needs the script for that.
 * The link exists because Chromium applies `form-action` to all the redirects after a POST: a page between ends their chain.
 */
export function renderForward(forward: Forward, page: NoticeContext): RenderedPage {
  const { to, post, customerName, mayEndAt = "anywhere", receipt } = forward;
  const hub = hubSentences({ language: page.language, profileTexts: page.look.texts });
  const address = configuredLink(to);
  const { message, look } = page;
  const tells = message !== undefined && look.listeners.length > 0;
  return {
    status: 200,
    html: layOut(page, {
      name: "forward",
      title: hub.plain("forward.title"),
      heading: hub.say("forward.title"),
      customerName,
      main: html`${tells && word(message, look.listeners)}<p class="lead">${hub.say("forward.text", { service: customerName })}</p>
${post ? form(address, post, receipt, hub) : html`<p><a class="button main" href="${address}">${hub.say("page.next")}</a></p>`}`,
      head: post ? undefined : html`<meta http-equiv="refresh" content="0;url=${address}">\n`,
      scripts: [...(tells ? [page.site.scripts.tell] : []), ...(post ? [page.site.scripts.forward] : [])],
    }),
    window: page.look.window,
    contentSecurityPolicy: contentSecurityPolicy({
      // Where the receiver sends the browser next is its own business, and often another of its hosts.
      formTargets: post ? mayEndAt : [],
      polls: receipt !== undefined,
      frameParents: page.look.frameParents,
    }),
  };
}

/** For browser/tell.ts, which runs before anything goes on: a refresh waits until the page is complete. */
function word(message: FlowMessage, listeners: readonly string[]): Html {
  return html`<span hidden data-tell="${JSON.stringify(message)}" data-parents="${JSON.stringify(listeners)}"></span>`;
}

function form(address: string, post: Fields, receipt: string | undefined, hub: HubSentences): Html {
  const fields = Object.entries(post).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="${address}" data-forward${receipt && html` data-receipt="${receipt}"`}>${fields}<div class="actions"><button class="button main">${hub.say("page.next")}</button></div></form>`;
}
