/** What each address does. */
import { randomBytes } from "node:crypto";
import { type OidcLogin, SamlResponseError } from "@eid-gateway/client-kit";
import type { Context } from "koa";
import { beginByOidc, finishByOidc } from "./by-oidc.js";
import type { SamlDoor } from "./by-saml.js";
import { LoginNotBegun } from "./failure.js";
import { languageOf } from "./languages.js";
import type { Portal } from "./options.js";
import { accountPage } from "./pages/account-page.js";
import { frontPage } from "./pages/front-page.js";
import { readForm } from "./read-form.js";
import { seeOther } from "./see-other.js";
import { type LogIn, rememberBegun, type Session, type Sessions, takeBegun } from "./sessions.js";
import type { OutcomeTools } from "./signing/fetch-outcome.js";
import type { Shelf } from "./signing/shelf.js";
import { loginPath, readWish } from "./wish.js";

export interface Site {
  readonly portal: Portal;
  readonly oidc: OidcLogin;
  readonly saml: SamlDoor;
  readonly sessions: Sessions;
  readonly signing: OutcomeTools;
  readonly shelf: Shelf;
}
type Route = (context: Context) => void | Promise<void>;

export function showFrontPage({ portal, sessions }: Site): Route {
  return (context) => {
    const session = sessions.find(context);
    const language = languageOf(context, session);
    if (session) session.language = language;
    context.body = frontPage(portal, language, session?.login !== undefined);
  };
}

export function startLogin({ oidc, saml, sessions }: Site): Route {
  return async (context) => {
    const session = sessions.findOrOpen(context);
    const wish = readWish(context.query);
    const language = languageOf(context, session);
    session.language = language;
    context.state.again = loginPath(wish, language);
    if (wish.door === "saml") {
      const state = randomBytes(32).toString("base64url");
      rememberBegun(session, state, { wish });
      return seeOther(context, saml.begin(wish, language, state));
    }
    const { url, begun } = await beginByOidc(oidc, wish, language);
    rememberBegun(session, begun.state, { wish, oidc: begun });
    seeOther(context, url);
  };
}

/** The OpenID Connect answer. */
export function takeCallback({ portal, oidc, sessions }: Site): Route {
  return async (context) => {
    const search = new URLSearchParams(context.querystring);
    const { session, begun } = findBegun(context, sessions, search.get("state"));
    if (!begun.oidc) throw new LoginNotBegun();
    const login = await finishByOidc(oidc, new URL(`${portal.publicUrl}/callback?${search}`), begun.oidc);
    welcome(context, sessions, session, login);
  };
}

/** The SAML answer as it arrives, without a cookie: nobody is logged in by it yet. */
export function takePost({ portal, saml }: Site): Route {
  return async (context) => {
    const form = await readForm(context.req);
    const token = await saml.receive(form.get("SAMLResponse") ?? "", `${portal.publicUrl}${context.url}`);
    seeOther(context, `/saml?answer=${token}`);
  };
}

/** The browser that began takes the answer that waits for it. */
export function takeWaiting({ saml, sessions }: Site): Route {
  return (context) => {
    const arrived = saml.take(new URLSearchParams(context.querystring).get("answer") ?? "");
    const { session } = findBegun(context, sessions, arrived?.state ?? null);
    if (!arrived) throw new LoginNotBegun();
    if (arrived.result instanceof SamlResponseError) throw arrived.result;
    welcome(context, sessions, session, arrived.result);
  };
}

/** @throws LoginNotBegun when this browser did not begin it, or its answer has been taken */
function findBegun(context: Context, sessions: Sessions, state: string | null) {
  const session = sessions.find(context);
  const begun = takeBegun(session, state ?? "");
  if (!session || !begun) throw new LoginNotBegun();
  context.state.again = loginPath(begun.wish, languageOf(context, session));
  return { session, begun };
}

function welcome(context: Context, sessions: Sessions, session: Session, login: LogIn): void {
  session.login = login;
  sessions.renew(context);
  seeOther(context, "/account");
}

export function showAccount({ sessions }: Site): Route {
  return (context) => {
    const session = sessions.find(context);
    if (!session?.login) return seeOther(context, "/");
    session.language = languageOf(context, session);
    context.body = accountPage(session.login, session.language);
  };
}

/** Ours first: whatever becomes of the gateway's, this site has forgotten the person. */
export function startLogout({ portal, oidc, sessions }: Site): Route {
  return async (context) => {
    const { login, language } = sessions.find(context) ?? {};
    sessions.end(context);
    if (language) sessions.findOrOpen(context).language = language; // all that is kept: in what to say goodbye
    const farewell = login?.idToken && (await oidc.endSession(login.idToken, `${portal.publicUrl}/`));
    seeOther(context, farewell || "/");
  };
}

/** Of this site alone; the gateway is asked for when somebody logs in. */
export function showHealth(context: Context): void {
  context.body = { status: "ok" };
}
