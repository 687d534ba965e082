/** One person's browser: a context of their own, and a record of everything its console complained about. */
import type { Browser, BrowserContext, BrowserContextOptions, ConsoleMessage, Page } from "playwright-core";

export interface Visitor {
  readonly context: BrowserContext;
  newPage(): Promise<Page>;
  /** Errors, warnings and refusals of a page's security policy, in any tab; what a test expects is left out. */
  complaints(): readonly string[];
  expectComplaint(words: string): void;
  close(): Promise<void>;
}

const PATIENCE_MS = 10_000;

export async function openVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const heard: { readonly text: string; readonly url: string }[] = [];
  const expected: string[] = [];
  const documents = new Set<string>();
  context.on("console", (message) => {
    if (isComplaint(message)) heard.push({ text: message.text(), url: message.location().url });
  });
  context.on("weberror", ({ error }) => void heard.push({ text: String(error()), url: "" }));
  context.on("response", (response) => {
    if (response.request().isNavigationRequest()) documents.add(response.url());
  });
  // A page that is shown with a status of 4xx counts as "failed to load", and is no complaint about what is on it.
  const isStatus = (text: string, url: string) =>
    text.startsWith("Failed to load resource: the server") && documents.has(url);
  return {
    context,
    newPage: () => context.newPage(),
    complaints: () =>
      heard
        .filter(({ text, url }) => !isStatus(text, url) && !expected.some((words) => text.includes(words)))
        .map(({ text, url }) => `${text} (${url})`),
    expectComplaint: (words) => void expected.push(words),
    close: () => context.close(),
  };
}

function isComplaint(message: ConsoleMessage): boolean {
  return message.type() === "error" || message.type() === "warning";
}
