import Router from "@koa/router";
import { drawKeyFiles } from "../pages/key-files-page.js";
import { writeHtmlKeyFile } from "../register/key-file.js";
import type { Simulator } from "../simulator.js";
import { download, show } from "./page-answers.js";

/** Key files for people: the list, and each as PKCS#12 and as an HTML page to be saved. */
export function keyFileRoutes(simulator: Simulator): Router {
  const { identities } = simulator;
  const router = new Router();
  const write = (alias: string) => {
    const identity = identities.load(alias);
    return { alias: identity.alias, p12: identities.certificateOf(identity).toPkcs12(identity.password) };
  };

  router.get("/key-files", (context) => show(context, drawKeyFiles(simulator)));
  router.get("/identities/:alias/key-file.p12", (context) => {
    const { alias, p12 } = write(context.params.alias!);
    download(context, p12, `${alias}.p12`);
  });
  router.get("/identities/:alias/key-file.html", (context) => {
    const { alias, p12 } = write(context.params.alias!);
    context.attachment(`${alias}.html`);
    context.type = "html";
    context.body = writeHtmlKeyFile(Buffer.from(p12).toString("base64"));
  });
  return router;
}
