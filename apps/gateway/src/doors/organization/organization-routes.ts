/** `GET /organization/v1/me`: the companies that the person behind an access token may act for, as the register said at their log-in. */
import Router from "@koa/router";
import type Koa from "koa";
import { ORGANIZATION_SCOPES } from "../oidc/claims.js";
import type { OidcDoor } from "../oidc/oidc-door.js";
import { readBearer } from "./read-bearer.js";

/** RFC 6750 3.1. Without a token there is no error to speak of, only the way to ask. */
interface Refusal {
  readonly status: 400 | 401 | 403;
  readonly error?: "invalid_request" | "invalid_token" | "insufficient_scope";
  readonly error_description?: string;
  readonly scope?: string;
}

const NO_TOKEN: Refusal = { status: 401 };
const MALFORMED: Refusal = {
  status: 400,
  error: "invalid_request",
  error_description: "give the access token once, in the Authorization header",
};
const UNKNOWN: Refusal = {
  status: 401,
  error: "invalid_token",
  error_description: "the access token is unknown, has expired or was revoked",
};
const NO_SCOPE: Refusal = {
  status: 403,
  error: "insufficient_scope",
  error_description: "the access token does not cover organizations",
  scope: ORGANIZATION_SCOPES[0]!,
};
const NOT_LOOKED_UP: Refusal = {
  status: 403,
  error: "insufficient_scope",
  error_description: "no organizations were looked up in the log-in behind this access token",
  scope: ORGANIZATION_SCOPES[0]!,
};

export function organizationRoutes(door: Pick<OidcDoor, "findToken">): Router {
  const router = new Router();
  router.all("/organization/v1/me", async (ctx) => {
    ctx.set("cache-control", "no-store");
    if (ctx.method !== "GET") return refuseVerb(ctx);
    const given = readBearer(ctx.get("authorization"), ctx.URL.searchParams);
    if (given === "none") return refuse(ctx, NO_TOKEN);
    if (given === "malformed") return refuse(ctx, MALFORMED);
    const found = await door.findToken(given.token);
    if (!found) return refuse(ctx, UNKNOWN);
    if (!ORGANIZATION_SCOPES.some((scope) => found.scopes.has(scope))) return refuse(ctx, NO_SCOPE);
    const { organizations } = found.account;
    if (!organizations) return refuse(ctx, NOT_LOOKED_UP);
    ctx.body = organizations.map(({ number, name, form, roles = [] }) => ({
      "signicat.organization.number": number,
      "signicat.organization.name": name,
      ...(form !== undefined && { type: form }),
      roles,
    }));
  });
  return router;
}

function refuse(ctx: Koa.Context, { status, ...told }: Refusal): void {
  const parameters = Object.entries({ realm: "organization", ...told }).map(([name, value]) => `${name}="${value}"`);
  ctx.status = status;
  ctx.set("www-authenticate", `Bearer ${parameters.join(", ")}`);
  ctx.body = told;
}

function refuseVerb(ctx: Koa.Context): void {
  ctx.status = 405;
  ctx.set("allow", "GET");
  ctx.body = { error: "invalid_request", error_description: "only GET" };
}
