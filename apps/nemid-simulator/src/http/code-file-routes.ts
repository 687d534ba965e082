import Router from "@koa/router";
import type { CodeFileRequest } from "../codefile/client-request.js";
import { propertiesOf, stateOf } from "../codefile/signed-properties.js";
import { drawCodeFilePage, drawKeyFileScreen } from "../pages/code-file-page.js";
import { CODE_FILE_TEXTS } from "../pages/code-file-texts.js";
import type { Simulator } from "../simulator.js";
import { codeFileOpening } from "./api-schemas.js";
import { CLIENT_BODY, readJson } from "./read-body.js";

/**
 * The code file client: a page for the iframe (`/codefile?t=<anything>`), and the one call its script makes, to have the
 * parameters checked. Key file and password stay in the browser, so there is nothing more to ask.
 */
export function codeFileRoutes({ codeFile, describing }: Simulator): Router {
  const router = new Router({ prefix: "/codefile" });
  router.get("/", (context) => {
    context.type = "html";
    context.body = String(drawCodeFilePage());
  });
  router.post("/requests", async (context) => {
    const { parameters, origin } = await readJson(context, codeFileOpening, CLIENT_BODY);
    const opened = codeFile.open(parameters, origin);
    context.body = "command" in opened ? { end: opened } : describe(opened, new Date(describing.now()));
  });
  return router;
}

/** All that the script needs: the screen, its sentences, who may sign, and what. */
function describe(request: CodeFileRequest, now: Date) {
  const { action, language, filter } = request;
  const properties = propertiesOf(stateOf(request), now).map(({ name, value, visible = false }) => {
    return { name, value: Buffer.from(value as string | Uint8Array).toString("base64"), visible };
  });
  const html = String(drawKeyFileScreen(request));
  return { action, language, filter, properties, html, problems: CODE_FILE_TEXTS[language].problems };
}
