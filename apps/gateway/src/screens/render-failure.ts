/** The page of a flow that failed: one sentence, a reference, and the ways on. Nothing returns by itself. */
import type { Category, EidMethod, Text } from "@eid-gateway/core";
import { type Html, html } from "@eid-gateway/html";
import { cancelForm, chooseForm, stepForm } from "./forms.js";
import { layOut } from "./layout.js";
import type { PageContext, RenderedPage } from "./page-context.js";
import { contentSecurityPolicy } from "./policy.js";
import { type HubSentences, hubSentences, type Sentences, sentencesOf } from "./sentences.js";

export interface Failure {
  readonly code: string; // "nemid:certrevoked": the method's sentence is looked up by it
  readonly category: Category;
  readonly sentence?: Text | undefined; // of this failure, where the method said more than its code does
  readonly method?: Pick<EidMethod, "family" | "texts">;
  readonly canRetry: boolean; // offers "Try again": posts action=retry
}

/** "Back to <service>" is the cancel form: what it delivers is the failure that stands. */
export function renderFailure(failure: Failure, page: PageContext): RenderedPage {
  const hub = hubSentences({ language: page.language, profileTexts: page.look.texts, purpose: page.purpose });
  const title = `failed.${failure.category}.title` as const;
  const back = hub.say("page.back", { service: page.customerName });
  return {
    status: 200,
    html: layOut(
      { ...page, reference: undefined },
      {
        name: "failure",
        title: hub.plain("page.problem", { title: hub.plain(title) }),
        heading: hub.say(title),
        eyebrow: hub.say("page.logIn", { service: page.customerName }),
        customerName: page.customerName,
        main: html`<p class="lead" data-code="${failure.code}">${sentenceFor(failure, page, hub)}</p>
<p class="note">${hub.say("failed.reference")} <code>${page.reference}</code></p>
${failure.canRetry && stepForm(page, html`<div class="actions"><button name="action" value="retry" class="button main">${hub.say("page.retry")}</button></div>`)}
${page.canChoose && chooseForm(page, hub, failure.canRetry ? "other" : "main")}
${cancelForm(page, back, failure.canRetry || page.canChoose ? "other" : "main")}`,
      },
    ),
    window: page.look.window,
    contentSecurityPolicy: contentSecurityPolicy({
      formTargets: page.returnTo && [page.returnTo],
      frameParents: page.look.frameParents,
    }),
  };
}

/** Another version of the plug-in may have no such sentence, or other places in it: that must not take the last page away. */
function tryToSay(own: Sentences, text: Text): Html | undefined {
  try {
    return own.say(text);
  } catch {
    return undefined;
  }
}

/**
 * The method's own words for this failure, else for its code; a code it forgot to describe, or one of the gateway's, gets the words
 * of its category.
 */
function sentenceFor({ code, category, method, sentence }: Failure, page: PageContext, hub: HubSentences): Html {
  const values = { service: page.customerName };
  const own = method && sentencesOf(method, { language: page.language, profileTexts: page.look.texts });
  const said = own && sentence && tryToSay(own, { ...sentence, values: { ...values, ...sentence.values } });
  if (said) return said;
  return own?.has(code) ? own.say({ key: code, values }) : hub.say(`failed.${category}`, values);
}
