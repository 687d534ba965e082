/** The page on which a person chooses an eID: a button for each, so that one click goes on, with script and without. */
import type { Asset, LocalizedText } from "@eid-gateway/core";
import { type Html, html } from "@eid-gateway/html";
import { cancelForm, stepForm } from "./forms.js";
import { layOut } from "./layout.js";
import type { PageContext, RenderedPage } from "./page-context.js";
import { contentSecurityPolicy } from "./policy.js";
import { hubSentences, type Sentences, sentencesOf } from "./sentences.js";

export interface OfferedMethod {
  readonly name: string; // the customer's
  readonly title: LocalizedText;
  readonly help?: LocalizedText;
  readonly logo?: Asset;
}

/** Posts `method=<name>`. */
export function renderMethods(offered: readonly OfferedMethod[], page: PageContext): RenderedPage {
  const voice = { language: page.language, profileTexts: page.look.texts };
  const hub = hubSentences({ ...voice, purpose: page.purpose });
  const words = sentencesOf({ family: "gateway", texts: textsOf(offered) }, voice);
  const hasLogos = offered.some(({ logo }) => logo);
  const items = offered.map((method) => html`<li>${button(method, { words, page, hasLogos })}</li>`);
  return {
    status: 200,
    html: layOut(page, {
      name: "gateway/choose",
      title: hub.plain("choose.title"),
      heading: hub.say("choose.title"),
      eyebrow: hub.say("page.logIn", { service: page.customerName }),
      customerName: page.customerName,
      main: html`${stepForm(page, html`<ul class="methods">${items}</ul>`)}${cancelForm(page, hub.say("page.cancel"), "quiet")}`,
    }),
    window: page.look.window,
    contentSecurityPolicy: contentSecurityPolicy({
      formTargets: page.returnTo && [page.returnTo],
      frameParents: page.look.frameParents,
    }),
  };
}

interface Surroundings {
  readonly words: Sentences;
  readonly page: PageContext;
  readonly hasLogos: boolean; // then those without one are indented alike
}

function button({ name, help, logo }: OfferedMethod, { words, page, hasLogos }: Surroundings): Html {
  const picture = logo && html`<img src="${page.site.assets.addressOf(logo)}" alt="">`;
  const title = html`<span class="method-title">${words.say({ key: `method.${name}` })}</span>`;
  const line = help && html` <span class="method-help">${words.say({ key: `method.${name}.help` })}</span>`;
  return html`<button class="method" name="method" value="${name}">${hasLogos && html`<span class="method-logo">${picture}</span>`}<span class="method-text">${title}${line}</span></button>`;
}

/** As the texts of a family, so that a profile can say `method.<name>` in other words. */
function textsOf(offered: readonly OfferedMethod[]) {
  const texts: Record<string, Record<string, string>> & { en: Record<string, string> } = { en: {} };
  for (const { name, title, help } of offered) {
    for (const [language, text] of Object.entries(title)) put(texts, language, `method.${name}`, text);
    for (const [language, text] of Object.entries(help ?? {})) put(texts, language, `method.${name}.help`, text);
  }
  return texts;
}

function put(texts: Record<string, Record<string, string>>, language: string, key: string, text: string): void {
  texts[language] = { ...texts[language], [key]: text };
}
