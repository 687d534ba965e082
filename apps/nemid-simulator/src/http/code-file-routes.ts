import Router from "@koa/router";
import type { CodeFileTask } from "../codefile/code-file-client.js";
import { propertiesOf, stateOf } from "../codefile/signed-properties.js";
import { drawCodeFilePage, drawKeyFileScreen, drawReadingScreen } from "../pages/code-file-page.js";
import { CODE_FILE_TEXTS } from "../pages/code-file-texts.js";
import { objectsOf, type SignedDocument, stateDocument } from "../sign-text/signed-document.js";
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
    const opened = await codeFile.open(await readJson(context, codeFileOpening, CLIENT_BODY));
    if ("command" in opened) context.body = { end: opened };
    else context.body = "fetch" in opened ? opened : describe(opened, new Date(describing.now()));
  });
  return router;
}

/** All that the script needs: the screens, their sentences, who may sign, and what. */
function describe({ request, signing }: CodeFileTask, now: Date) {
  const { action, language, filter } = request;
  const document = signing && stateDocument(signing.signText, signing.attachments);
  const properties = propertiesOf(stateOf(request, document), now).map(({ name, value, visible = false }) => {
    return { name, value: toBase64(value), visible };
  });
  return {
    ...{ action, language, filter, properties, objects: document ? describeObjects(document) : [] },
    ...(signing && { reading: String(drawReadingScreen(request, signing)) }),
    html: String(drawKeyFileScreen(request)),
    problems: CODE_FILE_TEXTS[language].problems,
  };
}

function describeObjects(document: SignedDocument) {
  return objectsOf(document).map(({ id, mimeType, bytes, originalTitle }) => {
    const kind = id === "signText" ? "signText" : "attachment";
    return { kind, mimeType, title: originalTitle, content: toBase64(bytes) };
  });
}

function toBase64(value: string | Uint8Array): string {
  return Buffer.from(value as string).toString("base64");
}
