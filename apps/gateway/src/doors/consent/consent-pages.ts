/** The page that explains, with its one button, and the page that says what came of it. */
import type { CustomerConfig } from "@eid-gateway/config";
import { html } from "@eid-gateway/html";
import { layOut } from "../../screens/layout.js";
import type { NoticeContext, RenderedPage } from "../../screens/page-context.js";
import { contentSecurityPolicy } from "../../screens/policy.js";
import { configuredLink } from "../../screens/safe-link.js";
import { sentencesOf } from "../../screens/sentences.js";
import type { Ended } from "./consent-door.js";
import { type ConsentKey, consentTexts } from "./consent-texts.js";

export function renderConsent(customer: CustomerConfig, page: NoticeContext): RenderedPage {
  const say = voiceOf(customer, page);
  const main = html`<p class="lead">${say("consent.what")}</p>
<p>${say("consent.how")}</p>
<p class="note">${say("consent.not")}</p>
<form method="post" action="/consent/${customer.service}"><input type="hidden" name="language" value="${page.language}"><div class="actions"><button class="button main">${say("consent.button")}</button></div></form>
${wayBack(customer, say, "other")}`;
  return draw("consent/start", "consent.title", main, customer, page);
}

export function renderEnded(ending: Ended["ending"], customer: CustomerConfig, page: NoticeContext): RenderedPage {
  const say = voiceOf(customer, page);
  const again =
    ending === "unchanged" &&
    html`<p><a class="button" href="/consent/${customer.service}">${say("consent.again")}</a></p>`;
  const main = html`<p class="lead">${say(`consent.${ending}`)}</p>${wayBack(customer, say, "main")}${again}`;
  return draw(`consent/${ending}`, `consent.${ending}.title`, main, customer, page);
}

type Say = ReturnType<typeof voiceOf>;

function draw(
  name: string,
  title: ConsentKey,
  main: ReturnType<Say>,
  customer: CustomerConfig,
  page: NoticeContext,
): RenderedPage {
  const sentences = sentencesFor(page);
  const text = { key: title, values: { service: customer.name } };
  return {
    status: 200,
    html: layOut(page, {
      name,
      title: sentences.plain(text),
      heading: sentences.say(text),
      customerName: customer.name,
      main,
    }),
    contentSecurityPolicy: contentSecurityPolicy({ frameParents: page.look.frameParents }),
    window: page.look.window,
  };
}

function wayBack({ homePage, name }: CustomerConfig, say: Say, look: "main" | "other") {
  return (
    homePage &&
    html`<p><a class="button ${look}" href="${configuredLink(new URL(homePage))}">${say("consent.back", name)}</a></p>`
  );
}

function voiceOf(customer: CustomerConfig, page: NoticeContext) {
  const sentences = sentencesFor(page);
  return (key: ConsentKey, service = customer.name) => sentences.say({ key, values: { service } });
}

function sentencesFor({ language, look }: NoticeContext) {
  return sentencesOf({ family: "gateway", texts: consentTexts }, { language, profileTexts: look.texts });
}
