/** A GET of a flow: where it stands, drawn or as the address to go on to. Only a step that waits is asked whether it still does. */

import type { PageContext, RenderedPage } from "../screens/page-context.js";
import { renderFailure } from "../screens/render-failure.js";
import { type Forward, renderForward } from "../screens/render-forward.js";
import type { NoticeKind } from "../screens/render-notice.js";
import { renderStep } from "../screens/render-step.js";
import type { Pages } from "../web/pages.js";
import { mayTryAgain, SYSTEM_ERROR } from "./failures.js";
import type { Visit } from "./find-flow.js";
import type { Flow, Stage } from "./flow.js";
import type { FlowTools } from "./flow-tools.js";
import { readKeptScreen } from "./keep-screen.js";
import { pollFlow } from "./poll-flow.js";
import { renderChooser } from "./render-chooser.js";
import { NO_FLOW, waitForFlow } from "./wait-for-flow.js";

export type Presented =
  | { readonly kind: "page"; readonly page: RenderedPage }
  | { readonly kind: "go"; readonly address: string }
  | { readonly kind: "notice"; readonly notice: NoticeKind };

/** How the page was asked for. */
export interface Manner {
  /** Chosen by the person with the switch on the page. */
  readonly language: string | undefined;
  /** A browser that navigates: it gets a page between a posted form and another site, see renderForward. */
  readonly isNavigation: boolean;
}

export async function presentFlow(tools: FlowTools, pages: Pages, visit: Visit, manner: Manner): Promise<Presented> {
  const flow = await waitForFlow(tools, visit);
  if (typeof flow === "string") return { kind: "notice", notice: NO_FLOW[flow] };
  const isWaiting = flow.stage.kind === "show" && flow.stage.pollMs !== undefined;
  const current = (isWaiting && (await pollFlow(tools, flow, { kind: "poll" }))) || flow;
  return presentStage(tools, pages, current, manner);
}

async function presentStage(tools: FlowTools, pages: Pages, flow: Flow, manner: Manner): Promise<Presented> {
  const { stage } = flow;
  const context = await pages.contextFor(flow, manner.language);
  const method = flow.method === undefined ? undefined : tools.directory.methodOf(flow.request.service, flow.method);
  switch (stage.kind) {
    case "over":
      if (stage.kept !== undefined) return { kind: "go", address: stage.address }; // a page of the flow's own
      return goOn({ to: new URL(stage.address, tools.origin), customerName: context.customerName }, context, manner);
    case "redirect": {
      const { url, post } = stage;
      const { displayName } = method ?? {};
      const customerName = displayName?.[context.language] ?? displayName?.en ?? context.customerName;
      return goOn({ to: new URL(url), ...(post && { post }), customerName }, context, manner);
    }
    case "choose":
      return { kind: "page", page: renderChooser(tools.directory, flow.request, context) };
    case "failed": {
      const { code, category, sentence } = stage;
      const isInTime = tools.clock.now().getTime() < flow.endMs;
      const failure = { code, category, sentence, canRetry: isInTime && mayTryAgain(code, category) };
      const ways = { ...context, canChoose: isInTime && context.canChoose === true };
      return { kind: "page", page: renderFailure({ ...failure, ...(method && { method }) }, ways) };
    }
    case "show":
      return { kind: "page", page: renderShown(tools, flow, stage, context) };
  }
}

/** By a page of its own where a posted form may have led here, since Chromium holds our form-action against every redirect after it. */
function goOn(forward: Forward, context: PageContext, { isNavigation }: Manner): Presented {
  const tells = context.message !== undefined && context.look.listeners.length > 0;
  if (!forward.post && !tells && !isNavigation) return { kind: "go", address: forward.to.href };
  return { kind: "page", page: renderForward(forward, context) };
}

/**
 * The method's screen. One that cannot be drawn any more (the configuration or the plug-in has changed since), or never could, is a
 * failure page: a person always has a way back.
 */
function renderShown(
  tools: FlowTools,
  flow: Flow,
  stage: Stage & { kind: "show" },
  context: PageContext,
): RenderedPage {
  const method = flow.method === undefined ? undefined : tools.directory.methodOf(flow.request.service, flow.method);
  try {
    if (!method) throw new Error("a flow of a method that is not installed");
    const screen = readKeptScreen(stage.screen, method.assets);
    const poll = stage.pollMs === undefined ? undefined : { poll: { afterMs: stage.pollMs } };
    return renderStep({ method, screen, ...poll }, context);
  } catch (err) {
    tools.log.error({ transaction: flow.transaction, err }, "a screen cannot be drawn");
    return renderFailure({ code: SYSTEM_ERROR, category: "misconfigured", canRetry: false }, context);
  }
}
