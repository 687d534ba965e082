/** What the pages of a sitting share: whose they are, their words, their forms, and the frame around them. */
import { type Html, html } from "@eid-gateway/html";
import { layOut } from "../../../screens/layout.js";
import type { PageContext, RenderedPage } from "../../../screens/page-context.js";
import { contentSecurityPolicy, type PolicyNeeds } from "../../../screens/policy.js";
import { sentencesOf } from "../../../screens/sentences.js";
import { type DocactionKey, docactionTexts } from "../docaction-texts.js";
import type { Problem } from "../sitting.js";

type Say = (key: DocactionKey, values?: Readonly<Record<string, string>>) => Html;

export interface SittingPage {
  readonly context: PageContext;
  readonly say: Say;
  readonly plain: (key: DocactionKey, values?: Readonly<Record<string, string>>) => string;
}

export function sittingPage(context: PageContext): SittingPage {
  const voice = { language: context.language, profileTexts: context.look.texts };
  const sentences = sentencesOf({ family: "gateway", texts: docactionTexts }, voice);
  const service = context.customerName;
  return {
    context,
    say: (key, values) => sentences.say({ key, values: { service, ...values } }),
    plain: (key, values) => sentences.plain({ key, values: { service, ...values } }),
  };
}

export interface Drawn {
  readonly name: string; // of the screen, for tests and help links
  readonly title: { readonly plain: string; readonly shown: Html };
  readonly main: Html;
  readonly scripts?: readonly string[];
  readonly policy?: PolicyNeeds;
}

export function draw({ context, say }: SittingPage, { name, title, main, scripts = [], policy }: Drawn): RenderedPage {
  return {
    status: 200,
    html: layOut(context, {
      name,
      title: title.plain,
      heading: title.shown,
      eyebrow: say("sign.eyebrow"),
      customerName: context.customerName,
      main,
      scripts,
    }),
    window: context.look.window,
    contentSecurityPolicy: contentSecurityPolicy({ frameParents: context.look.frameParents, ...policy }),
  };
}

/** A button that does one thing: `action`, with what it is about, and the language in which it was read. */
export function actForm({ context }: SittingPage, action: string, content: Html, fields: Fields = {}): Html {
  const hidden = Object.entries({ step: context.step, language: context.language, ...fields }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form class="answer" method="post" action="${context.action}">${hidden}<input type="hidden" name="action" value="${action}">${content}</form>`;
}
type Fields = Readonly<Record<string, string>>;

export function button(label: Html, look: "main" | "other" | "quiet"): Html {
  return html`<div class="actions"><button class="button ${look}">${label}</button></div>`;
}

/** Later, and never: below everything else, and on pages of their own where they cannot be undone. */
export function waysOut(page: SittingPage): Html {
  const { context, say } = page;
  return html`<div class="ways-out">${actForm(page, "postpone", html`<button class="button quiet">${say("sign.postpone")}</button>`)}<p><a class="button quiet" href="${context.action}/reject">${say("sign.reject")}</a></p></div>`;
}

export function problemLine({ say }: SittingPage, problem: Problem | undefined): Html | undefined {
  return problem && html`<p class="problem" role="alert">${say(`sign.problem.${problem}`)}</p>`;
}
