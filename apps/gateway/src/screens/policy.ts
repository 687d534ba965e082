/** The content security policy of a page, derived from what is on it: everything is refused that the page does not need. */
import type { Block, Client } from "@eid-gateway/core";

export interface PolicyNeeds {
  readonly blocks?: readonly Block[];
  readonly formTargets?: readonly URL[] | "anywhere"; // beyond our own pages: where a posted form may end up
  readonly polls?: boolean;
  readonly frameParents?: readonly string[];
  readonly viewsPdf?: boolean; // our viewer fetches the file, and its own fonts
  readonly framesOwn?: boolean; // a document of ours, in a sandbox
}

export function contentSecurityPolicy(needs: PolicyNeeds): string {
  const clients = (needs.blocks ?? []).filter((block) => block.kind === "client");
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'none'"],
    "script-src": ["'self'", ...extra(clients, "script-src")],
    "style-src": ["'self'"],
    "img-src": ["'self'", ...extra(clients, "img-src")],
    "font-src": ["'self'"],
    "connect-src": [...(needs.polls || needs.viewsPdf ? ["'self'"] : []), ...extra(clients, "connect-src")],
    "frame-src": [
      ...(needs.framesOwn ? ["'self'"] : []),
      ...clients.flatMap(({ frame }) => (frame ? [originOf(frame.url)] : [])),
      ...extra(clients, "frame-src"),
    ],
    "form-action": formActions(needs.formTargets ?? []),
    "frame-ancestors": needs.frameParents?.length
      ? needs.frameParents.map((parent) => originOf(new URL(parent)))
      : ["'none'"],
    "base-uri": ["'none'"],
  };
  return Object.entries(directives)
    .filter(([, sources]) => sources.length > 0)
    .map(([name, sources]) => [name, ...new Set(sources)].join(" "))
    .join("; ");
}

function extra(clients: readonly Client[], directive: keyof NonNullable<Client["csp"]>): string[] {
  return clients.flatMap(({ csp }) => csp?.[directive] ?? []).map((source) => originOf(new URL(source)));
}

/** Chromium applies the directive to every redirect after the post, so "anywhere" is for a page whose only form is posted to another site. */
function formActions(targets: NonNullable<PolicyNeeds["formTargets"]>): string[] {
  return targets === "anywhere" ? [] : ["'self'", ...targets.map(formTarget)];
}

/** Origins only: a keyword such as 'unsafe-inline', a wildcard or a second directive cannot be smuggled in as an address. */
function originOf(url: URL): string {
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new Error(`${url.protocol} is no source for a page`);
  if (/[;,*\s']/.test(url.origin)) throw new Error("a source that would change the policy");
  return url.origin;
}

/** An app's own scheme has no origin; there the scheme is all a policy can name. */
function formTarget(url: URL): string {
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isWeb ? originOf(url) : url.protocol;
}
