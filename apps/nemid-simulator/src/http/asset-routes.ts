import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import Router, { type RouterContext } from "@koa/router";

const STYLES = new URL("../../assets/", import.meta.url);
const SCRIPTS = new URL("../browser/", import.meta.url);
/** What opens key files in the browser: forge, as its package brings it for browsers. */
const FORGE = createRequire(import.meta.url).resolve("node-forge/dist/forge.min.js");
const NAME = /^[a-z-]+\.(css|js|svg)$/;

/** What draws PDFs in the browser: PDF.js, with the fonts and character maps that documents may leave out. */
const PDFJS = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const PDFJS_FOLDERS = ["cmaps", "standard_fonts", "wasm"];
const PDFJS_NAME = /^[\w-]+(\.[a-z]+)*\.(mjs|js|bcmap|pfb|ttf)$/;

function sendPdfJs(folder: string) {
  return async (context: RouterContext) => {
    const name = context.params.name ?? "";
    const content = PDFJS_NAME.test(name)
      ? await readFile(join(PDFJS, folder, name)).catch(() => undefined)
      : undefined;
    if (!content) return;
    context.type = /js$/.test(name) ? "js" : "application/octet-stream";
    context.body = content;
  };
}

/** Style sheets and the icon from `assets/`, page scripts as compiled. Names are checked, so no path leads out of the folders. */
export function assetRoutes(): Router {
  const router = new Router({ prefix: "/assets" });
  const send = (folder: URL) => async (context: RouterContext) => {
    const name = context.params.name ?? "";
    const content = NAME.test(name) ? await readFile(new URL(name, folder)).catch(() => undefined) : undefined;
    if (!content) return;
    context.type = name.slice(name.lastIndexOf("."));
    context.body = content;
  };
  router.get("/node-forge.js", async (context) => {
    context.body = await readFile(FORGE);
    context.type = "js";
  });
  router.get("/pdfjs/:name", sendPdfJs("legacy/build"));
  for (const folder of PDFJS_FOLDERS) router.get(`/pdfjs/${folder}/:name`, sendPdfJs(folder));
  router.get("/:name", send(STYLES));
  router.get("/browser/:name", send(SCRIPTS));
  for (const folder of ["codefile", "documents"])
    router.get(`/browser/${folder}/:name`, send(new URL(`${folder}/`, SCRIPTS)));
  return router;
}
