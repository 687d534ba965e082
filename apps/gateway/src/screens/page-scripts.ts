/** The gateway's own scripts for the browser: served as modules, each page names the one it needs. */
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { AnyEidMethod } from "@eid-gateway/core";
import type { Assets } from "../assets.js";
import type { Site } from "./page-context.js";

export interface PageScripts {
  readonly client: string; // the loader: joins another party's client to the page
  readonly forward: string; // sends the page's only form
  readonly tell: string; // says to the page around or behind ours how it ended
  readonly poll: string; // asks for the next picture of the same step
  readonly viewer: string; // draws a PDF,
  readonly pdfLibrary: string; // with PDF.js, beside which stands all that it may have to load
}

const folder = new URL("../../dist/browser/", import.meta.url); // the same from src and from dist

/** Registers the scripts, and every file that a method shows. Throws when the browser part is not built. */
export function openSite(assets: Assets, methods: readonly AnyEidMethod[] = []): Site {
  for (const { assets: files = [], logo } of methods) {
    const addresses = [...files, ...(logo ? [logo] : [])].map(({ file }) => file.href);
    // In one group, so that a page script may import what it shares with another.
    assets.registerGroup([...new Set(addresses)].map((address) => new URL(address)));
  }
  const [client, forward, poll, tell, viewer] = assets.registerGroup(
    ["client.js", "forward.js", "poll.js", "tell.js", "pdf-viewer.js", "client-frame.js", "client-form.js"].map(
      (name) => new URL(name, folder),
    ),
  );
  const [pdfLibrary] = assets.registerGroup(pdfFiles());
  const scripts = { client: client!, forward: forward!, poll: poll!, tell: tell!, viewer: viewer! };
  return { assets, scripts: { ...scripts, pdfLibrary: pdfLibrary! } };
}

/** PDF.js, the fonts that a PDF need not bring, and the character maps of Asian ones. */
function pdfFiles(): URL[] {
  const root = pathToFileURL(dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json")));
  const within = (path: string) => new URL(`${root.href}/${path}`);
  const folders = ["standard_fonts", "cmaps"].flatMap((name) =>
    readdirSync(within(name)).map((file) => within(`${name}/${file}`)),
  );
  const scripts = ["build/pdf.min.mjs", "build/pdf.worker.min.mjs", "wasm/openjpeg_nowasm_fallback.js"].map(within);
  return [...scripts, ...folders.filter(({ pathname }) => /\.(bcmap|pfb|ttf)$/.test(pathname))];
}
