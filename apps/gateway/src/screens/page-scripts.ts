/** The gateway's own scripts for the browser: served as modules, each page names the one it needs. */
import type { AnyEidMethod } from "@eid-gateway/core";
import type { Assets } from "../assets.js";
import type { Site } from "./page-context.js";

export interface PageScripts {
  readonly client: string; // the loader: joins another party's client to the page
  readonly forward: string; // sends the page's only form
  readonly tell: string; // says to the page around or behind ours how it ended
  readonly poll: string; // asks for the next picture of the same step
}

const folder = new URL("../../dist/browser/", import.meta.url); // the same from src and from dist

/** Registers the scripts, and every file that a method shows. Throws when the browser part is not built. */
export function openSite(assets: Assets, methods: readonly AnyEidMethod[] = []): Site {
  for (const { assets: files = [], logo } of methods) {
    const addresses = [...files, ...(logo ? [logo] : [])].map(({ file }) => file.href);
    // In one group, so that a page script may import what it shares with another.
    assets.registerGroup([...new Set(addresses)].map((address) => new URL(address)));
  }
  const [client, forward, poll, tell] = assets.registerGroup(
    ["client.js", "forward.js", "poll.js", "tell.js", "client-frame.js", "client-form.js"].map(
      (name) => new URL(name, folder),
    ),
  );
  return { assets, scripts: { client: client!, forward: forward!, poll: poll!, tell: tell! } };
}
