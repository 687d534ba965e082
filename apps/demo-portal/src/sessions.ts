/** Who is at which browser: kept in memory behind an unguessable cookie, few enough and short enough to forget about. */
import { randomBytes } from "node:crypto";
import type { BegunLogin } from "@eid-gateway/client-kit";
import type { Context } from "koa";
import type { Wish } from "./wish.js";

export interface Session {
  language?: Language;
  readonly begun: Map<string, Begun>; // by state: each tab has its own
  login?: LogIn;
}
export type Language = "da" | "en";

/** What only this browser's answer may use, once. */
export interface Begun {
  readonly wish: Wish;
  readonly oidc?: BegunLogin;
}
export interface LogIn {
  readonly name: string;
  readonly idToken?: string; // the gateway's end of session asks for it
  readonly tables: readonly {
    readonly kind: "userinfo" | "idToken" | "attributes" | "assertion";
    readonly rows: readonly (readonly [name: string, value: unknown])[];
  }[];
}

export interface Sessions {
  find(context: Context): Session | undefined;
  findOrOpen(context: Context): Session;
  /** The same session under a new name: what was known before the log-in is worth nothing after it. */
  renew(context: Context): void;
  end(context: Context): void;
}

const cookie = "demo_portal_session";
const idleMs = 30 * 60_000;
const maxSessions = 1000;
const maxBegun = 5;

export function createSessions({ now, secure }: { now: () => number; secure: boolean }): Sessions {
  const sessions = new Map<string, { readonly session: Session; usedAt: number }>();

  function lookUp(context: Context): { id: string; session: Session } | undefined {
    const id = context.cookies.get(cookie) ?? "";
    const found = sessions.get(id);
    if (!found) return undefined;
    sessions.delete(id);
    if (now() - found.usedAt > idleMs) return undefined;
    sessions.set(id, { session: found.session, usedAt: now() }); // last in line: the map forgets from the front
    return { id, session: found.session };
  }
  function keep(context: Context, session: Session): Session {
    const id = randomBytes(32).toString("base64url");
    sessions.set(id, { session, usedAt: now() });
    for (const oldest of sessions.keys()) if (sessions.size > maxSessions) sessions.delete(oldest);
    if (secure) context.cookies.secure = true; // the proxy before us speaks TLS; what we see is plain
    // Lax: the browser shows it when the gateway sends the person back, and not to a form of another site.
    context.cookies.set(cookie, id, { httpOnly: true, sameSite: "lax", secure, overwrite: true });
    return session;
  }
  return {
    find: (context) => lookUp(context)?.session,
    findOrOpen: (context) => lookUp(context)?.session ?? keep(context, { begun: new Map() }),
    renew(context) {
      const known = lookUp(context);
      if (!known) return;
      sessions.delete(known.id);
      keep(context, known.session);
    },
    end(context) {
      const known = lookUp(context);
      if (known) sessions.delete(known.id);
      if (secure) context.cookies.secure = true;
      context.cookies.set(cookie, null, { httpOnly: true, sameSite: "lax", secure });
    },
  };
}

/** Remembers a log-in that was begun; the oldest of too many is given up. */
export function rememberBegun({ begun }: Session, state: string, login: Begun): void {
  begun.set(state, login);
  for (const oldest of begun.keys()) if (begun.size > maxBegun) begun.delete(oldest);
}

/** Takes it back out: an answer works once. */
export function takeBegun(session: Session | undefined, state: string): Begun | undefined {
  const found = session?.begun.get(state);
  session?.begun.delete(state);
  return found;
}
