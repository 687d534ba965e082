/** A page as it is without script, and yet one that can be looked into: script comes back when the page is drawn. */
import type { Page } from "playwright-core";

/** Does something, usually a navigation, while the page may run no script. */
export async function withoutScript(page: Page, act: () => Promise<unknown>): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Emulation.setScriptExecutionDisabled", { value: true });
  try {
    await act();
  } finally {
    await devTools.send("Emulation.setScriptExecutionDisabled", { value: false });
    await devTools.detach();
  }
  await page.evaluate(showNoscript);
}

/** Runs in the page. axe passes `noscript` over, whatever is in it. */
function showNoscript(): void {
  for (const part of document.querySelectorAll("noscript")) {
    const shown = document.createElement("div");
    shown.append(...part.childNodes);
    part.replaceWith(shown);
  }
}
