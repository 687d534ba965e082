import { existsSync } from "node:fs";
import { unpackChromium } from "./unpack-chromium.js";

/** A Chromium, and the variables it needs to find its libraries and fonts. */
export interface FoundChromium {
  readonly path: string;
  readonly env?: Readonly<Record<string, string>>;
}

const SYSTEM_CHROMIUM = "/usr/bin/chromium";

/** @throws Error naming CHROMIUM_PATH when it points nowhere, or there is no browser at all */
export async function findChromium(): Promise<FoundChromium> {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist`);
  if (named) return { path: named };
  return existsSync(SYSTEM_CHROMIUM) ? { path: SYSTEM_CHROMIUM } : unpackChromium();
}
