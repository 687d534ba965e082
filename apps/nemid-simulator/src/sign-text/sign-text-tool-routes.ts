import Router from "@koa/router";
import { z } from "zod";
import { show } from "../http/page-answers.js";
import { CLIENT_BODY, parseBy, readJson, readUpload } from "../http/read-body.js";
import { drawSignTextCheck, type SentFields } from "../pages/sign-text-page.js";
import type { ReadingDesk } from "./reading-desk.js";
import { SIGN_TEXT_FORMATS, type SignText } from "./sign-text.js";

const bytes = z.base64().transform((base64) => Buffer.from(base64, "base64"));

/** What a program sends: the parts as a service provider's parameters have them. */
const wish = z.strictObject({
  format: z.enum(SIGN_TEXT_FORMATS),
  signText: bytes,
  stylesheet: bytes.optional(),
  monospace: z.boolean().default(false),
});

const fields = z.strictObject({
  format: z.enum(SIGN_TEXT_FORMATS),
  text: z.string(),
  stylesheet: z.string(),
  file: z.instanceof(Uint8Array),
  check: z.string().optional(),
});

/** Whether the clients would show a sign text, and why not: a page for developers, as the operator had one, and a call for programs. */
export function signTextToolRoutes(desk: ReadingDesk): Router {
  const router = new Router();
  router.get("/check-sign-text", (context) => show(context, drawSignTextCheck()));
  router.post("/check-sign-text", async (context) => {
    const { text, stylesheet, file, format } = parseBy(fields, await readUpload(context));
    const sent: SentFields = { format, text: file.length > 0 ? "" : text, stylesheet };
    // Browsers send the lines of a text field with CRLF.
    const source = file.length > 0 ? file : Buffer.from(text.replaceAll("\r\n", "\n"));
    const signText = toSignText({ format, signText: source, stylesheet: Buffer.from(stylesheet) });
    show(context, drawSignTextCheck(sent, await desk.prepare(signText, "en")));
  });
  router.post("/api/sign-text/check", async (context) => {
    const prepared = await desk.prepare(toSignText(await readJson(context, wish, CLIENT_BODY)), "en");
    context.body =
      "readable" in prepared
        ? { accepted: true, findings: [], shown: prepared.readable }
        : { accepted: false, findings: prepared.findings };
  });
  return router;
}

interface Sent {
  readonly format: SignText["format"];
  readonly signText: Uint8Array;
  readonly stylesheet?: Uint8Array | undefined;
  readonly monospace?: boolean;
}

function toSignText({ format, signText, stylesheet, monospace = false }: Sent): SignText {
  return {
    format,
    bytes: signText,
    monospace,
    ...(format === "xml" && { stylesheet: stylesheet ?? new Uint8Array() }),
  };
}
