import { readFileSync } from "node:fs";
import { extname } from "node:path";
import type { Context } from "koa";

const types: Readonly<Record<string, string>> = { ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml" };

/** A file of ours, read once. */
export function serveFile(name: string): (context: Context) => void {
  const body = readFileSync(new URL(`../assets/${name}`, import.meta.url), "utf8");
  const type = types[extname(name)]!;
  return (context) => {
    context.set({ "content-type": type, "cache-control": "public, max-age=300" });
    context.body = body;
  };
}
