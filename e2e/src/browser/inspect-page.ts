/**
 * What axe-core and a ruler say about a page: WCAG 2.2 A and AA and axe's best practices, on the narrowest screen that WCAG 1.4.10 names
 * and on a wide one, light and dark.
 */
import axe, { type AxeResults, type RunOptions } from "axe-core";
import type { Frame, Page } from "playwright-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const EVERYTHING: RunOptions = { runOnly: { type: "tag", values: TAGS } };
/** What colours and widths can change beyond what the first view showed. */
const APPEARANCE: RunOptions = { runOnly: { type: "rule", values: ["color-contrast", "target-size"] } };

interface View {
  readonly width: 320 | 1280;
  readonly scheme: "light" | "dark";
  readonly options: RunOptions;
}
const FIRST_VIEW: View = { width: 320, scheme: "light", options: EVERYTHING };
export const ALL_VIEWS: readonly View[] = [
  FIRST_VIEW,
  { width: 320, scheme: "dark", options: APPEARANCE },
  { width: 1280, scheme: "dark", options: EVERYTHING },
  { width: 1280, scheme: "light", options: APPEARANCE },
];
/** For a page that was looked at already and differs in a detail. */
export const ONE_VIEW: readonly View[] = [FIRST_VIEW];

/** @returns a line for each fault found, in the page and in each frame of it */
export async function inspectPage(page: Page, views = ALL_VIEWS): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { width, scheme, options } of views) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    for (const frame of page.frames()) {
      if (frame.url() === "about:blank") continue; // not loaded: the page works without script
      if (await isWithoutScript(frame)) continue;
      const found = [...(await findOverflow(frame)), ...(await findViolations(frame, options))];
      faults.push(...found.map((fault) => `${scheme} ${width}px ${new URL(frame.url()).pathname}: ${fault}`));
    }
  }
  return faults;
}

/** A document of somebody else's in a sandbox, where axe cannot run; its frame is looked at as part of the page around. */
async function isWithoutScript(frame: Frame): Promise<boolean> {
  if (frame.parentFrame() === null) return false;
  const sandbox = await (await frame.frameElement()).getAttribute("sandbox");
  return sandbox !== null && !sandbox.includes("allow-scripts");
}

async function findOverflow(frame: Frame): Promise<readonly string[]> {
  const overflow = await frame.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return overflow > 0 ? [`scrolls sideways by ${overflow} px`] : [];
}

async function findViolations(frame: Frame, options: RunOptions): Promise<readonly string[]> {
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(axe.source);
  const { violations, passes } = await frame.evaluate(runAxe, options);
  if (passes === 0) throw new Error("axe checked nothing");
  return violations;
}

/** Runs in the page. Frames are looked at one by one from outside: axe would ask them by messages, which no page of ours expects. */
async function runAxe(options: RunOptions) {
  const engine = (window as unknown as { axe: typeof axe }).axe;
  const result: AxeResults = await engine.run(document, { ...options, resultTypes: ["violations"], iframes: false });
  const lines = result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id} (${help}): ${html.slice(0, 160)}`),
  );
  return { violations: lines, passes: result.passes.length };
}
