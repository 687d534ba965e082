/** A method's screen as a page. */
import type { Block, EidMethod, Poll, Screen } from "@eid-gateway/core";
import { type Html, html } from "@eid-gateway/html";
import type { Drawing } from "./blocks/drawing.js";
import { stepForm, waysOut } from "./forms.js";
import { layOut } from "./layout.js";
import type { PageContext, RenderedPage } from "./page-context.js";
import { contentSecurityPolicy } from "./policy.js";
import { renderBlock } from "./render-block.js";
import { checkNames } from "./screen-names.js";
import { hubSentences, sentencesOf } from "./sentences.js";

export interface StepToShow {
  readonly method: Pick<EidMethod, "id" | "family" | "texts" | "assets">;
  readonly screen: Screen;
  readonly poll?: Poll;
}

/**
 * Draws the screen in the page's look and language, with the policy that follows from its blocks.
 * @throws Error for a mistake of the plug-in's: a sentence, a place or an asset is missing, a name is taken, a link is unsafe
 */
export function renderStep(step: StepToShow, page: PageContext): RenderedPage {
  const { screen, poll } = step;
  checkNames(screen);
  const drawing = drawingFor(step, page);
  const title = drawing.method.plain(screen.title);
  return {
    status: 200,
    html: layOut(page, {
      name: screen.name,
      title: hasProblem(screen) ? drawing.hub.plain("page.problem", { title }) : title,
      heading: drawing.method.say(screen.title),
      eyebrow: drawing.hub.say("page.logIn", { service: page.customerName }),
      customerName: page.customerName,
      main: html`${body(step, drawing)}${waysOut(page, drawing.hub)}`,
      scripts: [
        ...(clientsOf(screen).length ? [page.site.scripts.client] : []),
        ...(poll ? [page.site.scripts.poll] : []),
      ],
    }),
    window: page.look.window,
    contentSecurityPolicy: contentSecurityPolicy({
      blocks: screen.blocks,
      formTargets: page.returnTo && [page.returnTo],
      polls: poll !== undefined,
      frameParents: page.look.frameParents,
    }),
  };
}

function drawingFor({ method, screen }: StepToShow, page: PageContext): Drawing {
  const voice = { language: page.language, profileTexts: page.look.texts };
  return {
    page,
    method: sentencesOf(method, voice),
    hub: hubSentences({ ...voice, purpose: page.purpose }),
    firstProblem: screen.blocks.find(
      (block) => block.kind === "field" && block.problem !== undefined,
    ) as Drawing["firstProblem"],
    addressOf(asset) {
      const isDeclared = method.assets?.some(({ name, file }) => name === asset.name && file.href === asset.file.href);
      if (!isDeclared) throw new Error(`${method.id}: the asset ${asset.name} is not among those the method declares`);
      return page.site.assets.addressOf(asset);
    },
  };
}

/** Everything a person can answer stands in one form; a client has a form of its own, which cannot stand inside another. */
function body({ screen, poll }: StepToShow, drawing: Drawing): Html {
  const clients = clientsOf(screen).map((block) => renderBlock(block, drawing));
  const others = screen.blocks.filter((block) => block.kind !== "client").map((block) => renderBlock(block, drawing));
  const isAnswered = screen.blocks.some(isInput) || Boolean(screen.actions?.length);
  const form = isAnswered ? stepForm(drawing.page, html`${others}${actions(screen, drawing)}`) : html`${others}`;
  const region = poll ? html`<div data-poll-after="${poll.afterMs}">${form}</div>${checkNow(drawing)}` : form;
  return html`${region}${clients}`;
}

/** The first is Enter's, being the first submit button of the form (HTML Living Standard, implicit submission). */
function actions(screen: Screen, { method, hub }: Drawing): Html {
  const buttons = screen.actions?.length
    ? screen.actions.map(({ value, label }) => ({ value, label: method.say(label) }))
    : [{ value: "next", label: hub.say("page.next") }];
  const drawn = buttons.map(
    ({ value, label }, at) =>
      html`<button name="action" value="${value}" class="button ${at === 0 ? "main" : "other"}">${label}</button>`,
  );
  return html`<div class="actions">${drawn}</div>`;
}

function checkNow({ page, hub }: Drawing): Html {
  return html`<noscript><p><a class="button" href="${page.action}">${hub.say("poll.noScript")}</a></p></noscript>`;
}

const clientsOf = (screen: Screen): Block[] => screen.blocks.filter((block) => block.kind === "client");
const isInput = ({ kind }: Block): boolean => kind === "field" || kind === "checkbox" || kind === "choice";
/** Whether the screen says that the last answer would not do. */
export function hasProblem(screen: Screen): boolean {
  return screen.blocks.some(
    (block) => (block.kind === "field" && block.problem) || (block.kind === "text" && block.tone === "problem"),
  );
}
