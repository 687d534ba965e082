/** Which eID? Drawn as a method would draw it, from the customer's own methods in the order of the request. */
import { defineTexts, type LocalizedText } from "@eid-gateway/core";
import type { PageContext, RenderedPage } from "../screens/page-context.js";
import { renderStep } from "../screens/render-step.js";
import type { Flow } from "./flow.js";
import type { FlowTools } from "./flow-tools.js";

export function renderChooser(tools: FlowTools, flow: Flow, context: PageContext): RenderedPage {
  const { service, methods } = flow.request;
  const names = methods.map(
    (name) => [name, tools.directory.methodOf(service, name)?.displayName ?? { en: name }] as const,
  );
  const text = defineTexts({ en: sentences("en", names), da: sentences("da", names) });
  const method = { id: "chooser", family: "gateway", texts: text.tables, assets: [] };
  const options = names.map(([name]) => ({ value: name, label: text(`method.${name}`) }));
  const screen = {
    name: "gateway/choose",
    title: text("title"),
    blocks: [{ kind: "choice", name: "method", label: text("label"), options } as const],
  };
  return renderStep({ method, screen }, context);
}

function sentences(
  language: "en" | "da",
  names: readonly (readonly [string, LocalizedText])[],
): Record<string, string> {
  const own =
    language === "da"
      ? { title: "Hvordan vil du logge på?", label: "Vælg, hvad du vil logge på med" }
      : { title: "How do you want to log in?", label: "Choose what to log in with" };
  const shown = names.map(([name, title]) => [`method.${name}`, title[language] ?? title.en]);
  return { ...own, ...Object.fromEntries(shown) };
}
