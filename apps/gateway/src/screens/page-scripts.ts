/** The gateway's own scripts for the browser: served as modules, each page names the one it needs. */
import type { AnyEidMethod } from "@eid-gateway/core";
import type { Assets } from "../assets.js";
import type { Site } from "./page-context.js";

export interface PageScripts {
  readonly client: string; // the loader: joins another party's client to the page
  readonly forward: string; // sends the page's only form
  readonly poll: string; // asks for the next picture of the same step
}

const folder = new URL("../../dist/browser/", import.meta.url); // the same from src and from dist

/** Registers the scripts, and every file that a method shows. Throws when the browser part is not built. */
export function openSite(assets: Assets, methods: readonly AnyEidMethod[] = []): Site {
  for (const { assets: files = [], logo } of methods) {
    for (const asset of logo ? [...files, logo] : files) assets.register(asset);
  }
  const [client, forward, poll] = assets.registerGroup(
    ["client.js", "forward.js", "poll.js", "client-frame.js", "client-form.js"].map((name) => new URL(name, folder)),
  );
  return { assets, scripts: { client: client!, forward: forward!, poll: poll! } };
}
