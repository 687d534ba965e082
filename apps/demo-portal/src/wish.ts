/** What the front page lets a visitor choose, and how a choice travels in an address. */
import type { Language } from "./sessions.js";

/** The gateway's names; without one the gateway asks. */
export const METHODS = ["nemid", "nemid-moces", "nemid-erhverv", "nemid-codefile"] as const;
export const PROFILES = ["default", "demo"] as const;
const DOORS = ["oidc", "saml"] as const;

export interface Wish {
  readonly method: (typeof METHODS)[number] | "any";
  readonly profile: (typeof PROFILES)[number];
  readonly door: (typeof DOORS)[number];
}

/** Anything that is not offered counts as not chosen. */
export function readWish(query: Readonly<Record<string, unknown>>): Wish {
  return {
    method: [...METHODS, "any" as const].find((method) => method === query.method) ?? "nemid",
    profile: PROFILES.find((profile) => profile === query.profile) ?? "default",
    door: DOORS.find((door) => door === query.door) ?? "oidc",
  };
}

/** The address that begins this very log-in. */
export function loginPath(wish: Wish, language: Language): string {
  return `/login?${new URLSearchParams({ ...wish, language })}`;
}

export function methodsOf({ method }: Wish): readonly [string, ...string[]] {
  return method === "any" ? METHODS : [method];
}
