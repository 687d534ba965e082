import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import Router, { type RouterContext } from "@koa/router";

const STYLES = new URL("../../assets/", import.meta.url);
const SCRIPTS = new URL("../browser/", import.meta.url);
/** What opens key files in the browser: forge, as its package brings it for browsers. */
const FORGE = createRequire(import.meta.url).resolve("node-forge/dist/forge.min.js");
const NAME = /^[a-z-]+\.(css|js|svg)$/;

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
  router.get("/:name", send(STYLES));
  router.get("/browser/:name", send(SCRIPTS));
  router.get("/browser/codefile/:name", send(new URL("codefile/", SCRIPTS)));
  return router;
}
