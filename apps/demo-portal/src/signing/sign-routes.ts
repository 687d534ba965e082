/**
 * Signing, from the visitor's choice to the result:
 *
 *   /sign             choose; posted, the order is made and the browser sent to the gateway's pages
 *   /signed           <- the browser comes back, whatever happened there
 *   /signed/:id       what was signed, and its verification in words
 *   /signed/:id/:file original, result, package: to save
 */
import { readReturn, SigningRefusedError, type TaskStatus } from "@eid-gateway/client-kit";
import type { Context } from "koa";
import { SigningForgotten } from "../failure.js";
import { languageOf, sayIn } from "../languages.js";
import { type SignProblem, signPage } from "../pages/sign-page.js";
import { signedPage } from "../pages/signed-page.js";
import { unsignedPage } from "../pages/unsigned-page.js";
import { FormRefused } from "../read-form.js";
import type { Site } from "../routes.js";
import { seeOther } from "../see-other.js";
import { chooseDocument } from "./choose-document.js";
import { fetchOutcome } from "./fetch-outcome.js";
import { readUpload } from "./read-upload.js";
import type { KeptSigning } from "./shelf.js";
import { readSignWish, type SignWish, USUAL_WISH, waysOf } from "./sign-wish.js";

type Route = (context: Context) => Promise<void>;

export function showSignPage({ portal, sessions }: Site): Route {
  return async (context) => {
    context.body = signPage(portal, languageOf(context, sessions.find(context)), USUAL_WISH);
  };
}

export function startSigning(site: Site): Route {
  const { portal, sessions } = site;
  return async (context) => {
    expectOwnForm(context);
    const session = sessions.findOrOpen(context);
    const language = languageOf(context, session);
    session.language = language;
    const refuse = (wish: SignWish, problem: SignProblem) => {
      context.status = 400;
      context.body = signPage(portal, language, wish, problem);
    };
    const fields = await readUpload(context.req);
    if (fields === "too-large") return refuse(USUAL_WISH, { kind: "too-large" });
    const wish = readSignWish(fields);
    const document = await chooseDocument(wish, fields, sayIn(language), new Date(portal.now()));
    if (typeof document === "string") return refuse(wish, { kind: document });
    try {
      const order = await site.signing.desk.order({
        documents: [document],
        ...waysOf(wish.method),
        language,
        returnTo: `${portal.publicUrl}/signed`,
        isPackaged: true,
        daysUntilDeletion: 1,
      });
      site.shelf.keep(session, { order, document, method: wish.method });
      seeOther(context, order.signingUrl);
    } catch (error) {
      // What the visitor can mend: another document. A client that is not allowed to order is the operator's.
      if (!(error instanceof SigningRefusedError) || error.status !== 400) throw error;
      refuse(wish, { kind: "refused", code: error.code, findings: error.findings });
    }
  };
}

export function takeReturn({ sessions, shelf }: Site): Route {
  return async (context) => {
    const { orderId } = readReturn(context.url);
    const signing = shelf.findByOrder(sessions.find(context), orderId);
    if (!signing) throw new SigningForgotten();
    seeOther(context, `/signed/${signing.id}`);
  };
}

export function showSigned(site: Site): Route {
  return async (context) => {
    const signing = find(site, context);
    const session = site.sessions.findOrOpen(context);
    const language = languageOf(context, session);
    session.language = language;
    const outcome = await fetchOutcome(site.signing, signing);
    if (outcome) {
      context.body = signedPage(signing, outcome, language);
      return;
    }
    const { status } = await site.signing.desk.status(signing.order);
    context.body = unsignedPage(signing, isOpen(status), language);
  };
}

export function sendSignedFile(site: Site): Route {
  return async (context) => {
    const { file } = context.params as { readonly file: string };
    const found = fileOf(find(site, context), file);
    if (!found) return; // and so there is no such page
    context.attachment(found.name);
    context.type = found.mediaType;
    context.body = Buffer.from(found.bytes);
  };
}

function find({ sessions, shelf }: Site, context: Context): KeptSigning {
  const { id } = context.params as { readonly id: string };
  const signing = shelf.find(sessions.find(context), id);
  if (!signing) throw new SigningForgotten();
  return signing;
}

function fileOf({ document, outcome }: KeptSigning, file: string) {
  if (file === "original") {
    const isPdf = document.mediaType === "application/pdf";
    return { ...document, name: isPdf ? "original.pdf" : "original.txt" };
  }
  if (file === "result" && outcome) {
    const isSealed = outcome.result.mediaType === "application/x-ltv-sdo";
    return { ...outcome.result, name: isSealed ? "signed.ltvsdo.xml" : "signed.xml" };
  }
  const { packaged } = outcome ?? {};
  return file === "package" && packaged ? { ...packaged, mediaType: "application/pdf", name: "signed.pdf" } : undefined;
}

function isOpen(status: TaskStatus["status"]): boolean {
  return status === "CREATED";
}

/** Another site could have its visitor's browser order something here. Browsers of these days say who asks. */
function expectOwnForm(context: Context): void {
  const from = context.get("sec-fetch-site");
  if (from !== "" && from !== "same-origin") throw new FormRefused("of another site");
}
