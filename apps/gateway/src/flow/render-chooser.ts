/** Which eID? Those of the request in its order, by the customer's names for them where it has given any. */
import { type CustomerConfig, LANGUAGES, type Localized } from "@eid-gateway/config";
import type { AnyEidMethod, LocalizedText } from "@eid-gateway/core";
import type { MethodDirectory } from "../method-directory.js";
import type { PageContext, RenderedPage } from "../screens/page-context.js";
import { type OfferedMethod, renderMethods } from "../screens/render-methods.js";
import type { FlowRequest } from "./flow.js";

export function renderChooser(
  directory: Pick<MethodDirectory, "methodOf" | "useOf">,
  { service, methods }: Pick<FlowRequest, "service" | "methods">,
  page: PageContext,
): RenderedPage {
  const offered = methods.map((name) => offer(name, directory.methodOf(service, name), directory.useOf(service, name)));
  return renderMethods(offered, page);
}

type Use = Pick<NonNullable<ReturnType<CustomerConfig["methods"]["get"]>>, "title" | "help">;

/** A method that is not installed any more is offered by its bare name: choosing it ends on a page that says so. */
function offer(name: string, method: AnyEidMethod | undefined, use: Use = {}): OfferedMethod {
  const help = inEachLanguage(use.help, method?.help);
  return {
    name,
    title: inEachLanguage(use.title, method?.displayName) ?? { en: name },
    ...(help && { help }),
    ...(method?.logo && { logo: method.logo }),
  };
}

/** Language by language: the customer's own words, else the plug-in's. */
function inEachLanguage(own: Localized | undefined, given: LocalizedText | undefined): LocalizedText | undefined {
  if (!own && !given) return undefined;
  const found = LANGUAGES.map((language) => [language, own?.[language] ?? given?.[language]] as const);
  const texts = Object.fromEntries(found.filter(([, text]) => text !== undefined)) as Record<string, string>;
  return { ...texts, en: texts.en ?? Object.values(texts)[0] ?? "" };
}
