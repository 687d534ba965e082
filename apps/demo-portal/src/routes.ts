/** What each address does. */
import type { Context } from "koa";
import { LoginNotBegun } from "./failure.js";
import type { Gateway } from "./gateway.js";
import { languageOf } from "./languages.js";
import { beginLogin, endSessionUrl, finishLogin } from "./log-in.js";
import type { Portal } from "./options.js";
import { accountPage } from "./pages/account-page.js";
import { frontPage, readProfile } from "./pages/front-page.js";
import { type Sessions, takeBegun } from "./sessions.js";

export interface Site {
  readonly portal: Portal;
  readonly gateway: Gateway;
  readonly sessions: Sessions;
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

export function startLogin({ portal, gateway, sessions }: Site): Route {
  return async (context) => {
    const session = sessions.findOrOpen(context);
    const wish = { profile: readProfile(context.query.profile), language: languageOf(context, session) };
    session.language = wish.language;
    context.state.again = `/login?profile=${wish.profile}&language=${wish.language}`;
    seeOther(context, await beginLogin(portal, gateway, session, wish));
  };
}

export function takeCallback({ portal, gateway, sessions }: Site): Route {
  return async (context) => {
    const session = sessions.find(context);
    const search = new URLSearchParams(context.querystring);
    const begun = takeBegun(session, search.get("state") ?? "");
    if (!session || !begun) throw new LoginNotBegun();
    context.state.again = `/login?profile=${begun.profile}&language=${languageOf(context, session)}`;
    session.login = await finishLogin(portal, gateway, begun, search);
    sessions.renew(context);
    seeOther(context, "/account");
  };
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
export function startLogout({ portal, gateway, sessions }: Site): Route {
  return async (context) => {
    const { login, language } = sessions.find(context) ?? {};
    sessions.end(context);
    if (language) sessions.findOrOpen(context).language = language; // all that is kept: in what to say goodbye
    seeOther(context, (login && (await endSessionUrl(portal, gateway, login))) ?? "/");
  };
}

/** Of this site alone; the gateway is asked for when somebody logs in. */
export function showHealth(context: Context): void {
  context.body = { status: "ok" };
}

function seeOther(context: Context, where: URL | string): void {
  context.redirect(String(where));
  context.status = 303;
}
