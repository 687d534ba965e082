/** The cookie of a service's shared log-in, and the row that it names: what counts is the row. */
import { createHash } from "node:crypto";
import type { Storage } from "@eid-gateway/storage";
import type Koa from "koa";

export interface ServiceCookieParts {
  readonly storage: Pick<Storage, "oidc">;
  readonly isHttps: boolean;
}
export type ServiceRow = { readonly service: string; readonly sessionUid: string; readonly endsMs: number };
type Browser = Pick<Koa.Context, "cookies">;

const MODEL = "ServiceSession";

export async function findRow({ cookies }: Browser, service: string, parts: ServiceCookieParts) {
  const secret = cookies.get(cookieName(service, parts), { signed: false });
  const row = secret && ((await parts.storage.oidc.find(MODEL, secret)) as ServiceRow | undefined);
  return row && row.service === service ? { secret, row } : undefined;
}

export function saveRow({ storage }: ServiceCookieParts, secret: string, row: ServiceRow, expires: Date) {
  return storage.oidc.upsert(MODEL, secret, row, expires, {});
}

export function deleteRow({ storage }: ServiceCookieParts, secret: string): Promise<void> {
  return storage.oidc.destroy(MODEL, secret);
}

export function setCookie({ cookies }: Browser, service: string, value: string | null, parts: ServiceCookieParts) {
  cookies.secure = parts.isHttps; // TLS ends at a proxy
  const options = { path: "/", httpOnly: true, sameSite: "lax", secure: parts.isHttps, signed: false } as const;
  cookies.set(cookieName(service, parts), value, options);
}

/** Whoever logged in to the service in this browser is asked again from now on. */
export async function dropServiceSession(ctx: Browser, service: string, parts: ServiceCookieParts): Promise<void> {
  const kept = await findRow(ctx, service, parts);
  if (!kept) return;
  await deleteRow(parts, kept.secret);
  setCookie(ctx, service, null, parts);
}

/** `__Host-`: a sibling subdomain must not plant its own session in somebody's browser. */
function cookieName(service: string, { isHttps }: ServiceCookieParts): string {
  const digest = createHash("sha256").update(service).digest("hex").slice(0, 12);
  return `${isHttps ? "__Host-" : ""}eid_service_${digest}`;
}
