/** A page to look at: how to get there, and how to know that one is there. */
import type { Browser, Page } from "playwright-core";
import { ALL_VIEWS, inspectPage, ONE_VIEW } from "./inspect-page.js";
import { openVisitor, type Visitor } from "./visitor.js";
import { withoutScript } from "./without-script.js";
import type { Language } from "./words.js";

export interface Scene {
  readonly name: string;
  readonly open: (page: Page, language: Language) => Promise<unknown>;
  /** `data-screen` of its `main`, or the heading where there is none. */
  readonly at: string;
}
type Script = "on" | "off";

export interface Inspector {
  /** @returns the faults found, and where the scene really ended */
  inspect(scene: Pick<Scene, "open">, language: Language, script: Script): Promise<Inspected>;
}
interface Inspected {
  readonly at: string | undefined;
  readonly language: string | null;
  readonly faults: readonly string[];
}

/** One window for each language, since starting one takes longer than looking at a page. */
export function openInspector(browser: Browser): Inspector {
  const windows = new Map<Language, Promise<{ visitor: Visitor; page: Page }>>();

  async function openWindow(language: Language) {
    const visitor = await openVisitor(browser, { locale: language === "da" ? "da-DK" : "en-GB" });
    return { visitor, page: await visitor.newPage() };
  }
  function windowFor(language: Language) {
    const known = windows.get(language) ?? openWindow(language);
    windows.set(language, known);
    return known;
  }
  return {
    async inspect(scene, language, script) {
      const { visitor, page } = await windowFor(language);
      await visitor.context.clearCookies();
      const open = () => scene.open(page, language);
      await (script === "on" ? open() : withoutScript(page, open));
      const main = page.locator("main");
      const at = (await main.getAttribute("data-screen")) ?? (await main.locator("h1").textContent())?.trim();
      const faults = await inspectPage(page, script === "on" ? ALL_VIEWS : ONE_VIEW);
      return { at, language: await page.locator("html").getAttribute("lang"), faults };
    },
  };
}
