/** Every page that people can meet in a profile: the gateway's own, the samples of each method, and what is said of each failure. */
import type { CustomerConfig } from "@eid-gateway/config";
import type { AnyEidMethod, Category } from "@eid-gateway/core";
import { mayTryAgain } from "../../flow/failures.js";
import { renderChooser } from "../../flow/render-chooser.js";
import type { PageContext, RenderedPage } from "../../screens/page-context.js";
import { renderFailure } from "../../screens/render-failure.js";
import { renderForward } from "../../screens/render-forward.js";
import { hasProblem, renderStep } from "../../screens/render-step.js";

export interface PreviewPage {
  readonly key: string; // in the address
  readonly title: string;
  readonly isFailure: boolean;
  draw(page: PageContext): RenderedPage;
}

/** A customer's methods as installed, by its own names. */
type Installed = readonly (readonly [name: string, method: AnyEidMethod])[];

export function listPages(customer: CustomerConfig, methods: readonly AnyEidMethod[]): readonly PreviewPage[] {
  const installed: Installed = [...customer.methods].flatMap(([name, use]) => {
    const method = methods.find(({ id }) => id === use.method);
    return method ? [[name, method] as const] : [];
  });
  return [
    ...(installed.length > 1 ? [chooserOf(customer, installed)] : []),
    ...samplesOf(customer, installed),
    forward(customer),
    ...CATEGORIES.map((category) => failureOf(`gateway:${category}`, category)),
    ...failuresOf(installed),
  ];
}

function chooserOf({ service, methods: uses }: CustomerConfig, installed: Installed): PreviewPage {
  const byName = new Map(installed);
  const directory = {
    methodOf: (_: string, name: string) => byName.get(name),
    useOf: (_: string, name: string) => uses.get(name),
  };
  const request = { service, methods: [...byName.keys()] };
  return {
    key: "chooser",
    title: "gateway/choose",
    isFailure: false,
    draw: (page) => renderChooser(directory, request, page),
  };
}

/** Each screen once: the methods of a family share theirs. */
function samplesOf(customer: CustomerConfig, installed: Installed): readonly PreviewPage[] {
  const pages = installed.flatMap(([name, method]) =>
    (method.samples?.(customer.name) ?? []).map((screen, at) => {
      const page: PreviewPage = {
        key: `${name}-${at + 1}`,
        title: `${screen.name}, ${name}${hasProblem(screen) ? ", with a problem" : ""}`,
        isFailure: false,
        draw: (context) => renderStep({ method, screen }, { ...context, canChoose: installed.length > 1 }),
      };
      return [JSON.stringify([method.family, screen]), page] as const;
    }),
  );
  return [...new Map(pages.reverse()).values()].reverse();
}

/** With a form, so that it stays: the one with an address goes on at once. */
function forward({ name }: CustomerConfig): PreviewPage {
  const to = new URL("https://example.invalid/");
  return {
    key: "forward",
    title: "forward",
    isFailure: false,
    draw: (page) => renderForward({ to, post: {}, customerName: name }, page),
  };
}

const CATEGORIES: readonly Category[] = [
  "cancelled",
  "refused",
  "invalid-response",
  "expired",
  "unavailable",
  "misconfigured",
];

function failureOf(code: string, category: Category, method?: AnyEidMethod): PreviewPage {
  const canRetry = mayTryAgain(code, category);
  return {
    key: `failure-${code}`,
    title: code,
    isFailure: true,
    draw: (page) => renderFailure({ code, category, canRetry, ...(method && { method }) }, page),
  };
}

/** Each code once: the methods of a family share theirs. */
function failuresOf(installed: Installed): readonly PreviewPage[] {
  const pages = installed.flatMap(([, method]) =>
    Object.entries(method.errors).map(([code, category]) => [code, failureOf(code, category, method)] as const),
  );
  return [...new Map(pages).values()];
}
