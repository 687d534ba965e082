/** Where the keyboard is, and how to get elsewhere with nothing but Tab. */
import type { Page } from "playwright-core";

const MOST_TABS = 30;

/** @throws Error when a round through the page does not lead there */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    const focused = await nameOfFocused(page);
    if (focused === name) return;
    passed.push(focused);
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to "${name}", but to ${passed.join(", ")}`);
}

async function nameOfFocused(page: Page): Promise<string> {
  const names = await Promise.all(page.frames().map((frame) => frame.evaluate(nameOfActive).catch(() => "")));
  return names.find((name) => name !== "") ?? "";
}

/** Runs in the page. */
function nameOfActive(): string {
  const active = document.activeElement;
  if (!document.hasFocus() || !active || active === document.body || active.tagName === "IFRAME") return "";
  const label = (active as HTMLInputElement).labels?.[0];
  return (label ?? active).textContent?.trim() ?? "";
}
