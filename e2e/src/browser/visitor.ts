/** One person's browser: a context of their own, and a record of everything its console complained about. */
import type { Browser, BrowserContext, BrowserContextOptions, ConsoleMessage, Page } from "playwright-core";

export interface Visitor {
  readonly context: BrowserContext;
  /** Errors, warnings and refusals of a page's security policy, in any tab. */
  readonly complaints: readonly string[];
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

const PATIENCE_MS = 10_000;

export async function openVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (isComplaint(message)) complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => void complaints.push(String(error.error())));
  return { context, complaints, newPage: () => context.newPage(), close: () => context.close() };
}

function isComplaint(message: ConsoleMessage): boolean {
  return message.type() === "error" || message.type() === "warning";
}
