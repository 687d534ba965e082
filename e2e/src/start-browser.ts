import { type Browser, chromium } from "playwright-core";
import { type FoundChromium, findChromium } from "./browser/find-chromium.js";

/**
 * Starts a headless Chromium: the one at `CHROMIUM_PATH`, else the system's, else the one npm brought.
 *
 * @throws Error naming CHROMIUM_PATH when there is none, or it does not start
 */
export async function startBrowser(args: readonly string[] = []): Promise<Browser> {
  return launch(await findChromium(), args);
}

/** Starts this Chromium, with what a user's browser enforces left on: the page security policies are under test. */
export async function launch({ path, env }: FoundChromium, args: readonly string[] = []): Promise<Browser> {
  try {
    return await chromium.launch({
      executablePath: path,
      env: { ...process.env, ...env },
      args: [...args],
      // Chromium's sandbox refuses to run as root.
      chromiumSandbox: process.getuid?.() !== 0,
    });
  } catch (cause) {
    throw new Error(`${path} does not start; set CHROMIUM_PATH to a Chromium that does`, { cause });
  }
}
