/** The site: middleware and routes in one column. */
import { readFileSync } from "node:fs";
import Router from "@koa/router";
import Koa, { type Context } from "koa";
import { type Failure, failureOf } from "./failure.js";
import { connectGateway } from "./gateway.js";
import { securityHeaders } from "./headers.js";
import { languageOf, readLanguage } from "./languages.js";
import { beginLogin, endSessionUrl, finishLogin } from "./log-in.js";
import type { Portal } from "./options.js";
import { accountPage } from "./pages/account-page.js";
import { errorPage } from "./pages/error-page.js";
import { frontPage, profiles } from "./pages/front-page.js";
import { createSessions, takeBegun } from "./sessions.js";

const asset = (name: string) => readFileSync(new URL(`../assets/${name}`, import.meta.url), "utf8");

export function portalSite(portal: Portal): Koa {
  const gateway = connectGateway(portal);
  const sessions = createSessions({ now: portal.now, secure: portal.publicUrl.startsWith("https:") });
  const [style, icon] = [asset("portal.css"), asset("icon.svg")];

  const router = new Router();
  router.get("/portal.css", (context) => serve(context, "text/css; charset=utf-8", style));
  router.get("/icon.svg", (context) => serve(context, "image/svg+xml", icon));

  router.get("/health", (context) => {
    context.body = { status: "ok" }; // of this site; the gateway is asked for when somebody logs in
  });

  router.get("/", (context) => {
    const session = sessions.find(context);
    if (session) session.language = languageOf(context, session);
    context.body = frontPage(portal, languageOf(context, session), session?.login !== undefined);
  });

  router.get("/login", async (context) => {
    const session = sessions.findOrOpen(context);
    const profile = profiles.find((name) => name === context.query.profile) ?? "default";
    session.language = languageOf(context, session);
    see(context, await beginLogin(portal, gateway, session, { profile, language: session.language }));
  });

  router.get("/callback", async (context) => {
    const session = sessions.find(context);
    const search = new URLSearchParams(context.querystring);
    const begun = takeBegun(session, search.get("state") ?? "");
    // Without a log-in begun here the words in the address are anybody's, and none of them is shown.
    if (!session || !begun) return fail(context, { kind: "not-begun", status: 400 });
    context.state.again = `/login?profile=${begun.profile}&language=${languageOf(context, session)}`;
    session.login = await finishLogin(portal, gateway, begun, search);
    sessions.renew(context);
    see(context, "/account");
  });

  router.get("/account", (context) => {
    const session = sessions.find(context);
    if (!session?.login) return see(context, "/");
    session.language = languageOf(context, session);
    context.body = accountPage(session.login, session.language);
  });

  router.post("/logout", async (context) => {
    const login = sessions.find(context)?.login;
    sessions.end(context);
    see(context, (login && (await endSessionUrl(portal, gateway, login))) ?? "/");
  });

  function fail(context: Context, failure: Failure): void {
    context.status = failure.status;
    context.body = errorPage(
      failure,
      languageOf(context, sessions.find(context)),
      context.state.again as string | undefined,
    );
  }

  const app = new Koa();
  app.use(securityHeaders(gateway.origin));
  app.use(async (context, next) => {
    try {
      await next();
      if (context.status === 404 && !context.body) fail(context, { kind: "not-found", status: 404 });
    } catch (error) {
      const failure = failureOf(error);
      portal.report(`${context.method} ${context.path}: ${failure.kind} ${failure.error ?? describe(error)}`);
      context.state.again ??= context.path === "/login" ? loginAgain(context) : undefined;
      fail(context, failure);
    }
  });
  app.use(router.routes());
  app.use(router.allowedMethods());
  return app;
}

function serve(context: Context, type: string, body: string): void {
  context.type = type;
  context.set("cache-control", "public, max-age=300");
  context.body = body;
}

function see(context: Context, where: URL | string): void {
  context.redirect(String(where));
  context.status = 303;
}

/** The same log-in as was asked for, made of known words only. */
function loginAgain(context: Context): string {
  const profile = profiles.find((name) => name === context.query.profile) ?? "default";
  const language = readLanguage(context.query.language);
  return `/login?profile=${profile}${language ? `&language=${language}` : ""}`;
}

/** The kind of error and nothing it says, which might be a token's content. */
function describe(error: unknown): string {
  return error instanceof Error
    ? `${error.name}: ${(error as NodeJS.ErrnoException).code ?? error.stack?.split("\n")[1]?.trim() ?? ""}`
    : typeof error;
}
